from decimal import Decimal

import pytest

from taxes.computation import (
    TaxAmount,
    TaxedLine,
    TaxRounding,
    TaxTerm,
    Treatment,
    compute_progress,
    compute_taxes,
    extract_taxes,
    price_factor,
    taxes_of_forfeiture,
)

GST = TaxTerm(tax=1, treatment=Treatment.TAXABLE, rate=Decimal("0.05"))
QST = TaxTerm(tax=2, treatment=Treatment.TAXABLE, rate=Decimal("0.09975"))


def taxes(
    *nets: str, terms: tuple[TaxTerm, ...] = (GST, QST), by_line: bool = False
) -> list[str]:
    rounding = TaxRounding.LINE if by_line else TaxRounding.DOCUMENT
    lines = [TaxedLine(net=Decimal(net), terms=terms) for net in nets]
    return [str(tax.amount) for tax in compute_taxes(lines, rounding)]


@pytest.mark.parametrize(
    ("net", "gst", "qst"),
    [
        ("100.00", "5.00", "9.98"),
        ("140.00", "7.00", "13.97"),
        ("1140.00", "57.00", "113.72"),
        ("4495.16", "224.76", "448.39"),
        ("176.72", "8.84", "17.63"),
        ("0.10", "0.01", "0.01"),
        ("-20.00", "-1.00", "-2.00"),
    ],
)
def test_each_tax_is_on_the_price_rounded_half_away_from_zero(
    net: str, gst: str, qst: str
) -> None:
    assert taxes(net) == [gst, qst]


def test_scenario_5_the_document_is_rounded_once() -> None:
    assert taxes("33.33", "33.33", "33.33") == ["5.00", "9.97"]


def test_scenario_5_each_line_is_rounded() -> None:
    assert taxes("33.33", "33.33", "33.33", by_line=True) == ["5.01", "9.96"]


@pytest.mark.parametrize(
    "treatment", [Treatment.ZERO_RATED, Treatment.EXEMPT, Treatment.RELIEVED]
)
def test_what_is_not_taxable_keeps_its_base(treatment: Treatment) -> None:
    term = TaxTerm(tax=1, treatment=treatment, rate=Decimal("0.05"))
    line = TaxedLine(net=Decimal("60.00"), terms=(term,))

    assert compute_taxes([line], TaxRounding.DOCUMENT) == (
        TaxAmount(term=term, base=Decimal("60.00"), amount=Decimal("0.00")),
    )


def test_treatments_of_one_tax_stand_apart() -> None:
    exempt = TaxTerm(tax=1, treatment=Treatment.EXEMPT, rate=Decimal(0))
    lines = [
        TaxedLine(net=Decimal("40.00"), terms=(GST,)),
        TaxedLine(net=Decimal("60.00"), terms=(exempt,)),
        TaxedLine(net=Decimal("10.00"), terms=(GST,)),
    ]

    assert compute_taxes(lines, TaxRounding.DOCUMENT) == (
        TaxAmount(term=GST, base=Decimal("50.00"), amount=Decimal("2.50")),
        TaxAmount(term=exempt, base=Decimal("60.00"), amount=Decimal("0.00")),
    )


EXEMPT_QST = TaxTerm(tax=2, treatment=Treatment.EXEMPT, rate=Decimal("0.09975"))


def test_what_is_not_taxable_is_not_inside_a_price_whatever_its_rate() -> None:
    line = TaxedLine(net=Decimal("105.00"), terms=(GST, EXEMPT_QST))

    found = extract_taxes([line])

    assert price_factor(line.terms) == Decimal("1.05")
    assert found.nets == (Decimal("100.00"),)
    assert found.taxes == (
        TaxAmount(term=GST, base=Decimal("100.00"), amount=Decimal("5.00")),
        TaxAmount(term=EXEMPT_QST, base=Decimal("100.00"), amount=Decimal("0.00")),
    )


def test_a_price_without_taxes_is_its_own_net() -> None:
    line = TaxedLine(net=Decimal("105.00"), terms=())

    found = extract_taxes([line])

    assert price_factor(()) == 1
    assert (found.nets, found.taxes) == ((Decimal("105.00"),), ())


def test_lines_of_other_taxes_are_taken_apart_in_one_document() -> None:
    prices = [
        TaxedLine(net=Decimal("114.98"), terms=(GST, QST)),
        TaxedLine(net=Decimal("105.00"), terms=(GST,)),
        TaxedLine(net=Decimal("20.00"), terms=()),
    ]

    found = extract_taxes(prices)

    assert [str(net) for net in found.nets] == ["100.00", "100.00", "20.00"]
    assert found.taxes == (
        TaxAmount(term=GST, base=Decimal("200.00"), amount=Decimal("10.00")),
        TaxAmount(term=QST, base=Decimal("100.00"), amount=Decimal("9.98")),
    )


def test_a_further_part_that_is_not_taxable_bears_no_tax() -> None:
    billed = TaxAmount(term=EXEMPT_QST, base=Decimal("100.00"), amount=Decimal("0.00"))
    part = TaxAmount(term=EXEMPT_QST, base=Decimal("50.00"), amount=Decimal("0.00"))

    assert compute_progress([billed], [part]) == (part,)


def test_a_further_part_makes_the_tax_of_the_whole() -> None:
    billed = TaxAmount(term=QST, base=Decimal("33.33"), amount=Decimal("3.32"))
    again = TaxAmount(term=QST, base=Decimal("33.33"), amount=Decimal("3.32"))

    # 9.975 % of 66.66 is 6.649 and of 99.99 is 9.974: 3.32, then 3.33, then 3.32.
    (second,) = compute_progress([billed], [again])
    (third,) = compute_progress([billed, second], [again])

    assert [str(second.amount), str(third.amount)] == ["3.33", "3.32"]
    assert second.base == third.base == Decimal("33.33")


def test_a_deposit_that_bears_no_tax_has_none() -> None:
    assert taxes_of_forfeiture(Decimal("50.00"), ()) == ()
