"""What the services of taxes take at the edge of what they refuse."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.services.guards import InvalidValueError
from companies.models import Company
from taxes.models import Tax, TaxGroup, TaxGroupMember, TaxRate
from taxes.services import (
    InvalidRateError,
    save_group,
    save_rates,
    save_tax,
    save_tax_with_rates,
)
from tests.factories import make_company, make_group, make_settings, make_tax
from tests.history import history, last_change
from tests.invoices.shop import Shop, lines_of, open_shop

pytestmark = pytest.mark.django_db

TAXABLE = TaxGroupMember.Treatment.TAXABLE
SINCE_2008, SINCE_2013 = date(2008, 1, 1), date(2013, 1, 1)


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


@pytest.fixture
def gst(company: Company) -> Tax:
    return make_tax(company, "TPS", credit="2310", rate=None)


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.mark.parametrize("rate", ["0", "0.000001", "0.999999"])
def test_a_rate_may_be_at_its_bounds(gst: Tax, rate: str) -> None:
    save_rates(tax=gst, rates=[(Decimal(rate), SINCE_2008)])

    assert TaxRate.objects.get().rate == Decimal(rate)


def test_one_wrong_rate_and_the_tax_stays_as_it_was(gst: Tax) -> None:
    gst.code = "GST"
    rates = [(Decimal("0.05"), SINCE_2008), (Decimal(1), SINCE_2013)]

    with pytest.raises(InvalidRateError):
        save_tax_with_rates(tax=gst, rates=rates)

    gst.refresh_from_db()
    assert (gst.code, gst.rates.count()) == ("TPS", 0)


def test_a_tax_is_saved_with_its_rates_and_given_back(gst: Tax) -> None:
    rates = [(Decimal("0.07"), SINCE_2013), (Decimal("0.05"), SINCE_2008)]

    assert save_tax_with_rates(tax=gst, rates=rates) == gst

    assert list(gst.rates.values_list("valid_from", "rate")) == [
        (SINCE_2008, Decimal("0.050000")),
        (SINCE_2013, Decimal("0.070000")),
    ]


@pytest.mark.parametrize("code", [" ", "x" * 31], ids=["empty", "too long"])
def test_a_tax_refuses_what_its_column_cannot_hold(company: Company, code: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^Tax: "):
        save_tax(tax=Tax(company=company, code=code))

    assert Tax.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"name": " "}, "Tax group"),
        ({"name": "x" * 31}, "Tax group"),
        ({"name": "TPS", "province": "XX"}, "Province"),
    ],
    ids=["empty", "too long", "no province"],
)
def test_a_group_refuses_what_its_columns_cannot_hold(
    company: Company, values: dict[str, str], label: str
) -> None:
    with pytest.raises(InvalidValueError, match=rf"^{label}: "):
        save_group(group=TaxGroup(company=company, **values), members=[])

    assert TaxGroup.objects.count() == 0


def test_names_and_provinces_are_free_in_another_company(company: Company) -> None:
    other = make_company("roy")
    TaxGroup.objects.create(company=other, name="TPS+TVQ", province="QC")
    Tax.objects.create(company=other, code="TPS")
    group = TaxGroup(company=company, name="TPS+TVQ", province="QC")

    tax = save_tax(tax=Tax(company=company, code="TPS"))
    saved = save_group(group=group, members=[(tax, TAXABLE)])

    assert saved.company == company
    assert list(TaxGroup.objects.for_company(company)) == [saved]


def test_a_group_keeps_its_name_and_province_when_it_is_saved_again(
    company: Company, gst: Tax
) -> None:
    group = TaxGroup(company=company, name="TPS", province="AB")
    save_group(group=group, members=[(gst, TAXABLE)])
    [kept] = group.members.all()

    save_group(group=group, members=[(gst, TAXABLE)])

    assert list(group.members.all()) == [kept]
    assert history(kept).count() == 1


def test_taxes_change_places_in_a_group(company: Company, gst: Tax) -> None:
    qst = make_tax(company, "TVQ", credit="2320")
    group = make_group(company, "TPS+TVQ", gst, qst)

    save_group(group=group, members=[(qst, TAXABLE), (gst, TAXABLE)])

    assert list(group.members.values_list("tax__code", "position")) == [
        ("TVQ", 1),
        ("TPS", 2),
    ]


def test_the_history_of_rates_and_members_is_the_companys(
    company: Company, gst: Tax
) -> None:
    save_rates(tax=gst, rates=[(Decimal("0.05"), SINCE_2008)])
    group = make_group(company, "TPS", gst)

    rows = [gst.rates.get(), group.members.get()]

    assert [last_change(row).additional_data for row in rows] == [
        {"company": company.pk}
    ] * 2


def test_an_account_chosen_for_a_tax_fills_issued_lines(shop: Shop) -> None:
    tax = Tax.objects.get(code="TPS")
    payable, tax.credit_account = tax.credit_account, None
    save_tax(tax=tax)
    invoice = shop.issue(shop.line("100.00", group="TPS"))
    before = lines_of(invoice)

    tax.credit_account = payable
    save_tax(tax=tax)

    assert before == ["D 1201 105.00", "C 4000 100.00", "C ? 5.00"]
    assert lines_of(invoice) == ["D 1201 105.00", "C 4000 100.00", "C 2310 5.00"]
