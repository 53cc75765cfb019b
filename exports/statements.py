"""What was true when a batch was produced, kept so that its bordereau stays true."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.models import JournalEntry
from companies.models import Company
from exports.models import ExportBatch
from exports.queries import SetAside, Terms
from exports.reasons import Behind, explain_set_aside
from exports.totals import Totals
from exports.waiting import (
    banked_entries,
    entries_to_come,
    fresh_without_effect,
    held_entries,
)

BEHIND_KEPT = 200


@dataclass(slots=True)
class Witness:
    """Adds up the entries as they pass, and keeps the first of those set aside.

    `every` takes all of them, where they are wanted.
    """

    every: list[SetAside] | None = None
    totals: Totals = field(default_factory=Totals)
    asides: list[SetAside] = field(default_factory=list)
    aside_count: int = 0
    aside_total: Decimal = ZERO

    def watch(self, reviewed: Iterable[FileEntry | SetAside]) -> Iterator[FileEntry]:
        """Those that can go."""
        for each in reviewed:
            if isinstance(each, SetAside):
                self._set_aside(each)
            else:
                self.totals.add(each)
                yield each

    def _set_aside(self, aside: SetAside) -> None:
        self.aside_count += 1
        self.aside_total += aside.entry.total
        if len(self.asides) < BEHIND_KEPT:
            self.asides.append(aside)
        if self.every is not None:
            self.every.append(aside)


def write_statement(
    *, batch: ExportBatch, terms: Terms, witness: Witness, produced_on: date
) -> dict[str, Any]:
    """As it is read back: amounts and dates are text."""
    company = batch.company
    through, today = batch.through, produced_on
    held = held_entries(company=company, through=through, today=today)
    banked = banked_entries(company=company, through=through, today=today)
    to_come = entries_to_come(company=company, through=through, today=today)
    said = {
        "policy": asdict(terms.policy),
        "accounts": list(map(asdict, witness.totals.by_account(terms.chart))),
        "taxes": list(map(asdict, witness.totals.by_tax(company))),
        "behind": {
            "count": witness.aside_count,
            "total": witness.aside_total,
            "entries": _behind(company, witness.asides),
        },
        "held": asdict(held),
        "banked": asdict(banked),
        "to_come": asdict(to_come),
        "no_effect": _no_effect(company, through),
    }
    written: dict[str, Any] = json.loads(json.dumps(said, cls=DjangoJSONEncoder))
    return written


def _no_effect(company: Company, through: date) -> dict[str, Any]:
    """`through_id` is the last of them all: the next batch lists those after it."""
    fresh = fresh_without_effect(company=company, through=through)
    kept = fresh.values("document_number", "party", "happened_on")[:BEHIND_KEPT]
    every = JournalEntry.objects.for_company(company)
    last = every.filter(status=JournalEntry.Status.NO_EFFECT).order_by("pk").last()
    return {
        "count": fresh.count(),
        "entries": list(kept),
        "through_id": last.pk if last else 0,
    }


def _behind(company: Company, asides: list[SetAside]) -> list[dict[str, Any]]:
    """The reasons are kept in each language: what they name may change later."""
    explained = {
        language: _explain_in(language, company, asides)
        for language in Company.Language.values
    }
    return [
        {
            "document": aside.entry.document,
            "party": aside.entry.sources[0].party,
            "total": aside.entry.total,
            "reasons": {
                language: [reason.text for reason in behind[at].reasons]
                for language, behind in explained.items()
            },
            "pages": {
                language: [reason.url for reason in behind[at].reasons]
                for language, behind in explained.items()
            },
        }
        for at, aside in enumerate(asides)
    ]


def _explain_in(
    language: str, company: Company, asides: list[SetAside]
) -> list[Behind]:
    with translation.override(language):
        return explain_set_aside(company, asides)
