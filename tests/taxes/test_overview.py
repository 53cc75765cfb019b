"""The taxes and groups that the settings page shows, with the rates of the day."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from companies.models import Company
from taxes.models import Tax, TaxRate
from taxes.overview import tax_groups, tax_rows
from tests.factories import make_company, make_group, make_settings, make_tax

pytestmark = pytest.mark.django_db

NEW_YEAR, SUMMER = date(2027, 1, 1), date(2027, 7, 1)


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def set_rates(tax: Tax, rates: dict[date, str]) -> None:
    for day, rate in rates.items():
        TaxRate.objects.create(tax=tax, rate=Decimal(rate), valid_from=day)


@pytest.mark.parametrize(
    ("on", "rate", "next_rate"),
    [
        (date(2026, 12, 31), "", "7%"),
        (NEW_YEAR, "7%", "8.5%"),
        (date(2027, 6, 30), "7%", "8.5%"),
        (SUMMER, "8.5%", ""),
    ],
    ids=["before any", "first day", "last day", "the last rate"],
)
def test_a_rate_is_that_of_its_first_day_through_the_day_before_the_next(
    company: Company, on: date, rate: str, next_rate: str
) -> None:
    tax = make_tax(company, "TVP", credit="2330", rate=None)
    set_rates(tax, {SUMMER: "0.085", NEW_YEAR: "0.07"})

    [row] = tax_rows(company, on)

    assert (row.tax, row.rate, row.next_rate) == (tax, rate, next_rate)


def test_the_next_rate_is_the_first_to_come(company: Company) -> None:
    tax = make_tax(company, "TVP", credit="2330", rate="0.05")
    set_rates(tax, {date(2028, 1, 1): "0.09", SUMMER: "0.08", NEW_YEAR: "0.07"})

    [row] = tax_rows(company, date(2026, 11, 24))

    assert row.following is not None
    assert (row.rate, row.next_rate) == ("5%", "7%")
    assert row.following.valid_from == NEW_YEAR


def test_rates_are_written_in_the_readers_language(company: Company) -> None:
    make_tax(company, "TVQ", credit="2320", rate="0.09975")

    with translation.override("fr-ca"):
        [row] = tax_rows(company, NEW_YEAR)

        assert row.rate == "9,975\xa0%"


def test_taxes_and_groups_are_those_of_the_company_in_order(company: Company) -> None:
    qst = make_tax(company, "TVQ", credit="2320")
    gst = make_tax(company, "TPS", credit="2310")
    make_group(company, "Taxable", qst, gst)
    make_group(company, "Détaxé")
    other = make_settings(make_company("roy")).company
    make_group(other, "Exonéré", make_tax(other, "TVH", credit="2330"))

    assert [row.tax for row in tax_rows(company, NEW_YEAR)] == [qst, gst]
    groups = list(tax_groups(company))
    assert [group.name for group in groups] == ["Détaxé", "Taxable"]
    assert [member.tax.code for member in groups[1].members.all()] == ["TVQ", "TPS"]


@pytest.mark.parametrize("count", [1, 3])
def test_an_overview_asks_the_same_whatever_its_length(
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_group(
            company, f"G{number}", make_tax(company, f"T{number}", credit="2310")
        )

    with django_assert_num_queries(2):
        rows = [
            f"{row.tax.credit_account} {row.rate}"
            for row in tax_rows(company, NEW_YEAR)
        ]
    with django_assert_num_queries(2):
        members = [
            str(member.tax)
            for group in tax_groups(company)
            for member in group.members.all()
        ]

    assert rows == ["2310 TPS à payer 5%"] * count
    assert members == [f"T{number}" for number in range(count)]
