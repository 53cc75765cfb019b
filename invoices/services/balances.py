"""What each document is still owed: always computed from the facts, never adjusted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Value

from accounting.journal.cents import ZERO
from invoices.models import (
    Application,
    CreditNote,
    CustomerCredit,
    Forfeiture,
    Invoice,
    PaymentAllocation,
    Refund,
    WriteOff,
)


def balances_of(invoice_ids: Collection[int]) -> dict[int, Decimal]:
    """Total less credit notes, allocations, applications and write-offs, plus refunds.

    A void invoice is owed nothing.
    """
    balances: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for invoice, amount, sign in _signed(_movements(invoice_ids)):
        balances[invoice] += sign * amount
    invoices = Invoice.objects.filter(pk__in=invoice_ids)
    totals: Any = invoices.values_list("pk", "total", "status")
    return {
        pk: ZERO if status == Invoice.Status.VOID else total + balances[pk]
        for pk, total, status in totals
    }


def _movements(
    invoice_ids: Collection[int],
) -> Iterator[tuple[QuerySet[Any], str, str, int]]:
    allocations = PaymentAllocation.objects.filter(
        invoice__in=invoice_ids, ended_on=None, payment__is_pending=False
    )
    yield allocations, "invoice", "amount", -1
    applications = Application.objects.filter(ended_on=None)
    yield applications.filter(invoice__in=invoice_ids), "invoice", "amount", -1
    given = applications.filter(from_invoice__in=invoice_ids)
    yield given, "from_invoice", "amount", 1
    notes = CreditNote.objects.filter(invoice__in=invoice_ids)
    yield notes, "invoice", "total", -1
    write_offs = WriteOff.objects.filter(invoice__in=invoice_ids)
    yield write_offs, "invoice", "amount", -1
    refunds = Refund.objects.filter(invoice__in=invoice_ids)
    yield refunds, "invoice", "amount", 1


def _signed(
    movements: Iterable[tuple[QuerySet[Any], str, str, int]],
) -> Iterable[tuple[int, Decimal, int]]:
    """Each document or credit with its amounts: added here, SQLite adds as floats."""
    first: QuerySet[Any]
    first, *others = (
        rows.order_by().annotate(sign=Value(sign)).values_list(owner, amount, "sign")
        for rows, owner, amount, sign in movements
    )
    return first.union(*others, all=True)


def update_balances(invoice_ids: Collection[int]) -> None:
    """Call it after every event, before the journal is refreshed."""
    balances = balances_of(invoice_ids)
    invoices = list(Invoice.objects.filter(pk__in=invoice_ids))
    for invoice in invoices:
        invoice.balance = balances[invoice.pk]
    Invoice.objects.bulk_update(invoices, ["balance"], batch_size=1_000)


def update_credit(credit: CustomerCredit) -> None:
    credit.balance = credit_balances_of([credit.pk])[credit.pk]
    credit.save(update_fields=["balance"])


def credit_balances_of(credit_ids: Collection[int]) -> dict[int, Decimal]:
    """What is left of customer credits after applications, refunds, forfeitures.

    Nothing of one that was closed, or whose payment is dated later.
    """
    used: list[QuerySet[Any]] = [
        Application.objects.filter(credit__in=credit_ids, ended_on=None),
        Refund.objects.filter(credit__in=credit_ids),
        Forfeiture.objects.filter(credit__in=credit_ids),
    ]
    balances: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for credit, amount, sign in _signed(
        (rows, "credit", "amount", -1) for rows in used
    ):
        balances[credit] += sign * amount
    credits_: Any = CustomerCredit.objects.filter(pk__in=credit_ids).values_list(
        "pk", "amount", "closed_on", "payment__is_pending"
    )
    return {
        pk: ZERO if closed_on or is_pending else amount + balances[pk]
        for pk, amount, closed_on, is_pending in credits_
    }
