"""A relieved customer pays none of the taxes that others pay."""

from datetime import date
from decimal import Decimal

import pytest

from companies.models import Company
from taxes.computation import TaxTerm, Treatment
from taxes.queries import NoRateError, TaxTable
from tests.factories import make_company, make_group, make_settings, make_tax

pytestmark = pytest.mark.django_db
SOLD = date(2026, 11, 24)


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def relieved(tax: int) -> TaxTerm:
    return TaxTerm(tax=tax, treatment=Treatment.RELIEVED, rate=Decimal(0))


def test_every_tax_that_others_pay_is_relieved(company: Company) -> None:
    gst = make_tax(company, "TPS", credit="2310", rate="0.05")
    qst = make_tax(company, "TVQ", credit="2320", rate="0.09975")
    group = make_group(company, "TPS+TVQ", gst, qst)

    terms = TaxTable(company).terms(group.pk, SOLD, is_relieved=True)

    assert terms == (relieved(gst.pk), relieved(qst.pk))


@pytest.mark.parametrize("treatment", [Treatment.ZERO_RATED, Treatment.EXEMPT])
def test_what_nobody_pays_keeps_its_own_treatment(
    company: Company, treatment: Treatment
) -> None:
    gst = make_tax(company, "TPS", credit="2310", rate="0.05")
    qst = make_tax(company, "TVQ", credit="2320", rate="0.09975")
    group = make_group(company, "Mixte", gst, qst)
    group.members.filter(tax=gst).update(treatment=treatment.value)

    terms = TaxTable(company).terms(group.pk, SOLD, is_relieved=True)

    assert terms == (
        TaxTerm(tax=gst.pk, treatment=treatment, rate=Decimal(0)),
        relieved(qst.pk),
    )


def test_a_tax_without_a_rate_of_the_day_can_still_be_relieved(
    company: Company,
) -> None:
    gst = make_tax(company, "TPS", credit="2310", rate=None)
    group = make_group(company, "TPS", gst)
    table = TaxTable(company)

    assert table.terms(group.pk, SOLD, is_relieved=True) == (relieved(gst.pk),)
    with pytest.raises(NoRateError):
        table.terms(group.pk, SOLD)


def test_a_line_without_a_group_has_no_taxes_to_relieve(company: Company) -> None:
    assert TaxTable(company).terms(None, SOLD, is_relieved=True) == ()
