from decimal import Decimal

import pytest

from taxes.computation import (
    TaxAmount,
    TaxedLine,
    TaxRounding,
    TaxTerm,
    Treatment,
    compute_taxes,
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
