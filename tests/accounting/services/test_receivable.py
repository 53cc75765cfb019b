"""A company has one receivable: what sales debit, all the rest must use."""

import pytest

from accounting.models import AccountingSettings, GLAccount
from accounting.services.settings import (
    NotAnAssetError,
    OtherReceivableError,
    check_receivable,
    save_settings,
)
from companies.models import Company
from tests.exports.journal import TODAY
from tests.factories import make_account, make_company, make_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def settings() -> AccountingSettings:
    return make_settings(make_company())


@pytest.fixture
def company(settings: AccountingSettings) -> Company:
    return settings.company


def account(company: Company, number: str) -> GLAccount:
    return GLAccount.objects.for_company(company).get(number=number)


@pytest.mark.parametrize(
    ("sales", "payments"),
    [(None, None), ("1201", None), (None, "1201"), (None, "1050"), ("1201", "1201")],
)
def test_settings_are_saved_before_both_sides_are_chosen(
    settings: AccountingSettings, sales: str | None, payments: str | None
) -> None:
    settings.sale_debit = account(settings.company, sales) if sales else None
    settings.payment_credit = account(settings.company, payments) if payments else None

    save_settings(settings=settings, changed_on=TODAY)

    settings.refresh_from_db()
    debit, credit = settings.sale_debit, settings.payment_credit
    assert (debit and debit.number, credit and credit.number) == (sales, payments)


@pytest.mark.parametrize("category", ["liability", "equity", "revenue", "expense"])
def test_what_customers_owe_is_on_no_other_account_than_an_asset(
    settings: AccountingSettings, category: str
) -> None:
    settings.sale_debit = make_account(settings.company, "9000", category=category)

    with pytest.raises(NotAnAssetError, match=f": account 9000 is of .*{category}”"):
        save_settings(settings=settings, changed_on=TODAY)


def test_what_debits_the_receivable_or_nothing_passes(company: Company) -> None:
    check_receivable(account(company, "1201"), company=company, label="Debit account")
    check_receivable(None, company=company, label="Debit account")


def test_any_account_passes_until_sales_have_one() -> None:
    company = make_company()

    check_receivable(make_account(company, "1010"), company=company, label="Tax")


def test_another_account_is_refused_with_what_to_choose(company: Company) -> None:
    make_settings(make_company("roy"))

    with pytest.raises(OtherReceivableError) as error:
        check_receivable(account(company, "1010"), company=company, label="Tax")

    assert str(error.value) == (
        "Tax: 1010 is not the account that sales debit, 1201. An invoice, its taxes and"
        " its payments need the same receivable: choose 1201, or change the debit"
        " account of sales first."
    )


def test_the_receivable_of_another_company_is_another_account(
    company: Company,
) -> None:
    theirs = make_settings(make_company("roy")).sale_debit

    with pytest.raises(OtherReceivableError, match=r"^Tax: 1201 is not the account"):
        check_receivable(theirs, company=company, label="Tax")
