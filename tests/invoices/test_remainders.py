"""No order and no number of corrections leaves a cent behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from accounting.journal.cents import ZERO
from invoices.models import Invoice, InvoiceLine
from invoices.queries.creditable import creditable_nets
from tests.invoices.counter import Counter

DAY = date(2026, 11, 3)
LATER = date(2026, 12, 18)
GROUPS = ["TPS+TVQ", "TPS", "TVH ON", "Détaxé"]

cents = st.integers(1, 20_000).map(lambda amount: Decimal(amount) / 100)
prices = st.tuples(cents, st.booleans()).map(lambda p: -p[0] if p[1] else p[0])
sales = st.lists(st.tuples(prices, st.sampled_from(GROUPS)), min_size=1, max_size=4)
fractions = st.sampled_from([Decimal(n) / 10 for n in range(11)])
few = hypothesis_settings(
    max_examples=15,
    deadline=None,
    # Each example undoes what it wrote.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sell(counter: Counter, sold: list[tuple[Decimal, str]]) -> Invoice:
    shop = counter.shop
    lines = (shop.line(str(price), group=group) for price, group in sold)
    return shop.issue(*lines, on=DAY)


def credit_part(
    counter: Counter, invoice: Invoice, line: InvoiceLine, net: Decimal
) -> None:
    if net:
        counter.credit_lines(invoice, {line: str(net)}, LATER)


def credit_the_rest(counter: Counter, invoice: Invoice) -> None:
    """Unless the parts were all of it."""
    if any(creditable_nets(invoice).values()):
        counter.credit_lines(invoice, None, LATER)


@few
@given(
    sold=sales,
    parts=st.lists(st.tuples(st.integers(0, 3), fractions), min_size=2, max_size=6),
    discount=fractions,
    has_account=st.booleans(),
)
def test_credit_notes_in_any_order_leave_nothing_on_any_account(
    counter: Counter,
    sold: list[tuple[Decimal, str]],
    parts: list[tuple[int, Decimal]],
    discount: Decimal,
    *,
    has_account: bool,
) -> None:
    with undone():
        if has_account:
            counter.choose(discounts="4090")
        lines = [
            counter.shop.line(
                str(price), group=group, discount_rate=discount if price > 0 else None
            )
            for price, group in sold
        ]
        invoice = counter.shop.issue(*lines, on=DAY)
        # Where all of it was a discount, nothing is left to credit.
        assume(any(creditable_nets(invoice).values()))
        for place, fraction in parts:
            line = lines[place % len(lines)]
            left = creditable_nets(invoice)[line.pk]
            credit_part(counter, invoice, line, (left * fraction).quantize(ZERO))
        credit_the_rest(counter, invoice)

        assert set(counter.left().values()) == {"0.00"}
        assert counter.owed(invoice) == "0.00"


@few
@given(sold=sales, fraction=fractions)
def test_a_credit_note_bears_the_taxes_of_its_own_lines(
    counter: Counter, sold: list[tuple[Decimal, str]], fraction: Decimal
) -> None:
    """To the half-cents that the notes before it were rounded by."""
    with undone():
        invoice = sell(counter, sold)
        for line in invoice.lines.all():
            net = (line.net.amount * fraction).quantize(ZERO)
            credit_part(counter, invoice, line, net)
        credit_the_rest(counter, invoice)

        for note in invoice.credit_notes.all():
            for tax in note.taxes.select_related("invoice_tax"):
                exact = tax.base.amount * tax.invoice_tax.rate
                count = len(sold) * 2
                assert abs(tax.amount.amount - exact) < Decimal("0.01") * count


@few
@given(price=cents, parts=st.lists(fractions.filter(bool), max_size=4))
def test_bad_debts_and_recoveries_leave_no_cents(
    counter: Counter, price: Decimal, parts: list[Decimal]
) -> None:
    """All is written off by parts, then all of it recovered by parts."""
    with undone():
        invoice = sell(counter, [(price, "TPS+TVQ")])
        losses = []
        for fraction in [*parts, Decimal(1)]:
            invoice.refresh_from_db()
            amount = (invoice.balance.amount * fraction).quantize(ZERO)
            if amount:
                losses.append(counter.write_off(invoice, str(amount), LATER))
        balances = counter.left()
        lost = balances.pop("5300")
        assert lost == f"{price:.2f}"
        assert balances.pop("4000") == f"-{lost}"
        assert set(balances.values()) == {"0.00"}

        for loss in losses:
            half = (loss.amount.amount / 2).quantize(ZERO)
            for amount in filter(None, (half, loss.amount.amount - half)):
                counter.recover(loss, str(amount), LATER)

        left = counter.left()
        assert left["5300"] == "0.00"
        taxes = invoice.taxes.filter(amount__gt=0)
        for number, charged in taxes.values_list("account__number", "amount"):
            assert left[number] == f"-{charged:.2f}"
