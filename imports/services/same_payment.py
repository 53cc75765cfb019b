"""Whether a payment that came before is what the file says now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from accounting.journal.cents import ZERO
from imports.tables.money import CREDIT, DEPOSIT, DIFFERENCE, PAYMENT, TIP
from imports.tables.rows import Row
from invoices.models import CustomerCredit, Payment

Uses = Mapping[tuple[str, str], Decimal]
KINDS = {CustomerCredit.Kind.DEPOSIT: DEPOSIT, CustomerCredit.Kind.CREDIT: CREDIT}


def is_same(payment: Payment, rows: Sequence[Row]) -> bool:
    head = (payment.received_on, payment.customer.number)
    if {(r.day("payment_date"), r.text("customer_number")) for r in rows} != {head}:
        return False
    if {r.text("method") for r in rows} - {""} != {payment.method.name}:
        return False
    told, kept = _told(rows), _kept(payment, rows)
    differences = {
        use: told.get(use, ZERO) - kept.get(use, ZERO) for use in {*told, *kept}
    }
    # A post-dated payment of more than its invoice owed by its day: the rest is kept.
    surplus = differences.pop((CREDIT, ""), ZERO)
    is_cut = surplus < 0 and all(
        use[0] == PAYMENT and difference >= 0 for use, difference in differences.items()
    )
    if is_cut:
        return sum(differences.values(), surplus) == 0
    return surplus == 0 and not any(differences.values())


def _told(rows: Sequence[Row]) -> Uses:
    uses: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        kind = PAYMENT if row.text("kind") == DIFFERENCE else row.text("kind")
        uses[kind, row.text("invoice_number")] += row.decimal("amount")
    return uses


def _kept(payment: Payment, rows: Sequence[Row]) -> Uses:
    """As it was recorded, whatever became of its parts since."""
    uses: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for part in payment.allocations.all():
        if part.moved_from_id is None:
            uses[PAYMENT, str(part.invoice)] += part.amount.amount
    # Coins that do not exist: the file says what was received.
    if all(row.text("kind") != DIFFERENCE for row in rows):
        for use in list(uses):
            uses[use] += payment.rounding.amount
    for credit in payment.credits.all():
        if credit.freed_from_id is None:
            uses[KINDS[CustomerCredit.Kind(credit.kind)], ""] += credit.amount.amount
    if payment.tip.amount:
        uses[TIP, ""] += payment.tip.amount
    return uses
