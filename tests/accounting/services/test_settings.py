from datetime import date
from typing import Any

import pytest
from auditlog.context import set_actor

from accounting.models import AccountingSettings, GLAccount
from accounting.services.accounts import UnusableAccountError
from accounting.services.guards import InvalidValueError
from accounting.services.settings import (
    BooksCloseForwardError,
    NotAnAssetError,
    OtherReceivableError,
    save_settings,
)
from accounting.signals import accounts_changed, rule_changed
from companies.models import Company
from tests.factories import make_account, make_company, make_member, make_settings
from tests.history import last_change

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
ACCOUNTS = [
    "sale_debit",
    "sale_credit",
    "payment_debit",
    "payment_credit",
    "deposits",
    "customer_credits",
    "discounts",
    "tips",
    "rounding",
    "bad_debts",
    "interest",
    "card_fees",
]


def change(settings: AccountingSettings, **values: Any) -> AccountingSettings:
    for name, value in values.items():
        setattr(settings, name, value)
    return save_settings(settings=settings, changed_on=TODAY)


@pytest.fixture
def settings_row() -> AccountingSettings:
    return make_settings(make_company())


@pytest.fixture
def chart(settings_row: AccountingSettings) -> dict[str, GLAccount]:
    accounts = GLAccount.objects.for_company(settings_row.company)
    return {account.number: account for account in accounts}


@pytest.fixture
def received() -> Any:
    """The signals that were sent, each with its company."""
    found: list[tuple[str, Company]] = []

    def hear_accounts(company: Company, **_kwargs: Any) -> None:
        found.append(("accounts", company))

    def hear_rule(company: Company, **_kwargs: Any) -> None:
        found.append(("rule", company))

    accounts_changed.connect(hear_accounts)
    rule_changed.connect(hear_rule)
    yield found
    accounts_changed.disconnect(hear_accounts)
    rule_changed.disconnect(hear_rule)


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("values", [{"is_control": True}, {"is_active": False}])
def test_scenario_31_settings_refuse_an_account_that_acomba_refuses(
    settings_row: AccountingSettings, name: str, values: dict[str, bool]
) -> None:
    account = make_account(settings_row.company, "1100", **values)

    with pytest.raises(UnusableAccountError, match=": Account 1100 is "):
        change(settings_row, **{name: account})


def test_scenario_31_the_linked_receivable_is_refused_at_save(
    settings_row: AccountingSettings,
) -> None:
    account = make_account(settings_row.company, "1100", is_control=True)

    with pytest.raises(UnusableAccountError) as error:
        change(settings_row, sale_debit=account)

    assert str(error.value) == (
        "Sales: debit account: Account 1100 is linked to a module in Acomba; Acomba"
        " refuses entries imported into such accounts. Choose another, or create one"
        " for Plannit in Acomba and add it to the chart of accounts."
    )
    settings_row.refresh_from_db()
    assert settings_row.sale_debit is not None
    assert settings_row.sale_debit.number == "1201"


def test_settings_refuse_an_account_of_another_company(
    settings_row: AccountingSettings,
) -> None:
    stranger = make_account(make_company("roy"), "2150")

    with pytest.raises(InvalidValueError) as error:
        change(settings_row, deposits=stranger)

    assert str(error.value) == (
        "Customer deposits: choose one that belongs to this company."
    )


def test_payments_credit_the_account_that_sales_debit(
    settings_row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    with pytest.raises(OtherReceivableError) as error:
        change(settings_row, payment_credit=chart["1015"])

    assert str(error.value) == (
        "Payments and refunds: credit account: 1015 is not the account that sales"
        " debit, 1201. An invoice, its taxes and its payments need the same"
        " receivable: choose 1201, or change the debit account of sales first."
    )


def test_the_receivable_moves_when_both_sides_move(
    settings_row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    change(settings_row, sale_debit=chart["1050"], payment_credit=chart["1050"])

    settings_row.refresh_from_db()
    assert settings_row.sale_debit == settings_row.payment_credit == chart["1050"]


def test_sales_debit_an_asset(
    settings_row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    with pytest.raises(NotAnAssetError) as error:
        change(settings_row, sale_debit=chart["4000"], payment_credit=None)

    assert str(error.value) == (
        "Sales: debit account: account 4000 is of the category “revenue”. Sales debit"
        " what customers owe: choose an account of the category “asset”."
    )


@pytest.mark.parametrize("earlier", [None, date(2026, 9, 30)])
def test_books_close_forward_only(
    settings_row: AccountingSettings, earlier: date | None
) -> None:
    change(settings_row, closed_through=date(2026, 10, 31))

    with pytest.raises(BooksCloseForwardError, match="The books are closed through"):
        change(settings_row, closed_through=earlier)


def test_books_close_on_the_same_day_or_later(settings_row: AccountingSettings) -> None:
    change(settings_row, closed_through=date(2026, 10, 31))

    change(settings_row, closed_through=date(2026, 10, 31))
    change(settings_row, closed_through=date(2026, 11, 30))

    settings_row.refresh_from_db()
    assert settings_row.closed_through == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("name", "value"), [("sale_date", "yesterday"), ("detail", "")]
)
def test_settings_refuse_a_policy_that_is_none(
    settings_row: AccountingSettings, name: str, value: str
) -> None:
    with pytest.raises(InvalidValueError):
        change(settings_row, **{name: value})


def test_the_switch_keeps_the_day_it_was_changed(
    settings_row: AccountingSettings,
) -> None:
    change(settings_row, only_when_paid=True)

    settings_row.refresh_from_db()
    assert settings_row.rule_changed_on == TODAY


def test_another_change_is_no_change_of_the_switch(
    settings_row: AccountingSettings,
) -> None:
    change(settings_row, unmapped=AccountingSettings.Unmapped.BLOCK)

    settings_row.refresh_from_db()
    assert settings_row.rule_changed_on is None


@pytest.mark.parametrize(
    ("values", "heard"),
    [
        ({"unmapped": "block"}, ["accounts"]),
        ({"sale_date": "payment"}, ["accounts"]),
        ({"only_when_paid": True}, ["accounts", "rule"]),
        ({"partial_payments": "strict"}, ["accounts", "rule"]),
    ],
)
def test_documents_hear_of_what_concerns_them(
    settings_row: AccountingSettings,
    received: list[tuple[str, Company]],
    values: dict[str, Any],
    heard: list[str],
) -> None:
    change(settings_row, **values)

    assert received == [(name, settings_row.company) for name in heard]


def test_the_history_keeps_who_changed_the_switch_and_a_mapping(
    settings_row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    admin = make_member(settings_row.company)

    with set_actor(admin):
        change(settings_row, only_when_paid=True, sale_credit=chart["4000"])

    kept = last_change(settings_row)
    assert kept.actor == admin
    assert kept.additional_data == {"company": settings_row.company.pk}
    assert kept.changes == {
        "only_when_paid": ["False", "True"],
        "rule_changed_on": ["None", "2026-11-24"],
        "sale_credit": [str(chart["4900"].pk), str(chart["4000"].pk)],
    }
