"""Entries that no batch through a day takes, because their time has not come."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Min, Q, Sum
from django.utils.translation import ngettext

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry, JournalEntryQuerySet
from companies.models import Company
from exports.models import ExportBatch, ExportFile
from ui.templatetags.ui import money

STANDING = [ExportFile.State.PRODUCED, ExportFile.State.IMPORTED]
Status = JournalEntry.Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """`oldest_days` is the age of the oldest entry; None when there is none."""

    count: int
    total: Decimal
    oldest_days: int | None


def held_entries(*, company: Company, through: date, today: date) -> Waiting:
    """Those that wait for their invoice to be paid."""
    held = JournalEntry.objects.for_company(company).filter(status=Status.HELD)
    return _sum_up(held.filter(happened_on__lte=through), today)


def banked_entries(*, company: Company, through: date, today: date) -> Waiting:
    """Those of money received that is held with its sale: the bank shows it already."""
    held = JournalEntry.objects.for_company(company).filter(status=Status.HELD)
    money = held.filter(event=JournalEntry.Event.PAYMENT, happened_on__lte=through)
    return _sum_up(money, today)


def entries_to_come(*, company: Company, through: date, today: date) -> Waiting:
    """Those that are ready, but later than this day."""
    ready = JournalEntry.objects.for_company(company).filter(status=Status.READY)
    later = Q(ready_on__gt=through) | Q(happened_on__gt=through)
    return _sum_up(ready.filter(later), today)


def without_effect(*, company: Company, through: date) -> JournalEntryQuerySet:
    entries = JournalEntry.objects.for_company(company).order_by("happened_on", "pk")
    return entries.filter(status=Status.NO_EFFECT, happened_on__lte=through)


def fresh_without_effect(*, company: Company, through: date) -> JournalEntryQuerySet:
    """Those that the bordereau of the last batch does not list."""
    entries = without_effect(company=company, through=through)
    batches = ExportBatch.objects.for_company(company).filter(is_begun=False)
    standing = batches.filter(files__state__in=STANDING)
    last = standing.order_by("number").last()
    if last is None:
        return entries
    listed = (last.statement or {}).get("no_effect", {"through_id": 0})
    is_new = Q(pk__gt=listed["through_id"]) | Q(happened_on__gt=last.through)
    return entries.filter(is_new)


def tell_held(held: Waiting) -> str:
    if held.oldest_days is None:
        return ""
    sentence = ngettext(
        "%(count)s entry (%(total)s) is held until its invoice is paid.",
        "%(count)s entries (%(total)s) are held until their invoices are paid.",
        held.count,
    )
    age = ngettext(
        "The oldest has waited for %(days)s day.",
        "The oldest has waited for %(days)s days.",
        held.oldest_days,
    )
    return f"{_fill(sentence, held)} {age % {'days': held.oldest_days}}"


def tell_banked(banked: Waiting) -> str:
    """To be said after the sentence on those that are held: they are some of them."""
    sentence = ngettext(
        "%(count)s of them is a payment already received (%(total)s): the bank shows it"
        " before the books do.",
        "%(count)s of them are payments already received (%(total)s): the bank shows"
        " them before the books do.",
        banked.count,
    )
    return _fill(sentence, banked) if banked.count else ""


def tell_to_come(to_come: Waiting) -> str:
    sentence = ngettext(
        "%(count)s entry (%(total)s) is still to come: it is ready after this day.",
        "%(count)s entries (%(total)s) are still to come: they are ready after this"
        " day.",
        to_come.count,
    )
    return _fill(sentence, to_come) if to_come.count else ""


def _fill(sentence: str, waiting: Waiting) -> str:
    return sentence % {"count": waiting.count, "total": money(waiting.total)}


def _sum_up(entries: JournalEntryQuerySet, today: date) -> Waiting:
    sums = entries.aggregate(
        count=Count("pk", distinct=True),
        total=Sum("lines__debit", default=ZERO),
        oldest=Min("happened_on"),
    )
    oldest = sums["oldest"]
    return Waiting(
        count=sums["count"],
        total=to_cents(sums["total"]),
        oldest_days=None if oldest is None else (today - oldest).days,
    )
