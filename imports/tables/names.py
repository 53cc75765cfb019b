"""What a row brings that other rows name: refused with it, it is missed by them."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum, auto


class Kind(Enum):
    ACCOUNT = auto()
    ITEM = auto()
    CUSTOMER = auto()
    INVOICE = auto()
    CREDIT_NOTE = auto()
    PAYMENT = auto()
    METHOD = auto()
    TAX_GROUP = auto()
    # What happened before to an invoice, or to the money of a customer.
    ON_INVOICE = auto()
    OF_CUSTOMER = auto()


Name = tuple[Kind, str]
Texts = Callable[[str], str]
"""The text of a row in a column; empty where it is blank or cannot be read."""
Brings = Callable[[Texts], Iterable[Name]]

NAMED_IN: Mapping[str, Kind] = {
    "debit_account": Kind.ACCOUNT,
    "credit_account": Kind.ACCOUNT,
    "item_code": Kind.ITEM,
    "customer_number": Kind.CUSTOMER,
    "invoice_number": Kind.INVOICE,
    "progress_of": Kind.INVOICE,
    "reference": Kind.PAYMENT,
    "method": Kind.METHOD,
    "tax_group": Kind.TAX_GROUP,
}


def brings_nothing(_texts: Texts) -> Iterable[Name]:
    return ()


def brings(kind: Kind, column: str) -> Brings:
    return lambda texts: [(kind, texts(column))]
