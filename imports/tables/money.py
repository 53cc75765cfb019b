"""The kinds of rows of a payments file, and the columns that each of them fills."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.errors import Reason
from imports.tables.names import Kind, Name, Texts
from imports.tables.rows import Row


@dataclass(frozen=True, slots=True)
class Fills:
    """The columns that a kind needs, and those that it may fill besides."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()


CUSTOMER, INVOICE, METHOD = "customer_number", "invoice_number", "method"
REFERENCE, FEE, REASON = "reference", "fee", "reason"
COLUMNS = (CUSTOMER, INVOICE, METHOD, REFERENCE, FEE, REASON)

PAYMENT, DEPOSIT, CREDIT, TIP = "payment", "deposit", "credit", "tip"
DIFFERENCE = "difference"

# What was received: the rows of one reference are one payment.
RECEIVED: Mapping[str, Fills] = {
    PAYMENT: Fills((CUSTOMER, INVOICE, METHOD), (REFERENCE,)),
    DEPOSIT: Fills((CUSTOMER, METHOD), (REFERENCE,)),
    CREDIT: Fills((CUSTOMER, METHOD), (REFERENCE,)),
    TIP: Fills((CUSTOMER, METHOD, REFERENCE)),
}
# What happens later: the reference is that of the payment which brought the money.
FOLLOWING: Mapping[str, Fills] = {
    "apply_deposit": Fills((CUSTOMER, INVOICE), (REFERENCE,)),
    "apply_credit": Fills((CUSTOMER, INVOICE), (REFERENCE,)),
    "keep_deposit": Fills((CUSTOMER, REASON), (REFERENCE,)),
    "refund": Fills((CUSTOMER, INVOICE, METHOD), (REFERENCE,)),
    "deposit_refund": Fills((CUSTOMER, METHOD), (REFERENCE,)),
    "credit_refund": Fills((CUSTOMER, METHOD), (REFERENCE,)),
    "nsf": Fills((CUSTOMER, REFERENCE), (METHOD, FEE, REASON)),
    "chargeback": Fills((CUSTOMER, REFERENCE), (METHOD, FEE, REASON)),
    "mistake": Fills((CUSTOMER, REFERENCE), (REASON,)),
    "write_off": Fills((CUSTOMER, INVOICE, REASON)),
    "recovery": Fills((CUSTOMER, INVOICE, METHOD), (REFERENCE,)),
    "payout": Fills((METHOD,), (FEE, REFERENCE)),
    "tips_paid": Fills((METHOD,)),
}
KINDS: Mapping[str, Fills] = {
    **RECEIVED,
    DIFFERENCE: Fills((CUSTOMER, INVOICE, REASON), (METHOD, REFERENCE)),
    **FOLLOWING,
}


def is_received(row: Row) -> bool:
    """Whether it is a part of a payment; a difference is one where it has its name."""
    kind = row.text("kind")
    return kind in RECEIVED or (kind == DIFFERENCE and bool(row.text(REFERENCE)))


def money_brings(texts: Texts) -> Iterator[Name]:
    """What is received brings a payment, or money kept for the customer."""
    kind = texts("kind")
    if kind not in FOLLOWING:
        yield Kind.PAYMENT, texts(REFERENCE)
    if kind in {DEPOSIT, CREDIT, ""}:
        yield Kind.OF_CUSTOMER, texts(CUSTOMER)
    yield Kind.ON_INVOICE, texts(INVOICE)


def kind_fills_its_columns(row: Row) -> Iterator[tuple[str, Reason]]:
    kind = row.text("kind")
    fills = KINDS[kind]
    for name in COLUMNS:
        is_filled = bool(row.value(name))
        if name in fills.needs and not is_filled:
            yield name, _("This cell is empty: fill it.")
        elif is_filled and name not in (*fills.needs, *fills.may):
            yield name, _not_here(kind)


def _not_here(kind: str) -> Reason:
    return format_lazy(
        _("A row of the kind “{kind}” has nothing in this column: empty this cell."),
        kind=kind,
    )
