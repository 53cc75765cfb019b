"""Documents proved against the journal: their entries, their balances, the identity."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry, JournalLine
from accounting.queries import settings_for
from companies.models import Company
from invoices.effects import EFFECTS, Effect
from invoices.identity import identity_faults
from invoices.models import (
    CreditNote,
    CustomerCredit,
    Invoice,
    InvoiceLine,
    PaymentReturn,
    Reclassification,
)
from invoices.planning.facts import CREDIT_NOTE, INVOICE, RECLASSIFICATION
from invoices.queries.chunks import chunks
from invoices.queries.creditable import left_of
from invoices.queries.prior import entries_to_export
from invoices.returns import return_faults
from invoices.services.balances import balances_of, credit_balances_of
from invoices.services.receipts import dollars
from ui.dates import long_date

Status = JournalEntry.Status
Sums = Mapping[tuple[int, int], Decimal]


def document_faults(company: Company) -> Iterator[str]:
    """Documents whose entry or balance does not say what they say."""
    for effect in EFFECTS:
        for ids in chunks(effect.rows(company)):
            yield from effect_faults(company, effect, ids)
    for ids in chunks(PaymentReturn.objects.for_company(company)):
        yield from (fault for _pk, fault in return_faults(company, ids))
    yield from balance_faults(company)
    yield from undone_faults(company)
    yield from cut_over_faults(company)
    yield from identity_faults(company)


def effect_faults(company: Company, effect: Effect, ids: list[int]) -> Iterator[str]:
    rows = effect.rows(company).filter(pk__in=ids).order_by("pk")
    said = list(rows.values_list("pk", effect.name, effect.account, *effect.amounts))
    accounts = {account for _pk, _name, account, *_amounts in said}
    statuses, debited = _living(company, effect, ids, accounts)
    for pk, name, account, *amounts in said:
        amount = sum(amounts, ZERO)
        moved = -amount if effect.credits else amount
        if pk not in statuses:
            names = {"document": capfirst(f"{effect.label} {name}")}
            yield _("%(document)s has no living entry.") % names
        elif account is None or not _has_amount(effect, statuses[pk]):
            continue
        elif debited[pk, account] != moved:
            yield effect_sentence(effect, name, amount)


def effect_sentence(effect: Effect, name: object, amount: Decimal) -> str:
    entry = {"document": f"{effect.label} {name}", "amount": dollars(amount)}
    return _("The entry of %(document)s is not of %(amount)s.") % entry


def _has_amount(effect: Effect, status: str) -> bool:
    """Not when the books had it before, nor when it goes from and to one account."""
    is_sale = effect.event == JournalEntry.Event.SALE
    return status != Status.PRIOR and (is_sale or status != Status.NO_EFFECT)


def _living(
    company: Company, effect: Effect, ids: list[int], accounts: Collection[int | None]
) -> tuple[dict[int, str], Sums]:
    """The status of the entry of each document, and what it debits these accounts."""
    entries = JournalEntry.objects.for_company(company).living()
    entries = entries.of_sources(effect.kind(company), ids).filter(event=effect.event)
    lines = JournalLine.objects.filter(entry__in=entries, account__in=accounts)
    debited: dict[Any, Decimal] = defaultdict(lambda: ZERO)
    for document, account, net in (
        lines.order_by()
        .values_list("entry__source_id", "account")
        .annotate(net=Sum(F("debit") - F("credit")))
    ):
        debited[document, account] = to_cents(net)
    return dict(entries.values_list("source_id", "status")), debited


def undone_faults(company: Company) -> Iterator[str]:
    """Documents that are wholly taken back, and leave an amount on an account.

    Of those from before the cut-over, the sale is in other books.
    """
    taken_back = Q(status=Invoice.Status.VOID) | Q(credit_notes__isnull=False)
    invoices = Invoice.objects.for_company(company).filter(taken_back, is_prior=False)
    for ids in chunks(invoices.distinct()):
        undone = _undone(ids)
        for (pk, account), left in sorted(_left_of(company, undone).items()):
            if left:
                message = _(
                    "Invoice %(number)s is wholly taken back, and leaves %(left)s on"
                    " account %(account)s."
                )
                names = {
                    "number": undone[pk],
                    "left": dollars(left),
                    "account": account,
                }
                yield message % names


def cut_over_faults(company: Company) -> Iterator[str]:
    """Entries on the wrong side of the cut-over, by the dates of what happened."""
    first = settings_for(company).cut_over_on
    entries = JournalEntry.objects.for_company(company).living()
    prior = entries.filter(status=Status.PRIOR)
    names = {"first": first and long_date(first)}
    if first is not None:
        chosen = entries_to_export(company, first).values("pk")
        early = entries.filter(happened_on__lt=first).exclude(pk__in=chosen)
        for entry in early.exclude(status=Status.PRIOR).order_by("pk"):
            message = _(
                "%(entry)s is dated before %(first)s, when the books here begin: the"
                " old books have it, and it would be exported."
            )
            yield message % {"entry": entry, **names}
        prior = prior.exclude(happened_on__lt=first) | prior.filter(pk__in=chosen)
    for entry in prior.order_by("pk"):
        message = _("%(entry)s is taken as in the old books, and is not in them.")
        yield message % {"entry": entry}


def _undone(ids: list[int]) -> dict[int, str | None]:
    """The numbers of those that are void, or whose lines are credited whole, by id.

    Of what was written off, bad debts keep a part.
    """
    invoices = Invoice.objects.filter(pk__in=ids, write_offs=None)
    numbers = dict(invoices.values_list("pk", "number"))
    issued = InvoiceLine.objects.filter(invoice__in=numbers, invoice__voided_on=None)
    lines = list(issued)
    left = left_of(lines, [])
    kept = {
        line.invoice_id
        for line in lines
        if left.nets[line.pk] or left.discounts[line.pk]
    }
    return {pk: number for pk, number in numbers.items() if pk not in kept}


def _left_of(
    company: Company, invoice_ids: Collection[int]
) -> dict[tuple[int, str], Decimal]:
    """What these invoices, and what undoes or moves them, debit each account."""
    notes = CreditNote.objects.filter(invoice__in=invoice_ids)
    moves = Reclassification.objects.filter(line__invoice__in=invoice_ids)
    owners = {
        INVOICE: {pk: pk for pk in invoice_ids},
        CREDIT_NOTE: dict(notes.values_list("pk", "invoice")),
        RECLASSIFICATION: dict(moves.values_list("pk", "line__invoice")),
    }
    living = JournalEntry.objects.for_company(company).living()
    sums: dict[tuple[int, str], Decimal] = defaultdict(lambda: ZERO)
    for kind, invoices in owners.items():
        entries = living.of_sources(kind, list(invoices))
        lines = JournalLine.objects.filter(entry__in=entries, account__isnull=False)
        for source, account, net in (
            lines.order_by()
            .values_list("entry__source_id", "account__number")
            .annotate(net=Sum(F("debit") - F("credit")))
        ):
            sums[invoices[source], account or ""] += to_cents(net)
    return sums


def balance_faults(company: Company) -> Iterator[str]:
    """Balances that are kept on documents and are not what the documents say."""
    yield from _invoice_faults(company)
    yield from _credit_faults(company)


def _invoice_faults(company: Company) -> Iterator[str]:
    for ids in chunks(Invoice.objects.for_company(company).numbered()):
        due = balances_of(ids)
        # Decimals: the stubs take the column of an amount for Money.
        rows: Any = Invoice.objects.filter(pk__in=ids).order_by("pk")
        for pk, number, balance in rows.values_list("pk", "number", "balance"):
            if balance != due[pk]:
                message = _(
                    "Invoice %(number)s has %(balance)s due; its documents say %(due)s."
                )
                sums = {"balance": dollars(balance), "due": dollars(due[pk])}
                yield message % {"number": number, **sums}


def _credit_faults(company: Company) -> Iterator[str]:
    for ids in chunks(CustomerCredit.objects.for_company(company)):
        left = credit_balances_of(ids)
        rows: Any = CustomerCredit.objects.filter(pk__in=ids).order_by("pk")
        for pk, balance in rows.values_list("pk", "balance"):
            if balance != left[pk]:
                message = _(
                    "Customer credit %(id)s has %(balance)s left; its documents say"
                    " %(left)s."
                )
                sums = {"balance": dollars(balance), "left": dollars(left[pk])}
                yield message % {"id": pk, **sums}
