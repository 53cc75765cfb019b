"""What is left of an invoice once parts of it were credited, lost or reclassified."""

from datetime import date
from decimal import Decimal

from accounting.journal.cents import ZERO
from invoices.models import DocumentNumbering, Invoice, Reclassification
from invoices.queries.bad_debts import lost_of, lost_taxes
from invoices.queries.creditable import Left, left_of
from invoices.queries.numbers import given_numbers
from invoices.queries.revenue import current_accounts
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop

SOLD, LATER = date(2026, 11, 3), date(2026, 12, 18)
Series = DocumentNumbering.Series


def left(invoice: Invoice) -> dict[str, list[str]]:
    """Of its lines and taxes in their order."""
    lines = list(invoice.lines.order_by("position"))
    taxes = list(invoice.taxes.order_by("position"))
    found: Left = left_of(lines, taxes)
    return {
        "nets": [str(found.nets[line.pk]) for line in lines],
        "discounts": [str(found.discounts[line.pk]) for line in lines],
        "taxes": [str(found.taxes[tax.pk]) for tax in taxes],
    }


def test_what_is_left_of_an_untouched_invoice_is_all_of_it(counter: Counter) -> None:
    shop = counter.shop
    invoice = shop.issue(shop.line("100.00", discount="10.00"), shop.line("50.00"))

    assert left(invoice) == {
        "nets": ["90.00", "50.00"],
        "discounts": ["10.00", "0.00"],
        "taxes": ["7.00", "13.97"],
    }


def test_credit_notes_and_bad_debts_take_their_part_of_what_is_left(
    counter: Counter,
) -> None:
    shop = counter.shop
    first, second = shop.line("100.00", discount="10.00"), shop.line("50.00")
    invoice = shop.issue(first, second)
    counter.credit_lines(invoice, {first: "45.00"}, LATER)
    counter.credit_lines(invoice, {first: "9.00"}, LATER)
    counter.issue("100.00", SOLD)

    # Of 140.00, 54.00 is credited: 45.00 × 5 % and 9.00 × 5 % are 2.25 and 0.45.
    assert left(invoice) == {
        "nets": ["36.00", "50.00"],
        "discounts": ["4.00", "0.00"],
        "taxes": ["4.30", "8.58"],
    }
    # 98.88 is due: all of it is lost, with the taxes that are left.
    counter.write_off(invoice, "98.88", LATER)

    assert left(invoice)["taxes"] == ["0.00", "0.00"]


def test_what_is_lost_is_what_bad_debts_were_not_recovered(counter: Counter) -> None:
    invoice, other = (counter.issue("100.00", SOLD) for _ in range(2))
    loss = counter.write_off(invoice, "57.49", LATER)
    counter.recover(counter.write_off(other, "114.98", LATER), "14.98", LATER)
    assert (lost_of(invoice), lost_of(other)) == (Decimal("57.49"), Decimal("100.00"))

    counter.recover(loss, "57.49", LATER)

    assert lost_of(invoice) == ZERO
    assert lost_taxes(invoice.taxes.all()) == {t.pk: ZERO for t in invoice.taxes.all()}


def test_a_small_difference_is_no_bad_debt(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.95"}, LATER)
    counter.write_off(invoice, "0.03", LATER, "DIFFERENCE")

    assert lost_of(invoice) == ZERO
    assert lost_taxes(invoice.taxes.all()) == {}


def test_revenue_is_on_the_account_it_was_last_moved_to(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    line, other = invoice.lines.get(), counter.issue("50.00", SOLD).lines.get()
    for before, after in [("4000", "4010"), ("4010", "4020")]:
        Reclassification.objects.create(
            company=counter.shop.company,
            line=line,
            from_account=counter.shop.account(before),
            account=counter.shop.account(after),
            account_origin=f"item:{after}",
            amount=Decimal("100.00"),
            reclassified_on=LATER,
        )

    places = current_accounts([line, other])

    assert {pk: choice.origin for pk, choice in places.items()} == {
        line.pk: "item:4020",
        other.pk: "line",
    }
    assert places[line.pk].account_id == counter.shop.account("4020").pk
    assert places[other.pk].account_id == counter.shop.account("4000").pk


def test_the_numbers_of_a_series_are_those_given_here_void_ones_included(
    counter: Counter,
) -> None:
    kept, void = (counter.issue("100.00", SOLD) for _ in range(2))
    counter.void(void, SOLD)
    counter.shop.draft(counter.shop.line("100.00"))
    counter.credit(kept, "40.00", LATER)
    roy = Counter(open_shop("roy"))
    roy.credit(roy.issue("100.00", SOLD), "40.00", LATER)

    def given(series: Series) -> list[str]:
        rows = given_numbers(counter.shop.company, series)
        return [row.number for row in rows]

    assert given(Series.INVOICE) == ["FAC-00001", "FAC-00002"]
    assert given(Series.CREDIT_NOTE) == ["NC-00001"]
