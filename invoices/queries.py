"""The facts of invoices and payments, as the pure code asks for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Max

from accounting.journal.movements import Account
from accounting.models import AccountingSettings, JournalEntry
from accounting.queries import account_ids
from companies.models import Company
from invoices.models import Invoice, InvoiceLine, InvoiceTax, Payment, PaymentAllocation
from invoices.movements import SaleFacts, SaleLine, SaleTax
from invoices.release import (
    ALLOCATION,
    INVOICE,
    PAYMENT,
    AllocationFacts,
    InvoiceState,
    PartialPayments,
    PaymentFacts,
    Rule,
)

Numbers = Mapping[int | None, str | None]


def rule_of(settings: AccountingSettings) -> Rule:
    return Rule(
        only_when_paid=settings.only_when_paid,
        partial_payments=PartialPayments(settings.partial_payments),
        changed_on=settings.rule_changed_on,
    )


def account_numbers(company: Company) -> Numbers:
    """The number of each account by its id, and None for none."""
    return {None: None} | {pk: number for number, pk in account_ids(company).items()}


def sale_facts(
    invoice: Invoice,
    lines: Iterable[InvoiceLine],
    taxes: Iterable[InvoiceTax],
    numbers: Numbers,
) -> SaleFacts:
    """What an issued invoice does, from the amounts and accounts it froze."""
    discounts = invoice.discount_account_id
    return SaleFacts(
        receivable=_receivable(invoice.receivable_id, numbers),
        discounts=None
        if discounts is None
        else Account(number=numbers[discounts], origin="settings:discounts"),
        lines=tuple(
            SaleLine(
                revenue=Account(
                    number=numbers[line.revenue_account_id], origin=line.revenue_origin
                ),
                gross=line.gross.amount,
                discount=line.discount.amount,
                tax_treatment=f"group:{line.tax_group_id}",
            )
            for line in lines
        ),
        taxes=tuple(
            SaleTax(
                payable=Account(
                    number=numbers[tax.account_id],
                    origin=f"{'missing:' * (tax.account_id is None)}tax:{tax.tax_id}",
                ),
                amount=tax.amount.amount,
                tax=f"tax:{tax.tax_id}",
            )
            for tax in taxes
        ),
    )


def _receivable(account_id: int | None, numbers: Numbers) -> Account:
    return Account(number=numbers[account_id], origin="settings:sale_debit")


def payments_of(invoice_ids: Collection[int]) -> list[int]:
    """The payments that pay one of these invoices, at least in part."""
    rows = PaymentAllocation.objects.filter(invoice__in=invoice_ids)
    return list(rows.values_list("payment", flat=True).distinct())


def invoice_states(
    invoice_ids: Collection[int], numbers: Numbers
) -> dict[int, InvoiceState]:
    """The states of issued invoices, by id."""
    settled = _last_payment_days(invoice_ids)
    kept = _kept_ready_days(invoice_ids)
    rows = Invoice.objects.issued().filter(pk__in=invoice_ids)
    columns = ("pk", "number", "customer_name", "issued_on", "receivable", "balance")
    states = {}
    # An issued invoice has a number and a date: a constraint says so, not the types.
    values: Iterable[Any] = rows.values_list(*columns)
    for pk, number, party, issued_on, receivable, balance in values:
        last = max(issued_on, settled.get(pk, issued_on))
        states[pk] = InvoiceState(
            id=pk,
            number=number,
            party=party,
            issued_on=issued_on,
            receivable=_receivable(receivable, numbers),
            settled_on=None if balance > 0 else last,
            kept_ready_on=kept.get(pk),
        )
    return states


def _last_payment_days(invoice_ids: Collection[int]) -> dict[int, date]:
    rows = PaymentAllocation.objects.filter(invoice__in=invoice_ids)
    days = rows.values("invoice").annotate(last=Max("payment__received_on"))
    return dict(days.values_list("invoice", "last"))


def _kept_ready_days(invoice_ids: Collection[int]) -> dict[int, date]:
    """When the invoices became ready of which an entry on the receivable has left."""
    released = set(_once_exported(INVOICE, invoice_ids))
    allocations = PaymentAllocation.objects.filter(invoice__in=invoice_ids)
    through = dict(
        allocations.filter(through_deposits=True).values_list("pk", "invoice")
    )
    released |= {through[pk] for pk in _once_exported(ALLOCATION, through)}
    direct = defaultdict(set)
    for payment, invoice in allocations.filter(through_deposits=False).values_list(
        "payment", "invoice"
    ):
        direct[payment].add(invoice)
    for payment in _once_exported(PAYMENT, direct):
        released |= direct[payment]
    sales = JournalEntry.objects.living().of_sources(INVOICE, list(released))
    ready = sales.values_list("source_id", "ready_on")
    return {source: day for source, day in ready if day is not None}


def _once_exported(source_kind: str, ids: Iterable[int]) -> Iterable[int]:
    entries = JournalEntry.objects.of_sources(source_kind, list(ids))
    return entries.filter(was_exported=True).values_list("source_id", flat=True)


def payment_facts(
    payment_ids: Collection[int],
    states: Mapping[int, InvoiceState],
    deposits: Account,
    numbers: Numbers,
) -> list[PaymentFacts]:
    """The payments with their allocations, whose invoices are all in `states`."""
    allocations: dict[int, list[AllocationFacts]] = defaultdict(list)
    rows = PaymentAllocation.objects.filter(payment__in=payment_ids).order_by("pk")
    # values_list gives the amount's Decimal, not Money as its type says.
    values: Iterable[Any] = rows.values_list(
        "pk", "payment", "invoice", "amount", "through_deposits"
    )
    for pk, payment, invoice, amount, through in values:
        allocations[payment].append(
            AllocationFacts(
                id=pk,
                invoice=states[invoice],
                amount=amount,
                through_deposits=through,
            )
        )
    fixed = set(_once_exported(PAYMENT, payment_ids))
    payments = Payment.objects.filter(pk__in=payment_ids).order_by("pk")
    return [
        PaymentFacts(
            id=pk,
            received_on=received_on,
            method=Account(number=numbers[account], origin=origin),
            deposits=deposits,
            allocations=tuple(allocations[pk]),
            is_fixed=pk in fixed,
        )
        for pk, received_on, account, origin in payments.values_list(
            "pk", "received_on", "account", "account_origin"
        )
    ]
