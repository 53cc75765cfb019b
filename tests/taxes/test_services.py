from datetime import date
from decimal import Decimal

import pytest

from accounting.models import AccountingSettings
from accounting.services.accounts import UnusableAccountError, find_account
from accounting.services.guards import InvalidValueError, NameTakenError
from accounting.services.settings import OtherReceivableError
from companies.models import Company
from taxes.models import Tax, TaxGroup, TaxGroupMember, TaxRate
from taxes.services import (
    InvalidGroupError,
    InvalidRateError,
    save_group,
    save_rates,
    save_tax,
)
from tests.factories import make_account, make_company, make_settings, make_tax
from tests.history import history, last_change

pytestmark = pytest.mark.django_db

TAXABLE = TaxGroupMember.Treatment.TAXABLE
EXEMPT = TaxGroupMember.Treatment.EXEMPT
FIVE = Decimal("0.05")
SEVEN = Decimal("0.07")
SINCE_2008 = date(2008, 1, 1)
SINCE_2013 = date(2013, 1, 1)


@pytest.fixture
def settings_row() -> AccountingSettings:
    return make_settings(make_company())


@pytest.fixture
def company(settings_row: AccountingSettings) -> Company:
    return settings_row.company


@pytest.fixture
def gst(company: Company) -> Tax:
    return make_tax(company, "TPS", credit="2310", rate=None)


def rates_of(tax: Tax) -> list[tuple[Decimal, date]]:
    return list(TaxRate.objects.filter(tax=tax).values_list("rate", "valid_from"))


def test_save_tax_keeps_its_accounts(company: Company) -> None:
    receivable = find_account(company=company, number="1201")
    payable = find_account(company=company, number="2310")
    tax = Tax(company=company, code=" TPS ", registration_number="123456782 RT0001")
    tax.debit_account, tax.credit_account = receivable, payable

    save_tax(tax=tax)

    tax.refresh_from_db()
    assert (tax.code, tax.debit_account, tax.credit_account) == (
        "TPS",
        receivable,
        payable,
    )


def test_a_code_names_one_tax(company: Company) -> None:
    Tax.objects.create(company=company, code="TPS")

    with pytest.raises(NameTakenError) as error:
        save_tax(tax=Tax(company=company, code="TPS"))

    assert str(error.value) == "Tax: “TPS” exists already; choose another."


def test_a_tax_debits_the_account_that_sales_debit(company: Company, gst: Tax) -> None:
    gst.debit_account = find_account(company=company, number="1050")

    with pytest.raises(OtherReceivableError) as error:
        save_tax(tax=gst)

    assert str(error.value) == (
        "Debit account of TPS: 1050 is not the account that sales debit, 1201. An"
        " invoice, its taxes and its payments need the same receivable: choose 1201, or"
        " change the debit account of sales first."
    )


def test_any_debit_account_will_do_while_sales_have_none(
    company: Company, settings_row: AccountingSettings, gst: Tax
) -> None:
    settings_row.sale_debit = None
    settings_row.save()
    gst.debit_account = find_account(company=company, number="1050")

    save_tax(tax=gst)

    gst.refresh_from_db()
    assert gst.debit_account is not None
    assert gst.debit_account.number == "1050"


@pytest.mark.parametrize("side", ["debit_account", "credit_account"])
@pytest.mark.parametrize("values", [{"is_control": True}, {"is_active": False}])
def test_scenario_31_a_tax_refuses_an_account_that_acomba_refuses(
    company: Company, gst: Tax, side: str, values: dict[str, bool]
) -> None:
    setattr(gst, side, make_account(company, "1100", **values))

    with pytest.raises(UnusableAccountError, match=r"account: Account 1100 is "):
        save_tax(tax=gst)


def test_a_tax_refuses_an_account_of_another_company(gst: Tax) -> None:
    gst.credit_account = make_account(make_company("roy"), "2310")

    with pytest.raises(InvalidValueError) as error:
        save_tax(tax=gst)

    assert str(error.value) == (
        "Credit account: choose one that belongs to this company."
    )


def test_the_history_keeps_a_mapping_from_and_to(company: Company, gst: Tax) -> None:
    old = find_account(company=company, number="2310")
    new = find_account(company=company, number="2330")
    gst.credit_account = new

    save_tax(tax=gst)

    kept = last_change(gst)
    assert kept.changes == {"credit_account": [str(old.pk), str(new.pk)]}
    assert kept.additional_data == {"company": company.pk}


def test_save_rates_replaces_the_list(gst: Tax) -> None:
    save_rates(tax=gst, rates=[(FIVE, SINCE_2008)])
    save_rates(tax=gst, rates=[(SEVEN, SINCE_2013)])

    assert rates_of(gst) == [(SEVEN, SINCE_2013)]


def test_a_rate_that_stays_is_not_written_again(gst: Tax) -> None:
    save_rates(tax=gst, rates=[(FIVE, SINCE_2008), (FIVE, SINCE_2013)])
    first, second = gst.rates.all()

    save_rates(tax=gst, rates=[(FIVE, SINCE_2008), (SEVEN, SINCE_2013)])

    assert [entry.changes for entry in history(first)][1:] == []
    assert last_change(second).changes == {"rate": ["0.050000", "0.07"]}


def test_saving_the_same_rates_again_changes_nothing(gst: Tax) -> None:
    rates = [(Decimal("0.09975"), SINCE_2013)]
    save_rates(tax=gst, rates=rates)
    row = gst.rates.get()

    save_rates(tax=gst, rates=rates)

    assert history(row).count() == 1


@pytest.mark.parametrize(
    ("rate", "words"),
    [("1", "100%"), ("-0.05", "-5%"), ("0.0500001", "5.00001%")],
)
def test_save_rates_refuses_what_is_no_rate(gst: Tax, rate: str, words: str) -> None:
    with pytest.raises(InvalidRateError) as error:
        save_rates(tax=gst, rates=[(Decimal(rate), SINCE_2008)])

    assert str(error.value) == (
        f"TPS from 1 Jan 2008: {words} is not a rate. Give a percentage from 0 to less"
        " than 100, with at most four decimals."
    )
    assert rates_of(gst) == []


def test_a_day_has_one_rate(gst: Tax) -> None:
    with pytest.raises(InvalidRateError) as error:
        save_rates(tax=gst, rates=[(FIVE, SINCE_2008), (SEVEN, SINCE_2008)])

    assert str(error.value) == "TPS has two rates from 1 Jan 2008: keep one."


def test_a_group_holds_its_taxes_in_order(company: Company, gst: Tax) -> None:
    qst = make_tax(company, "TVQ", credit="2320", rate=None)
    group = TaxGroup(company=company, name=" TPS+TVQ ")

    save_group(group=group, members=[(gst, TAXABLE), (qst, TAXABLE)])

    assert group.name == "TPS+TVQ"
    assert list(group.members.values_list("tax__code", "treatment", "position")) == [
        ("TPS", "taxable", 1),
        ("TVQ", "taxable", 2),
    ]


def test_saving_a_group_again_moves_only_what_changed(
    company: Company, gst: Tax
) -> None:
    qst = make_tax(company, "TVQ", credit="2320", rate=None)
    hst = make_tax(company, "TVH", credit="2330", rate=None)
    group = TaxGroup(company=company, name="Tout")
    save_group(group=group, members=[(gst, TAXABLE), (qst, TAXABLE)])
    kept = group.members.get(tax=gst)

    save_group(group=group, members=[(gst, EXEMPT), (hst, TAXABLE)])

    assert last_change(kept).changes == {"treatment": ["taxable", "exempt"]}
    assert list(group.members.values_list("tax__code", "treatment")) == [
        ("TPS", "exempt"),
        ("TVH", "taxable"),
    ]


def test_a_group_without_taxes_is_allowed(company: Company) -> None:
    group = save_group(group=TaxGroup(company=company, name="Hors champ"), members=[])

    assert group.members.count() == 0


def test_a_name_names_one_group(company: Company) -> None:
    save_group(group=TaxGroup(company=company, name="TPS"), members=[])

    with pytest.raises(NameTakenError) as error:
        save_group(group=TaxGroup(company=company, name="TPS"), members=[])

    assert str(error.value) == "Tax group: “TPS” exists already; choose another."


def test_a_group_refuses_a_tax_of_another_company(company: Company) -> None:
    stranger = Tax.objects.create(company=make_company("roy"), code="TPS")

    with pytest.raises(InvalidGroupError) as error:
        save_group(
            group=TaxGroup(company=company, name="TPS"), members=[(stranger, TAXABLE)]
        )

    assert str(error.value) == "TPS is not a tax of this company."


def test_a_group_names_a_tax_once(company: Company, gst: Tax) -> None:
    members = [(gst, TAXABLE), (gst, EXEMPT)]

    with pytest.raises(InvalidGroupError) as error:
        save_group(group=TaxGroup(company=company, name="TPS"), members=members)

    assert str(error.value) == "TPS names a tax twice: give each tax one treatment."
    assert TaxGroup.objects.count() == 0
