"""The journal of documents: their entries, kept in step with the facts and the rule."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from accounting.journal.movements import Account
from accounting.models import AccountingSettings
from accounting.queries import settings_for
from accounting.services.journal import record_plans
from companies.models import Company
from invoices import queries
from invoices.models import Invoice, InvoiceLine, InvoiceTax, PaymentAllocation
from invoices.movements import sale_lines
from invoices.release import (
    ALLOCATION,
    INVOICE,
    PAYMENT,
    PaymentFacts,
    plan_payment,
    plan_sale,
    route,
)

Frozen = tuple[Invoice, Sequence[InvoiceLine], Sequence[InvoiceTax]]
CHUNK = 500


def write_sales(*, company: Company, invoices: Iterable[Frozen]) -> None:
    """Write the entries of invoices that were just issued, and of nothing else."""
    rule = queries.rule_of(settings_for(company))
    numbers = queries.account_numbers(company)
    lines = {
        invoice.pk: sale_lines(queries.sale_facts(invoice, lines, taxes, numbers))
        for invoice, lines, taxes in invoices
    }
    states = queries.invoice_states(list(lines), numbers)
    plans = [replace(plan_sale(states[pk], rule), lines=lines[pk]) for pk in lines]
    record_plans(company=company, plans=plans, sources={INVOICE: list(lines)})


def refresh_journal(*, company: Company, invoice_ids: Collection[int]) -> None:
    """Bring the entries of these invoices and of what pays them up to the facts.

    Call it inside the transaction that holds the company's lock, after each event.
    """
    settings = settings_for(company)
    rule = queries.rule_of(settings)
    numbers = queries.account_numbers(company)
    payment_ids = queries.payments_of(invoice_ids)
    others = PaymentAllocation.objects.filter(payment__in=payment_ids)
    concerned = {*invoice_ids, *others.values_list("invoice", flat=True)}
    states = queries.invoice_states(concerned, numbers)
    deposits = _deposits_account(settings, numbers)
    payments = [
        route(payment, rule)
        for payment in queries.payment_facts(payment_ids, states, deposits, numbers)
    ]
    allocation_ids = _save_ways(payments)
    plans = [plan_sale(states[pk], rule) for pk in invoice_ids]
    for payment in payments:
        plans += plan_payment(payment, rule)
    record_plans(
        company=company,
        plans=plans,
        sources={
            INVOICE: invoice_ids,
            PAYMENT: payment_ids,
            ALLOCATION: allocation_ids,
        },
    )


def refresh_all(*, company: Company) -> None:
    """Bring every entry not exported up to the rule, after the rule has changed."""
    issued = Invoice.objects.for_company(company).issued().order_by("pk")
    ids = list(issued.values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        refresh_journal(company=company, invoice_ids=ids[start : start + CHUNK])


def _deposits_account(
    settings: AccountingSettings, numbers: queries.Numbers
) -> Account:
    missing = "missing:" * (settings.deposits_id is None)
    return Account(
        number=numbers[settings.deposits_id], origin=f"{missing}settings:deposits"
    )


def _save_ways(payments: Iterable[PaymentFacts]) -> list[int]:
    """Keep which way each part goes; give the ids of all parts."""
    ways: dict[bool, list[int]] = {True: [], False: []}
    for payment in payments:
        for allocation in payment.allocations:
            ways[allocation.through_deposits].append(allocation.id)
    for way, ids in ways.items():
        changed = PaymentAllocation.objects.filter(pk__in=ids, through_deposits=not way)
        changed.update(through_deposits=way)
    return ways[True] + ways[False]
