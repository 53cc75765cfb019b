"""Books that a process exports and that must be right however it ends."""

import json
import subprocess
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from time import perf_counter

from django.db import connection, transaction
from django.db.models import QuerySet

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine, Side
from accounting.journal.plan import EntryPlan
from accounting.models import JournalEntry
from accounting.services.journal import record_plans
from companies.models import Company
from companies.services import lock_company
from exports.models import BatchEntry, ExportBatch, ExportFile
from exports.queries import glimport_settings_for
from exports.services.cancelling import cancel_batch
from plannit.verification import faults
from tests.exports.journal import INVOICE, NOW, make_books

SALES = 120
Status = JournalEntry.Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a process ended: what it returned, or the signal; and where that was."""

    code: int
    steps: int
    seconds: float
    folder: Path


class Books:
    def __init__(
        self, company: Company, nursery: "subprocess.Popen[str]", room: Path
    ) -> None:
        self.company = company
        self.at_once = SALES
        self._nursery = nursery
        self._folders = (room / f"out-{number}" for number in count())

    def store_in_parts(self) -> None:
        """Each of the three files in a transaction of its own from now on."""
        self.at_once = SALES // 3

    def export(
        self, *, seconds: float | None = None, step: int | None = None
    ) -> Ending:
        """Export in another process, killed then, or before it begins that step."""
        folder = next(self._folders)
        command = ["export_journal", "--company", self.company.slug]
        command += ["--through", "2026-11-24", "--format", "glimport"]
        order: dict[str, object] = {"command": command, "folder": str(folder)}
        order |= {"seconds": seconds, "step": step, "at_once": self.at_once}
        connection.close()  # what it leaves is then recovered as after a power cut
        started_at = perf_counter()
        print(json.dumps(order), file=self._nursery.stdin, flush=True)
        assert self._nursery.stdout is not None
        code, steps = json.loads(self._nursery.stdout.readline())
        took = perf_counter() - started_at
        return Ending(code=code, steps=steps, seconds=took, folder=folder)

    def assert_right(self, ending: Ending) -> None:
        """No entry lost, none twice, no batch half made, no file that is of none."""
        self.assert_proved()
        _assert_of_a_batch(ending.folder)

    def assert_proved(self) -> None:
        with transaction.atomic():
            lock_company(self.company)  # what the dead one last asked for has ended
            assert list(faults(using="default")) == []
            assert _places() + _waiting() == Counter(_entries())
            for batch in ExportBatch.objects.all():
                _assert_whole(batch)

    def assert_all_exported(self) -> None:
        assert _places() == Counter(_entries())
        assert len(_places()) == SALES

    def assert_all_named(self, ending: Ending) -> None:
        """The folder holds the whole files of the batch, and no part of any."""
        contents = {path.name: path.read_bytes() for path in ending.folder.iterdir()}
        living = ExportFile.objects.filter(batch__in=produced())
        assert contents == {file.name: bytes(file.content) for file in living}
        assert len(contents) == 3

    def take_back(self) -> None:
        for batch in produced():
            cancel_batch(batch=batch, cancelled_at=NOW, cancelled_by=None)
        assert len(_waiting()) == SALES


@transaction.atomic
def record_books(nursery: "subprocess.Popen[str]", room: Path) -> Books:
    company = make_books()
    glimport_settings_for(company)  # made by the first export otherwise
    plans = [_sale(number) for number in range(SALES)]
    record_plans(company=company, plans=plans, sources={INVOICE: []})
    return Books(company, nursery, room)


def _sale(number: int) -> EntryPlan:
    amount = Decimal(number + 100) / 100
    sold_on = date(2026, 9 + number % 3, 3)
    return EntryPlan(
        source_kind=INVOICE,
        source_id=number,
        event=Event.SALE,
        document_number=f"FAC-{number:05}",
        party="Tremblay",
        happened_on=sold_on,
        ready_on=sold_on,
        lines=(
            JournalLine(account="1201", side=Side.DEBIT, amount=amount),
            JournalLine(account="4000", side=Side.CREDIT, amount=amount),
        ),
    )


def produced() -> QuerySet[ExportBatch]:
    files = ExportFile.objects.filter(state="PRODUCED")
    return ExportBatch.objects.filter(is_begun=False, files__in=files).distinct()


def _entries() -> list[int]:
    return list(JournalEntry.objects.values_list("pk", flat=True))


def _waiting() -> "Counter[int]":
    ready = JournalEntry.objects.filter(status=Status.READY)
    return Counter(ready.values_list("pk", flat=True))


def _places() -> "Counter[int]":
    """How many living batches each entry is in."""
    living = BatchEntry.objects.filter(released_at=None, file__state="PRODUCED")
    return Counter(living.values_list("entry", flat=True))


def _assert_whole(batch: ExportBatch) -> None:
    counts = [file.entry_count for file in batch.files.all()]
    assert sum(counts) == batch.entries.count()
    if not batch.is_begun:
        assert batch.entry_count == sum(counts)
    if batch.state == "PRODUCED":
        assert counts == [SALES / 3] * 3


def _assert_of_a_batch(folder: Path) -> None:
    """What bears the name of a file to import is one of a batch, whole."""
    written = [path for path in folder.glob("*") if path.suffix != ".part"]
    living = ExportFile.objects.filter(batch__in=produced())
    kept = {file.name: bytes(file.content) for file in living}
    assert {path.name: path.read_bytes() for path in written}.items() <= kept.items()
