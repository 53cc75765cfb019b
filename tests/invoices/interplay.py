"""What the tests of the table share: what each event does while invoices wait.

F is 1,149.75 of October 28; S its sale, P or R and A its first payment of 500.00.
"""

from datetime import date

import pytest

from invoices.models import Invoice, Payment
from tests.invoices.counter import Counter

ISSUED = date(2026, 10, 28)
PART = date(2026, 10, 30)
SWITCH = date(2026, 11, 5)
PAID = date(2026, 11, 10)
LATER = date(2026, 11, 20)
SALE = "sale 10-28 D 1201 1149.75 / C 4000 1000.00, C 2310 50.00, C 2320 99.75"
P = "payment 10-30 D 1010 500.00 / C 1201 500.00"
R = "payment 10-30 D 1010 500.00 / C 2150 500.00"
A = "application 10-30 D 2150 500.00 / C 1201 500.00"
REST = "payment 11-10 D 1010 649.75 / C 1201 649.75"

both = pytest.mark.parametrize("policy", ["strict", "immediate"])


def start(counter: Counter, policy: str) -> tuple[Invoice, Payment]:
    """Row 1: F, and 500.00 of it received."""
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("1000.00", ISSUED)
    return invoice, counter.pay({invoice: "500.00"}, PART)


def first(policy: str, status: str) -> list[str]:
    """The entries of the first payment, its held or ready part with this status."""
    if policy == "strict":
        return [f"{status} {P}"]
    return [f"R! {R}", f"{status} {A}"]
