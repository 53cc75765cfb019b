"""Credit notes of documents that sell and take back under one tax."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from accounting.journal.cents import ZERO, to_cents
from invoices.models import Invoice, InvoiceTax
from tests.invoices.counter import Counter
from tests.invoices.test_remainders import cents, credit_part, few, fractions, undone

DAY = date(2026, 11, 3)
LATER = date(2026, 12, 18)


def taxes_of_last(invoice: Invoice) -> list[str]:
    note = invoice.credit_notes.latest("pk")
    return [str(tax.amount.amount) for tax in note.taxes.all()]


def test_small_parts_take_no_more_tax_than_they_leave(counter: Counter) -> None:
    """Each would round to a cent, nine cents of the five on a dollar."""
    shop = counter.shop
    sold, returned = shop.line("1.00", group="TPS"), shop.line("-0.50", group="TPS")
    invoice = shop.issue(sold, returned, on=DAY)
    taken = []
    for _ in range(9):
        counter.credit_lines(invoice, {sold: "0.10"}, LATER)
        taken += taxes_of_last(invoice)

    counter.credit_lines(invoice, None, LATER)

    assert taken == ["0.01"] * 3 + ["0.00"] * 2 + ["0.01", "0.00", "0.01", "0.00"]
    assert taxes_of_last(invoice) == ["-0.02"]
    assert set(counter.left().values()) == {"0.00"}


def test_what_a_bad_debt_took_of_one_tax_is_not_credited_for_another(
    counter: Counter,
) -> None:
    """The 31.24 left of the document would let 1.35 of GST go, of the 1.25 left."""
    shop = counter.shop
    sold, returned = shop.line("100.00"), shop.line("-50.00", group="TPS")
    invoice = shop.issue(sold, returned, on=DAY)
    counter.write_off(invoice, "31.24", LATER)

    counter.credit_lines(invoice, {sold: "27.00"}, LATER)

    assert taxes_of_last(invoice) == ["1.25", "2.69"]
    assert counter.left()["2310"] == "0.00"


def test_a_line_taken_back_is_owed_with_its_taxes_whatever_was_lost(
    counter: Counter,
) -> None:
    shop = counter.shop
    sold, returned = shop.line("300.00"), shop.line("-290.00")
    invoice = shop.issue(sold, returned, on=DAY)
    counter.write_off(invoice, "5.75", LATER)

    counter.credit_lines(invoice, {returned: "-290.00"}, LATER)

    assert taxes_of_last(invoice) == ["-14.50", "-28.93"]


def check_left(tax: InvoiceTax) -> None:
    """After each note, what is left is on the side of the lines that are left."""
    left, base_left = tax.amount.amount, tax.base.amount
    for part in tax.credited.order_by("pk"):
        left -= part.amount.amount
        base_left -= part.base.amount
        borne = to_cents(base_left * tax.rate)
        if part.base.amount > 0:
            assert left >= min(borne, ZERO)
        else:
            assert left <= max(borne, ZERO)


@few
@given(
    sold=cents,
    returned=cents,
    parts=st.lists(st.tuples(st.booleans(), fractions), min_size=2, max_size=8),
)
def test_no_note_takes_more_of_a_tax_than_is_left_of_it(
    counter: Counter,
    sold: Decimal,
    returned: Decimal,
    parts: list[tuple[bool, Decimal]],
) -> None:
    with undone():
        shop = counter.shop
        lines = shop.line(str(sold)), shop.line(f"-{returned}")
        invoice = shop.issue(*lines, on=DAY)
        left = {line.pk: line.net.amount for line in lines}
        for is_returned, fraction in parts:
            line = lines[is_returned]
            net = to_cents(left[line.pk] * fraction)
            left[line.pk] -= net
            credit_part(counter, invoice, line, net)
        if any(left.values()):
            counter.credit_lines(invoice, None, LATER)

        for tax in invoice.taxes.all():
            check_left(tax)
        assert set(counter.left().values()) == {"0.00"}
