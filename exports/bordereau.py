"""The paper of a batch: what it holds, and what was true when it was produced."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from accounting.journal.dating import DatePolicy, SaleDate
from accounting.models import AccountingSettings
from accounting.origins import Reason
from exports.dating import date_sentences
from exports.late import with_late_counts
from exports.models import BatchEntry, ExportBatch, ExportFile, GLImportSettings
from exports.queries import frozen_profile
from exports.totals import AccountTotal, TaxTotal
from exports.waiting import Waiting

# What batches from before it was counted say of it.
NONE = {"count": 0, "total": ZERO, "oldest_days": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBehind:
    document: str
    party: str
    total: Decimal
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoEffect:
    """Documents that touch no account; `documents` is the first of them."""

    count: int
    documents: list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The day of production; `behind` is the first of `set_aside`, with the reasons."""

    policy: DatePolicy
    accounts: list[AccountTotal]
    taxes: list[TaxTotal]
    set_aside: Counted
    behind: list[KeptBehind]
    held: Waiting
    banked: Waiting
    to_come: Waiting
    no_effect: NoEffect

    @property
    def more_behind(self) -> int:
        return self.set_aside.count - len(self.behind)


def read_statement(batch: ExportBatch, language: str) -> Statement | None:
    """None for a batch from before bordereaux."""
    said: dict[str, Any] | None = batch.statement
    if said is None:
        return None
    return Statement(
        policy=_policy(**said["policy"]),
        accounts=[AccountTotal(**_amounts(each)) for each in said["accounts"]],
        taxes=[TaxTotal(**_amounts(each)) for each in said["taxes"]],
        set_aside=_counted(said["behind"]),
        behind=[_behind(each, language) for each in said["behind"]["entries"]],
        held=_waiting(said["held"]),
        banked=_waiting(said.get("banked", NONE)),
        to_come=_waiting(said["to_come"]),
        no_effect=_no_effect(said.get("no_effect", {"count": 0, "entries": []})),
    )


def count_set_aside(batch: ExportBatch) -> int:
    said: dict[str, Any] = batch.statement or {"behind": {"count": 0}}
    count: int = said["behind"]["count"]
    return count


def settings_sentences(batch: ExportBatch, statement: Statement) -> Iterator[str]:
    """The settings of the day of production, in words."""
    policy = statement.policy
    if policy.only_when_paid:
        yield _("A sale was exported only once its invoice was paid.")
    else:
        yield _("A sale was exported whether or not its invoice was paid.")
    yield from date_sentences(policy)
    if policy.closed_through is None:
        yield _("No period of the books was closed.")
    detail = AccountingSettings.Detail(batch.detail).label
    yield _("An entry in the file has %(detail)s.") % {"detail": detail}
    encoding = GLImportSettings.Encoding(frozen_profile(batch).encoding).label
    yield _("The character set of the files is %(encoding)s.") % {"encoding": encoding}


def files_with_documents(batch: ExportBatch) -> QuerySet[ExportFile]:
    """Its files without their bytes, with their first and last documents."""
    places = BatchEntry.objects.filter(file=OuterRef("pk"))
    first, last = places.order_by("position"), places.order_by("-position")
    files: QuerySet[ExportFile] = with_late_counts(batch.files.light())
    people = files.select_related("imported_by", "rejected_by", "cancelled_by")
    return people.annotate(
        first_document=Subquery(first.values("entry__document_number")[:1]),
        last_document=Subquery(last.values("entry__document_number")[:1]),
    )


def _policy(
    *, only_when_paid: bool, sale_date: str, closed_through: str | None, batch_on: str
) -> DatePolicy:
    return DatePolicy(
        only_when_paid=only_when_paid,
        sale_date=SaleDate(sale_date),
        closed_through=date.fromisoformat(closed_through) if closed_through else None,
        batch_on=date.fromisoformat(batch_on),
    )


def _amounts(said: dict[str, str]) -> dict[str, Any]:
    sides = {side: Decimal(said[side]) for side in ("debit", "credit")}
    return {**said, **sides}


def _counted(said: dict[str, Any]) -> Counted:
    return Counted(count=said["count"], total=Decimal(said["total"]))


def _waiting(said: dict[str, Any]) -> Waiting:
    return Waiting(**{**said, "total": Decimal(said["total"])})


def _no_effect(said: dict[str, Any]) -> NoEffect:
    return NoEffect(count=said["count"], documents=said["entries"])


def _behind(said: dict[str, Any], language: str) -> KeptBehind:
    """The pages where reasons are mended are not kept of older batches."""
    texts = said["reasons"][language]
    pages = said["pages"][language] if "pages" in said else [""] * len(texts)
    return KeptBehind(
        document=said["document"],
        party=said["party"],
        total=Decimal(said["total"]),
        reasons=tuple(
            Reason(text=text, url=url) for text, url in zip(texts, pages, strict=True)
        ),
    )
