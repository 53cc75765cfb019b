"""Why an entry is not in a file yet, in words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounting.closed_books import moved_to
from accounting.models import JournalEntry
from accounting.queries import date_policy, settings_for
from invoices.models import (
    Application,
    CreditNote,
    Invoice,
    PaymentAllocation,
    WriteOff,
)
from invoices.planning.facts import (
    ALLOCATION,
    APPLICATION,
    CREDIT_NOTE,
    INVOICE,
    PAYMENT,
    WRITE_OFF,
)
from ui.templatetags.ui import money

Status = JournalEntry.Status
Owners = dict[tuple[str, int], set[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """`moved_to` is the day that the file will carry, where its own is closed."""

    entry: JournalEntry
    why: str
    moved_to: date | None


def explain(entries: Iterable[JournalEntry], *, today: date) -> list[Explained]:
    """Each entry with what it waits for; nothing for one that waits for nothing."""
    entries = list(entries)
    if not entries:
        return []
    policy = date_policy(settings_for(entries[0].company), today)
    owners = _owners([entry for entry in entries if entry.status == Status.HELD])
    unpaid = Invoice.objects.in_bulk({pk for ids in owners.values() for pk in ids})
    return [
        Explained(entry=e, why=_why(e, owners, unpaid), moved_to=moved_to(e, policy))
        for e in entries
    ]


def _why(entry: JournalEntry, owners: Owners, unpaid: dict[int, Invoice]) -> str:
    if entry.is_faulty and entry.status == Status.READY:
        return _("It stays behind until its accounts are mended.")
    if entry.status == Status.HELD:
        ids = sorted(owners.get((entry.source_kind, entry.source_id), ()))
        invoices = [unpaid[pk] for pk in ids if unpaid[pk].balance.amount > 0]
        return " ".join(_waits_for(invoice) for invoice in invoices)
    if entry.status == Status.PRIOR:
        return _("It was entered before the books were kept here: it is not exported.")
    if entry.status == Status.NO_EFFECT:
        return _("It has no accounting effect: there is nothing to export.")
    if entry.status == Status.READY and entry.was_exported:
        return _("Its batch was cancelled or refused: it goes into the next one.")
    return ""


def _waits_for(invoice: Invoice) -> str:
    message = _("It waits until invoice %(number)s is paid: %(balance)s is due.")
    return message % {"number": invoice, "balance": money(invoice.balance)}


def _owners(held: Sequence[JournalEntry]) -> Owners:
    """The invoices that each of these waits for."""
    ids: dict[str, list[int]] = defaultdict(list)
    for entry in held:
        ids[entry.source_kind].append(entry.source_id)
    owners: Owners = {(INVOICE, pk): {pk} for pk in ids[INVOICE]}
    parts = PaymentAllocation.objects.filter(ended_on=None)
    tables: list[tuple[str, str, QuerySet[Any]]] = [
        (CREDIT_NOTE, "pk", CreditNote.objects.all()),
        (WRITE_OFF, "pk", WriteOff.objects.all()),
        (ALLOCATION, "pk", PaymentAllocation.objects.all()),
        (APPLICATION, "pk", Application.objects.all()),
        (PAYMENT, "payment", parts),
    ]
    for kind, column, rows in tables:
        if ids[kind]:
            found = rows.filter(**{f"{column}__in": ids[kind]})
            for source, invoice in found.values_list(column, "invoice"):
                owners.setdefault((kind, source), set()).add(invoice)
    return owners
