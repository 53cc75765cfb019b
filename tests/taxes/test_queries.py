from datetime import date, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from companies.models import Company
from taxes.computation import TaxTerm, Treatment
from taxes.models import Tax, TaxGroup, TaxRate
from taxes.queries import NoRateError, TaxTable
from tests.factories import (
    make_company,
    make_group,
    make_settings,
    make_tax,
    make_tax_groups,
)

pytestmark = pytest.mark.django_db

SINCE_2008 = date(2008, 1, 1)
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def set_rate(tax: Tax, rate: str, *, since: date) -> None:
    TaxRate.objects.create(tax=tax, rate=Decimal(rate), valid_from=since)


def rates(group: TaxGroup, on: date) -> list[str]:
    return [str(term.rate) for term in TaxTable(group.company).terms(group.pk, on)]


def test_a_group_gives_each_of_its_taxes_in_their_order(company: Company) -> None:
    gst = make_tax(company, "TPS", credit="2310", rate="0.05")
    qst = make_tax(company, "TVQ", credit="2320", rate="0.09975")
    group = make_group(company, "TVQ+TPS", qst, gst)

    terms = TaxTable(company).terms(group.pk, NEW_YEAR)

    assert terms == (
        TaxTerm(tax=qst.pk, treatment=Treatment.TAXABLE, rate=Decimal("0.09975")),
        TaxTerm(tax=gst.pk, treatment=Treatment.TAXABLE, rate=Decimal("0.05")),
    )


@pytest.mark.parametrize(
    ("on", "rate"),
    [
        (SINCE_2008, "0.050000"),
        (NEW_YEAR - timedelta(days=1), "0.050000"),
        (NEW_YEAR, "0.100000"),
        (date(2030, 6, 1), "0.100000"),
    ],
)
def test_the_rate_is_that_of_the_day_of_the_document(
    company: Company, on: date, rate: str
) -> None:
    gst = make_tax(company, "TPS", credit="2310", rate=None)
    set_rate(gst, "0.10", since=NEW_YEAR)
    set_rate(gst, "0.05", since=SINCE_2008)

    assert rates(make_group(company, "TPS", gst), on) == [rate]


@pytest.mark.parametrize("has_rate", [True, False])
def test_a_day_before_the_first_rate_is_refused(
    company: Company, *, has_rate: bool
) -> None:
    gst = make_tax(company, "TPS", credit="2310", rate="0.05" if has_rate else None)
    group = make_group(company, "TPS", gst)

    with pytest.raises(NoRateError) as error:
        TaxTable(company).terms(group.pk, date(2007, 12, 31))

    assert str(error.value) == (
        "TPS has no rate on 31 Dec 2007: add one that starts on that day or before."
    )


@pytest.mark.parametrize(
    ("name", "treatment"),
    [("Détaxé", Treatment.ZERO_RATED), ("Exonéré", Treatment.EXEMPT)],
)
def test_what_is_not_taxable_needs_no_rate(
    company: Company, name: str, treatment: Treatment
) -> None:
    group = make_tax_groups(company)[name]

    terms = TaxTable(company).terms(group.pk, date(1990, 1, 1))

    assert {term.treatment for term in terms} == {treatment}
    assert [term.rate for term in terms] == [0, 0]


def test_a_group_without_taxes_adds_none(company: Company) -> None:
    group = make_group(company, "Hors champ")

    assert TaxTable(company).terms(group.pk, NEW_YEAR) == ()


def test_the_table_holds_one_company(company: Company) -> None:
    other = make_settings(make_company("roy")).company
    theirs = make_tax(other, "TPS", credit="2310")
    make_group(other, "TPS", theirs)
    ours = make_tax(company, "TPS", credit="2310")
    group = make_group(company, "TPS", ours)

    table = TaxTable(company)

    assert table.taxes == {ours.pk: ours}
    assert table.groups == {group.pk: group}


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_asks_as_often_for_more_taxes_and_documents(
    company: Company, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    taxes = [make_tax(company, f"T{n}", credit="2310") for n in range(count)]
    groups = [make_group(company, tax.code, tax) for tax in taxes]

    with django_assert_num_queries(4):
        table = TaxTable(company)
        for group in groups:
            table.terms(group.pk, NEW_YEAR)
