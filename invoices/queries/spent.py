"""What of customer credits is gone: refunded, or kept after a cancellation."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from accounting.journal.cents import ZERO, to_cents
from invoices.models import CustomerCredit, Forfeiture, Payment, Refund


def spent_of(credit_ids: Collection[int]) -> dict[int, Decimal]:
    """What is gone of each credit, by its id; a whole one is left out."""
    spent: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for rows in _uses(credit_ids):
        sums = rows.order_by().values_list("credit").annotate(Sum("amount"))
        for pk, amount in sums:
            spent[pk] += to_cents(amount)
    return spent


def refunded_and_kept(payment: Payment) -> tuple[Decimal, Decimal]:
    """What is gone of a payment's deposits and credits."""
    credits_ = CustomerCredit.objects.filter(payment=payment)
    ids = list(credits_.values_list("pk", flat=True))
    refunded, kept = (
        to_cents(rows.aggregate(sum=Sum("amount", default=ZERO))["sum"])
        for rows in _uses(ids)
    )
    return refunded, kept


def _uses(
    credit_ids: Collection[int],
) -> tuple["QuerySet[Any]", "QuerySet[Any]"]:
    return (
        Refund.objects.filter(credit__in=credit_ids),
        Forfeiture.objects.filter(credit__in=credit_ids),
    )
