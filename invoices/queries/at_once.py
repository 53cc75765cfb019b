"""What the entries of payments credit receivables with."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from invoices.models import CustomerCredit, Payment, PaymentAllocation


def paid_at_once(
    payments: "QuerySet[Payment] | QuerySet[Any, int]",
) -> Iterator[tuple["QuerySet[Any]", str, int]]:
    """Rows of what invoices were paid at once, less what others took over of it.

    Each as its rows, the path to their invoice, and its sign. What took over once the
    entry was in the books has an entry of its own, and takes nothing from it.
    """
    own = PaymentAllocation.objects.filter(payment__in=payments, follows=False)
    yield own.filter(through_deposits=False), "invoice", 1
    moved = own.filter(moved_from__follows=False, moved_from__through_deposits=False)
    yield moved, "moved_from__invoice", -1
    freed = CustomerCredit.objects.filter(
        payment__in=payments,
        follows=False,
        freed_from__follows=False,
        freed_from__through_deposits=False,
    )
    yield freed, "freed_from__invoice", -1
