"""With taxes inside, what was typed is what is billed, stored and corrected."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db.models import F

from invoices.models import Invoice, InvoiceLine
from invoices.services.correcting import duplicate_invoice, start_correction
from invoices.services.drafts import Terms, add_line, create_draft, set_terms
from taxes.models import TaxRate
from tests.invoices.counter import Counter
from tests.invoices.shop import lines_of

DAY = date(2026, 11, 3)
LATER = date(2026, 11, 22)


def type_draft(
    counter: Counter, *lines: InvoiceLine, inside: bool = True, **terms: Any
) -> Invoice:
    """A draft as it is typed, line by line."""
    draft = create_draft(customer=counter.shop.customer)
    typed = Terms(prices_include_taxes=inside, **terms)
    draft = set_terms(invoice=draft, terms=typed, on=DAY)
    for line in lines:
        line.invoice = draft
        add_line(line=line, tax_group=line.tax_group, on=DAY)
    draft.refresh_from_db()
    return draft


def bill(
    counter: Counter,
    price: str,
    *,
    after: Invoice | None = None,
    inside: bool = True,
    on: date = DAY,
    **line: Any,
) -> Invoice:
    """Issue one line, alone or as a part of the job that starts with `after`."""
    typed = counter.shop.line(price, **line)
    draft = type_draft(counter, typed, inside=inside, progress_of=after)
    return counter.issue_draft(draft, on)


def told(invoice: Invoice) -> list[str]:
    """Every amount that it keeps."""
    invoice.refresh_from_db()
    lines = [
        f"{x.gross.amount} {x.discount.amount} {x.net_discount.amount}"
        f" {x.shared_discount.amount} {x.net.amount}"
        for x in invoice.lines.all()
    ]
    taxes = [
        f"{x.tax.code} {x.base.amount} {x.amount.amount}" for x in taxes_of(invoice)
    ]
    return [
        *lines,
        *taxes,
        f"{invoice.discount.amount} {invoice.subtotal.amount} {invoice.total.amount}",
    ]


def taxes_of(invoice: Invoice) -> Any:
    return invoice.taxes.select_related("tax")


def total(invoice: Invoice) -> str:
    return str(invoice.total.amount)


def test_scenario_55_each_part_is_billed_what_was_typed(counter: Counter) -> None:
    first = bill(counter, "10.00")
    second = bill(counter, "10.00", after=first)
    third = bill(counter, "10.00", after=first)

    # Of 10.00, 20.00 and 30.00: TPS 0.43, 0.87 and 1.30; TVQ 0.87, 1.74 and 2.60.
    assert [lines_of(part) for part in (first, second, third)] == [
        ["D 1201 10.00", "C 4000 8.70", "C 2310 0.43", "C 2320 0.87"],
        ["D 1201 10.00", "C 4000 8.69", "C 2310 0.44", "C 2320 0.87"],
        ["D 1201 10.00", "C 4000 8.71", "C 2310 0.43", "C 2320 0.86"],
    ]


@pytest.mark.parametrize("price", [f"10.{cents:02}" for cents in range(25)])
def test_scenario_55_no_price_gains_a_cent(counter: Counter, price: str) -> None:
    first = bill(counter, price)
    second = bill(counter, price, after=first)

    assert (total(first), total(second)) == (price, price)
    both = counter.left()
    assert both["1201"] == f"{2 * Decimal(price):.2f}"
    whole = bill(counter, f"{2 * Decimal(price)}")
    taxes = [f"-{tax.amount.amount}" for tax in whole.taxes.all()]
    assert [both["2310"], both["2320"]] == taxes


def test_scenario_55_a_part_without_taxes_inside_follows_one_with_them(
    counter: Counter,
) -> None:
    first = bill(counter, "10.00")

    second = bill(counter, "300.00", after=first, inside=False)
    third = bill(counter, "10.00", after=first)

    # Of 308.70: 15.44 and 30.79, less 0.43 and 0.87. With 10.00 more, 15.87 and 31.66.
    assert lines_of(second) == [
        "D 1201 344.93",
        "C 4000 300.00",
        "C 2310 15.01",
        "C 2320 29.92",
    ]
    assert total(third) == "10.00"


def test_scenario_55_what_was_credited_is_not_billed_before(counter: Counter) -> None:
    first = bill(counter, "10.00")
    second = bill(counter, "10.00", after=first)
    counter.credit(second, None, DAY)
    assert counter.owed(second) == "0.00"

    again = bill(counter, "10.00", after=first)

    assert lines_of(again) == lines_of(second)
    counter.credit(again, "4.35", DAY)
    last = bill(counter, "5.00", after=first)
    assert total(last) == "5.00"


def test_scenario_55_a_part_of_several_lines_and_taxes_is_what_was_typed(
    counter: Counter,
) -> None:
    shop = counter.shop

    def lines() -> list[InvoiceLine]:
        return [
            shop.line("10.01", discount=Decimal("0.07")),
            shop.line("9.99", "4010", group="TPS"),
            shop.line("3.33", "4020", group="TVH ON", quantity=Decimal("1.5000")),
            shop.line("-2.22", "4020", group="Exonéré"),
        ]

    first = counter.issue_draft(type_draft(counter, *lines()), DAY)
    parts = [first]
    for _ in range(3):
        draft = type_draft(counter, *lines(), progress_of=first)
        assert total(draft) == "22.71"
        parts.append(counter.issue_draft(draft, DAY))

    # 10.01 − 0.07 + 9.99 + 5.00 − 2.22
    assert [total(part) for part in parts] == ["22.71"] * 4


def test_what_was_typed_is_what_is_stored(counter: Counter) -> None:
    invoice = bill(counter, "100.00", discount=Decimal("1.65"))

    line = invoice.lines.get()
    assert (str(line.unit_price.amount), str(line.discount.amount)) == (
        "100.00",
        "1.65",
    )
    assert told(invoice) == [
        "86.98 1.65 1.44 0.00 85.54",
        "TPS 85.54 4.28",
        "TVQ 85.54 8.53",
        "0.00 85.54 98.35",
    ]


def test_a_draft_whose_prices_come_to_include_taxes_shows_what_was_typed(
    counter: Counter,
) -> None:
    line = counter.shop.line("100.00", discount=Decimal("1.65"))
    draft = type_draft(counter, line, inside=False)

    def change(*, inside: bool) -> tuple[str, str, str]:
        terms = Terms(prices_include_taxes=inside, discount=Decimal("10.00"))
        changed = set_terms(invoice=draft, terms=terms, on=DAY)
        kept = draft.lines.get()
        return total(changed), str(kept.net.amount), str(kept.shared_discount.amount)

    assert change(inside=False) == ("101.58", "88.35", "10.00")
    assert change(inside=True) == ("88.35", "98.35", "0.00")
    assert change(inside=False) == ("101.58", "88.35", "10.00")


def test_a_correction_of_nothing_changes_no_cent(counter: Counter) -> None:
    counter.choose(discounts="4090")
    invoice = bill(counter, "100.00", discount=Decimal("1.65"))
    before, entry = told(invoice), lines_of(invoice)

    draft = start_correction(invoice=invoice)

    assert total(draft) == "98.35"
    again = counter.issue_draft(draft, LATER)
    assert told(again) == before
    assert lines_of(again) == entry


def test_a_copy_of_an_invoice_is_typed_as_it_was(counter: Counter) -> None:
    invoice = bill(counter, "100.00", discount=Decimal("1.65"))

    draft = duplicate_invoice(invoice=invoice, on=LATER)

    line = draft.lines.get()
    # A draft keeps the taxes inside until it is issued.
    assert (str(line.discount.amount), str(line.net.amount)) == ("1.65", "98.35")
    assert total(draft) == "98.35"
    copy = duplicate_invoice(invoice=draft, on=LATER)
    assert told(counter.issue_draft(copy, LATER)) == told(invoice)


def test_a_copy_shows_the_taxes_of_its_own_day(counter: Counter) -> None:
    invoice = counter.issue("100.00", DAY)
    tax = counter.shop.groups["TPS+TVQ"].members.get(tax__code="TVQ").tax
    TaxRate.objects.create(tax=tax, rate=Decimal("0.10"), valid_from=LATER)

    draft = duplicate_invoice(invoice=invoice, on=LATER)

    assert total(draft) == "115.00"
    assert total(counter.issue_draft(draft, LATER)) == "115.00"


def test_a_copy_of_a_part_stands_alone(counter: Counter) -> None:
    first = bill(counter, "10.00")
    second = bill(counter, "10.00", after=first)
    assert second.tax_total.amount == Decimal("1.31")

    draft = duplicate_invoice(invoice=second, on=LATER)

    assert (str(draft.tax_total.amount), total(draft)) == ("1.30", "10.00")
    assert lines_of(counter.issue_draft(draft, LATER)) == lines_of(first)


@pytest.mark.parametrize("inside", [True, False])
def test_a_correction_keeps_how_taxes_were_rounded(
    counter: Counter, *, inside: bool
) -> None:
    lines = [counter.shop.line("9.99") for _ in range(7)]
    invoice = counter.issue_draft(type_draft(counter, *lines, inside=inside), DAY)
    before = told(invoice)
    counter.shop.change(tax_rounding="line")

    again = counter.issue_draft(start_correction(invoice=invoice), LATER)

    assert told(again) == before
    assert again.tax_rounding == "document"


@pytest.mark.parametrize("inside", [True, False])
def test_a_part_corrected_without_a_change_keeps_its_cents(
    counter: Counter, *, inside: bool
) -> None:
    """Though the other parts of the job were changed since."""
    first = bill(counter, "10.03", inside=inside)
    second = bill(counter, "10.03", after=first, inside=inside)
    bill(counter, "10.03", after=first, inside=inside)
    replaced = counter.correct(first, "7.07", DAY)
    before, entry = told(second), lines_of(second)

    again = counter.issue_draft(start_correction(invoice=second), LATER)

    assert told(again) == before
    assert lines_of(again) == entry
    assert again.progress_of == replaced


def test_a_part_that_was_billed_a_cent_too_much_is_mended_by_a_correction(
    counter: Counter,
) -> None:
    """As earlier versions billed it."""
    first = bill(counter, "10.00")
    second = bill(counter, "10.00", after=first)
    tax = second.taxes.get(tax__code="TVQ")
    tax.amount = Decimal("0.88")
    tax.save()
    for name in ("tax_total", "total", "balance"):
        amount = getattr(second, name).amount + Decimal("0.01")
        setattr(second, name, amount)
    second.save()

    draft = start_correction(invoice=second)

    assert total(draft) == "10.00"
    assert total(counter.issue_draft(draft, LATER)) == "10.00"


def test_a_copy_waits_for_the_rate_of_a_tax_that_has_none_yet(counter: Counter) -> None:
    invoice = counter.issue("100.00", DAY)

    draft = duplicate_invoice(invoice=invoice, on=date(2007, 12, 31))

    draft.refresh_from_db()
    assert draft.lines.count() == 1
    assert total(draft) == "0.00"


fill = import_module("invoices.migrations.0013_fill_discounts_as_typed")


def age() -> None:
    """What earlier versions kept: discounts without taxes."""
    InvoiceLine.objects.update(discount=F("net_discount"))


def discounts_of(invoice: Invoice) -> list[str]:
    return [str(line.discount.amount) for line in invoice.lines.all()]


def test_older_discounts_are_found_as_they_were_typed(counter: Counter) -> None:
    shop = counter.shop
    dollars = bill(counter, "100.00", discount=Decimal("1.65"))
    assert str(dollars.lines.get().net_discount.amount) == "1.44"
    draft = type_draft(
        counter,
        shop.line("50.00", discount=Decimal("3.33")),
        shop.line("20.00", discount_rate=Decimal("0.1250")),
        shop.line("40.00", group="Exonéré", discount=Decimal("4.44")),
        shop.line("-5.00"),
        discount=Decimal("2.00"),
    )
    several = counter.issue_draft(draft, DAY)
    outside = bill(counter, "100.00", inside=False, discount=Decimal("1.65"))
    part = bill(counter, "100.00", after=dollars, discount=Decimal("1.66"))
    open_draft = type_draft(counter, shop.line("9.00", discount=Decimal("0.50")))
    age()
    InvoiceLine.objects.filter(invoice=open_draft).update(discount=Decimal("0.50"))

    fill.fill(apps, None)

    invoices = (dollars, several, outside, part, open_draft)
    assert [discounts_of(invoice) for invoice in invoices] == [
        ["1.65"],
        ["3.33", "2.50", "4.44", "0.00"],
        ["1.65"],
        ["1.66"],
        ["0.50"],
    ]
    fill.empty(apps, None)
    assert discounts_of(dollars) == ["1.44"]


@pytest.mark.parametrize("cents", range(1, 40))
def test_any_older_discount_in_dollars_is_found(counter: Counter, cents: int) -> None:
    typed = Decimal(cents) / 100
    invoice = bill(counter, "12.34", discount=typed)
    age()

    fill.fill(apps, None)

    assert discounts_of(invoice) == [f"{typed:.2f}"]


def test_of_several_older_discounts_the_total_decides() -> None:
    """1.65 and 1.66 both are 1.44 without taxes; 1.67 is not."""
    line = (Decimal("10.00"), None, Decimal("1.44"), Decimal("1.14975"))

    def found(total: str) -> list[str]:
        return [str(d) for d in fill.typed_discounts([line, line], Decimal(total))]

    assert found("16.70") == ["1.65", "1.65"]
    assert found("16.69") == ["1.65", "1.66"]
    assert found("16.68") == ["1.66", "1.66"]
    assert found("16.00") == ["1.66", "1.66"]
    assert fill.typed_discounts([line], None) == [Decimal("1.66")]
