"""Taxes inside prices and deposits, and taxes of jobs billed in parts."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal.cents import ZERO, to_cents
from taxes.computation import (
    TaxAmount,
    TaxedLine,
    TaxRounding,
    TaxTerm,
    Treatment,
    compute_progress,
    compute_taxes,
    extract_taxes,
    taxes_of_forfeiture,
)

GST = TaxTerm(tax=1, treatment=Treatment.TAXABLE, rate=Decimal("0.05"))
QST = TaxTerm(tax=2, treatment=Treatment.TAXABLE, rate=Decimal("0.09975"))
HST = TaxTerm(tax=3, treatment=Treatment.TAXABLE, rate=Decimal("0.13"))
ZERO_RATED = TaxTerm(tax=1, treatment=Treatment.ZERO_RATED, rate=Decimal(0))

SETS = [(GST, QST), (GST,), (HST,), (ZERO_RATED,), ()]
prices = st.decimals(min_value=-100_000, max_value=100_000, places=2)
lines = st.builds(TaxedLine, net=prices, terms=st.sampled_from(SETS))
Parts = list[list[TaxedLine]]


def rate_of(terms: tuple[TaxTerm, ...]) -> Decimal:
    return sum((term.rate for term in terms), Decimal(0))


@given(st.lists(lines, max_size=8))
def test_nets_and_taxes_make_the_prices(priced: list[TaxedLine]) -> None:
    found = extract_taxes(priced)

    taxes = sum((tax.amount for tax in found.taxes), ZERO)
    assert sum(found.nets, ZERO) + taxes == sum((x.net for x in priced), ZERO)


@given(st.lists(lines, min_size=1, max_size=8))
def test_each_tax_is_its_fraction_of_the_total_half_up(
    priced: list[TaxedLine],
) -> None:
    """Of every set of taxes; a tax in two sets is the sum of both."""
    expected: dict[TaxTerm, Decimal] = {}
    for terms in SETS:
        total = sum((line.net for line in priced if line.terms == terms), ZERO)
        for term in terms:
            share = to_cents(total * term.rate / (1 + rate_of(terms)))
            expected[term] = expected.get(term, ZERO) + share

    for tax in extract_taxes(priced).taxes:
        assert tax.amount == expected[tax.term]


@given(st.lists(lines, min_size=1, max_size=8))
def test_each_line_keeps_its_sign_and_its_net_within_two_cents(
    priced: list[TaxedLine],
) -> None:
    found = extract_taxes(priced)

    for line, net in zip(priced, found.nets, strict=True):
        assert abs(net - line.net / (1 + rate_of(line.terms))) < Decimal("0.02")
        assert net * line.net >= 0


@given(st.lists(lines, min_size=1, max_size=8))
def test_a_base_is_the_sum_of_the_nets_that_bear_the_tax(
    priced: list[TaxedLine],
) -> None:
    found = extract_taxes(priced)

    for tax in found.taxes:
        bearing = (
            net
            for line, net in zip(priced, found.nets, strict=True)
            if tax.term in line.terms
        )
        assert tax.base == sum(bearing, ZERO)


@pytest.mark.parametrize(("price", "tax"), [("0.12", "0.05"), ("-0.12", "-0.05")])
def test_half_a_cent_is_rounded_away_from_zero(price: str, tax: str) -> None:
    """0.045, by a rate that no tax has: those of today never stop at half a cent."""
    steep = TaxTerm(tax=9, treatment=Treatment.TAXABLE, rate=Decimal("0.60"))

    found = extract_taxes([TaxedLine(net=Decimal(price), terms=(steep,))])

    assert [str(each.amount) for each in found.taxes] == [tax]


def test_a_price_and_its_reversal_leave_each_its_own_net() -> None:
    both = [TaxedLine(net=Decimal(p), terms=(GST, QST)) for p in ("10.00", "-10.00")]

    found = extract_taxes(both)

    assert [str(net) for net in found.nets] == ["8.69", "-8.69"]
    assert [str(tax.amount) for tax in found.taxes] == ["0.00", "0.00"]


def progress(parts: Parts) -> list[tuple[TaxAmount, ...]]:
    """The taxes of each part, one after the other."""
    billed: list[TaxAmount] = []
    found = []
    for part in parts:
        taxes = compute_progress(billed, compute_taxes(part, TaxRounding.DOCUMENT))
        billed += taxes
        found.append(taxes)
    return found


@given(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=6))
def test_the_taxes_of_the_parts_of_a_job_are_those_of_the_whole(parts: Parts) -> None:
    whole = [line for part in parts for line in part]

    sums: dict[TaxTerm, Decimal] = {}
    for taxes in progress(parts):
        for tax in taxes:
            sums[tax.term] = sums.get(tax.term, ZERO) + tax.amount

    expected = compute_taxes(whole, TaxRounding.DOCUMENT)
    assert sums == {tax.term: tax.amount for tax in expected}


@given(
    st.lists(st.lists(prices, min_size=1, max_size=3), min_size=1, max_size=6),
    st.sampled_from(SETS),
)
def test_the_taxes_inside_the_parts_of_a_job_are_those_inside_the_whole(
    parts: list[list[Decimal]], terms: tuple[TaxTerm, ...]
) -> None:
    billed: dict[TaxTerm, TaxAmount] = {}
    for part in parts:
        priced = [TaxedLine(net=price, terms=terms) for price in part]
        found = extract_taxes(priced, {frozenset(terms): list(billed.values())})
        taxes = sum((tax.amount for tax in found.taxes), ZERO)
        assert sum(found.nets, ZERO) + taxes == sum(part, ZERO)
        for tax in found.taxes:
            before = billed.get(tax.term) or replace(tax, base=ZERO, amount=ZERO)
            billed[tax.term] = replace(
                tax, base=before.base + tax.base, amount=before.amount + tax.amount
            )

    whole = [TaxedLine(net=price, terms=terms) for part in parts for price in part]
    assert tuple(billed.values()) == extract_taxes(whole).taxes


def test_a_part_counts_only_what_was_billed_with_the_same_taxes() -> None:
    tax = TaxAmount(term=GST, base=Decimal("8.70"), amount=Decimal("0.43"))
    billed = {frozenset({GST, QST}): [tax], frozenset({HST}): [replace(tax, term=HST)]}

    found = extract_taxes([TaxedLine(net=Decimal("10.00"), terms=(GST,))], billed)

    assert [(str(t.base), str(t.amount)) for t in found.taxes] == [("9.52", "0.48")]


def test_a_rate_that_changed_starts_anew() -> None:
    old = TaxAmount(term=QST, base=Decimal("300.00"), amount=Decimal("29.93"))
    later = TaxTerm(tax=2, treatment=Treatment.TAXABLE, rate=Decimal("0.10"))
    part = [TaxedLine(net=Decimal("700.00"), terms=(later,))]

    (tax,) = compute_progress([old], compute_taxes(part, TaxRounding.DOCUMENT))

    assert str(tax.amount) == "70.00"


@pytest.mark.parametrize(
    ("terms", "taxes", "net"),
    [
        ((GST, QST), ["2.38", "4.54"], "43.08"),
        ((GST,), ["2.38"], "47.62"),
        ((HST,), ["5.75"], "44.25"),
        ((ZERO_RATED,), ["0.00"], "50.00"),
    ],
)
def test_each_tax_is_alone_in_a_deposit_that_is_kept(
    terms: tuple[TaxTerm, ...], taxes: list[str], net: str
) -> None:
    found = taxes_of_forfeiture(Decimal("50.00"), terms)

    assert [str(tax.amount) for tax in found] == taxes
    assert {str(tax.base) for tax in found} == {net}
