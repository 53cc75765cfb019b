"""Entries that are ready and not what their documents say: why, and what mends them.

The others go without them. An account that carries what is proved, and that an item
or a line credits, makes most of them: it was chosen before that was refused.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import add
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.fields import WholeCents
from accounting.journal.cents import ZERO
from accounting.models import JournalEntry, JournalEntryQuerySet, JournalLine
from accounting.origins import (
    CHOSEN,
    Reason,
    find_subjects,
    line_account_url,
    parse_origin,
)
from accounting.queries import settings_for
from accounting.roles import (
    WORDS,
    Use,
    clash_of,
    proved_uses,
    rule_of,
    shared_sentence,
    uses,
)
from accounting.subjects import Role
from companies.models import Company
from invoices.control import PLAIN, paid_otherwise, payment_sentence, sources_of
from invoices.effects import EFFECTS, Effect
from invoices.models import CreditNote
from invoices.planning.facts import CREDIT_NOTE, INVOICE, PAYMENT, RETURN
from invoices.queries.chunks import share_out
from invoices.returns import return_faults
from invoices.verification import effect_sentence

Event = JournalEntry.Event
SOLD = ("item", "category", "text")


class _Clash(NamedTuple):
    """A line on an account that carries something else."""

    line_id: int
    account_id: int
    number: str
    origin: str
    carried: Role


def faulty_entries(
    company: Company, entries: JournalEntryQuerySet
) -> Mapping[int, list[Reason]]:
    proved = proved_uses(settings_for(company))
    wrong = dict(_wrong_amounts(company, entries))
    ids = sorted({*wrong, *_sold_on(proved, company, entries)})
    found: dict[int, list[Reason]] = {}
    for chunk in share_out(ids):
        told = _tell(company, _clashes(proved, chunk))
        found |= {pk: told.get(pk) or [_unexplained(wrong[pk])] for pk in chunk}
    return found


def _wrong_amounts(
    company: Company, entries: JournalEntryQuerySet
) -> Iterator[tuple[int, str]]:
    """Each entry that moves another amount than its document says."""
    kinds = set(entries.order_by().values_list("source_kind", "event").distinct())
    for effect in EFFECTS:
        kind = effect.kind(company)
        if (kind, effect.event.value) in kinds:
            own = entries.filter(source_kind=kind, event=effect.event)
            yield from _by_entry(own, dict(_differing(company, effect, own)))
    if (PAYMENT, Event.PAYMENT.value) in kinds:
        own = entries.filter(source_kind=PAYMENT, event=Event.PAYMENT)
        told = {pk: payment_sentence(pk, paid) for pk, paid in paid_otherwise(own)}
        yield from _by_entry(own, told)
    if (RETURN, Event.RETURN.value) in kinds:
        own = entries.filter(source_kind=RETURN, event=Event.RETURN)
        for ids in share_out(sorted(sources_of(own))):
            yield from _by_entry(own, dict(return_faults(company, ids)))


def _by_entry(
    entries: JournalEntryQuerySet, told: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    for chunk in share_out(sorted(told)):
        rows = entries.filter(source_id__in=chunk).values_list("pk", "source_id")
        yield from ((pk, told[source]) for pk, source in rows)


def _differing(
    company: Company, effect: Effect, entries: JournalEntryQuerySet
) -> Iterator[tuple[int, str]]:
    """The documents whose entries do not move on their account what they say."""
    lines = JournalLine.objects.filter(
        entry__company=company,
        entry__source_kind=effect.kind(company),
        entry__source_id=OuterRef("pk"),
        entry__event=effect.event,
        entry__status=JournalEntry.Status.READY,
        account=OuterRef(effect.account),
    )
    one_side, other = ("credit", "debit") if effect.credits else ("debit", "credit")
    net = WholeCents(Sum(F(one_side) - F(other)))
    moved = lines.order_by().values("entry__source_id").annotate(net=net).values("net")
    amounts = [Cast(name, PLAIN) for name in effect.amounts]
    rows = effect.rows(company).filter(pk__in=sources_of(entries)).order_by()
    rows = rows.exclude(**{effect.account: None}).alias(
        moved_cents=Coalesce(Subquery(moved), 0),
        said_cents=WholeCents(reduce(add, amounts)),
    )
    wrong = rows.exclude(moved_cents=F("said_cents"))
    for pk, name, *said in wrong.values_list("pk", effect.name, *effect.amounts):
        yield pk, effect_sentence(effect, name, sum(said, ZERO))


def _sold_on(
    proved: Mapping[int, Use], company: Company, entries: JournalEntryQuerySet
) -> set[int]:
    """Entries of sales, and of what is taken back of them, with such a line.

    A sale that was in a batch keeps its accounts for good. It goes again as it is, and
    so does what undoes it: together they are zero. What is left is reclassified.
    """
    sold = entries.filter(source_kind=INVOICE, event=Event.SALE, was_exported=False)
    left = JournalEntry.objects.for_company(company).filter(
        source_kind=INVOICE, event=Event.SALE, was_exported=True
    )
    notes = CreditNote.objects.for_company(company)
    notes = notes.exclude(invoice__in=left.values("source_id"))
    taken = entries.filter(source_kind=CREDIT_NOTE, source_id__in=notes.values("pk"))
    found: set[int] = set()
    for some in (sold, taken):
        lines = JournalLine.objects.filter(entry__in=some, account__in=proved)
        pairs = lines.order_by().values_list("account", "origin").distinct()
        for account, origin in list(pairs):
            if clash_of(account, origin, proved):
                on_it = lines.filter(account=account, origin=origin)
                found.update(on_it.values_list("entry", flat=True))
    return found


def _clashes(
    proved: Mapping[int, Use], entry_ids: Collection[int]
) -> dict[int, list[_Clash]]:
    """By entry, its lines that such an account may not have."""
    found: dict[int, list[_Clash]] = defaultdict(list)
    lines = JournalLine.objects.filter(entry__in=entry_ids, account__in=proved)
    rows = lines.order_by("entry", "position").values_list(
        "entry", "pk", "account", "account__number", "origin"
    )
    for entry, pk, account, number, origin in rows:
        if carried := clash_of(account, origin, proved):
            found[entry].append(_Clash(pk, account or 0, number or "", origin, carried))
    return found


def _tell(
    company: Company, clashes: Mapping[int, Iterable[_Clash]]
) -> dict[int, list[Reason]]:
    """What to do for each entry, once for each rule that put it there."""
    every = [clash for some in clashes.values() for clash in some]
    rules = find_subjects(company, {rule_of(clash.origin) for clash in every})
    used = uses(company, {clash.account_id for clash in every})
    credited = [use for use in used if use.role is not Role.RECEIVABLE]
    kept = {(use.account_id, use.subject) for use in credited}
    entries = JournalEntry.objects.filter(pk__in=clashes, event=Event.SALE)
    sales = set(entries.values_list("pk", flat=True))
    told: dict[int, dict[Reason, None]] = {entry: {} for entry in clashes}
    for entry, some in clashes.items():
        for clash in some:
            subject = rule_of(clash.origin)
            if clash.origin == CHOSEN:
                found = [_line_reason(company, clash, has_page=entry in sales)]
            else:
                is_kept = (clash.account_id, subject) in kept
                found = _rule_reasons(company, clash, rules[subject], is_kept=is_kept)
            told[entry] |= dict.fromkeys(found)
    return {entry: list(reasons) for entry, reasons in told.items()}


def _line_reason(company: Company, clash: _Clash, *, has_page: bool) -> Reason:
    message = _(
        "A line of the sale is on account %(number)s, which carries %(carried)s and"
        " nothing else: choose another account for it."
    )
    words = {"number": clash.number, "carried": WORDS[clash.carried]}
    url = line_account_url(company, clash.line_id) if has_page else ""
    return Reason(text=message % words, url=url)


def _rule_reasons(
    company: Company, clash: _Clash, rule: Reason, *, is_kept: bool
) -> list[Reason]:
    """The rule is mended if it still gives the account; then what it was used for is."""
    words = {"number": clash.number, "carried": WORDS[clash.carried]}
    is_sold = parse_origin(clash.origin).kind in SOLD
    page = reverse("invoices:remapping", args=[company.slug]) if is_sold else ""
    if is_kept:
        first = shared_sentence(rule.text, clash.number, clash.carried)
        then = (
            _("Then reapply the accounts.")
            if is_sold
            else _("Then correct the document.")
        )
        return [Reason(text=first, url=rule.url), Reason(text=then, url=page)]
    if is_sold:
        message = _(
            "It was issued on account %(number)s, which carries %(carried)s and nothing"
            " else: reapply the accounts."
        )
    else:
        message = _(
            "It was made on account %(number)s, which carries %(carried)s and nothing"
            " else: correct the document."
        )
    return [Reason(text=message % words, url=page)]


def _unexplained(sentence: str) -> Reason:
    message = _("%(fault)s Tell whoever looks after the program.")
    return Reason(text=message % {"fault": sentence})
