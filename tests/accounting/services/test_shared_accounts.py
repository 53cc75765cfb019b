"""What customers owe, their deposits and credits, and taxes share no account."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounting.models import AccountingSettings, GLAccount
from accounting.services.accounts import SharedAccountError
from accounting.services.settings import OtherReceivableError, save_settings
from tests.accounting.views.settings_page import filled
from tests.exports.journal import TODAY
from tests.factories import (
    make_account,
    make_category,
    make_company,
    make_item,
    make_member,
    make_method,
    make_settings,
    make_tax,
)
from tests.pages import form_of

pytestmark = pytest.mark.django_db

OWED = "what customers owe (“sales: debit account” in the settings)"
DEPOSITS = "the deposits and credits of customers (“customer deposits” in the settings)"


@pytest.fixture
def row() -> AccountingSettings:
    return make_settings(make_company())


@pytest.fixture
def chart(row: AccountingSettings) -> dict[str, GLAccount]:
    accounts = GLAccount.objects.for_company(row.company)
    return {account.number: account for account in accounts}


def change(row: AccountingSettings, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    save_settings(settings=row, changed_on=TODAY)


def refusal(row: AccountingSettings, **values: Any) -> str:
    with pytest.raises(SharedAccountError) as error:
        change(row, **values)
    return str(error.value)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("sale_credit", "Sales: credit account"),
        ("payment_debit", "Payments and refunds: debit account"),
        ("deposits", "Customer deposits"),
        ("customer_credits", "Customer credits"),
        ("discounts", "Discounts given"),
        ("tips", "Tips to hand over"),
        ("rounding", "Rounding differences"),
        ("bad_debts", "Bad debts"),
        ("interest", "Interest charged"),
        ("card_fees", "Card fees"),
    ],
)
def test_no_other_setting_is_on_the_receivable(
    row: AccountingSettings, chart: dict[str, GLAccount], name: str, label: str
) -> None:
    assert refusal(row, **{name: chart["1201"]}) == (
        f"{label}: Account 1201 carries {OWED}, and nothing else: choose another account."
    )
    assert AccountingSettings.objects.get() == row
    row.refresh_from_db()
    assert getattr(row, name) != chart["1201"]


@pytest.mark.parametrize("name", ["sale_credit", "payment_debit", "tips"])
def test_no_setting_is_on_the_account_of_deposits(
    row: AccountingSettings, chart: dict[str, GLAccount], name: str
) -> None:
    assert f": Account 2150 carries {DEPOSITS}, and nothing else" in refusal(
        row, **{name: chart["2150"]}
    )


def test_deposits_and_credits_may_share_an_account(
    row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    change(row, customer_credits=chart["2150"])

    row.refresh_from_db()
    assert row.customer_credits == row.deposits


def test_other_settings_may_share_an_account(
    row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    change(row, discounts=chart["4900"], interest=chart["4900"])

    row.refresh_from_db()
    assert row.discounts == row.interest == row.sale_credit


def test_a_setting_does_not_take_the_account_of_a_tax(
    row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    make_tax(row.company, "TPS", credit="2310")

    assert refusal(row, deposits=chart["2310"]) == (
        "Customer deposits: Account 2310 carries taxes to hand over (the tax “TPS”), and"
        " nothing else: choose another account."
    )


def test_an_account_that_items_credit_becomes_no_receivable(
    row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    cards = chart["1050"]
    make_item(row.company, "S-1", name="Visite", credit_account=cards)
    make_category(row.company, "Services", credit_account=cards)
    make_item(make_company("roy"), "AUTRE")

    assert refusal(row, sale_debit=cards, payment_credit=cards) == (
        "Sales: debit account: account 1050 is used by the item “S-1 Visite”, the"
        " category “Services”. An account that carries what customers owe carries"
        " nothing else: choose another here, or another there first."
    )


def test_the_account_of_a_method_becomes_no_account_of_deposits(
    row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    make_method(row.company, "Comptant", account=chart["1015"])

    assert refusal(row, deposits=chart["1015"]).startswith(
        "Customer deposits: account 1015 is used by the payment method “Comptant”. An"
        " account that carries the deposits and credits of customers carries nothing"
        " else:"
    )


def test_of_many_items_the_first_are_named(
    row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    for number in range(12):
        make_item(row.company, f"S-{number:02}", name="X", credit_account=chart["4010"])

    said = refusal(row, deposits=chart["4010"])

    assert "the item “S-09 X” and 2 others. An account" in said
    assert "S-10" not in said


def test_the_page_links_to_the_items_that_are_to_change_first(
    row: AccountingSettings, chart: dict[str, GLAccount], client: Client
) -> None:
    item = make_item(row.company, "S-1", name="<Visite>", credit_account=chart["4010"])
    client.force_login(make_member(row.company))
    page = reverse("accounting:settings", args=["cote"])

    answer = client.post(page, filled(row, deposits=chart["4010"].pk))

    [said] = form_of(answer).non_field_errors()
    url = reverse("catalog:item_edit", args=["cote", item.pk])
    link = f'<a href="{url}">the item “S-1 &lt;Visite&gt;”</a>'
    assert said.startswith(f"Customer deposits: account 4010 is used by {link}. An ")
    assert link in answer.content.decode()


def test_what_was_shared_before_does_not_stop_another_change(
    row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    make_item(row.company, "S-1", credit_account=chart["1201"])
    AccountingSettings.objects.update(tips=chart["2150"])
    row.refresh_from_db()

    change(row, detail="summary")

    row.refresh_from_db()
    assert (row.detail, row.tips) == ("summary", chart["2150"])


@pytest.mark.parametrize("old", ["1201", None])
def test_a_new_receivable_does_not_leave_a_debit_account_behind(
    row: AccountingSettings, chart: dict[str, GLAccount], old: str | None
) -> None:
    AccountingSettings.objects.update(sale_debit=chart[old] if old else None)
    row.refresh_from_db()
    make_tax(row.company, "TPS", credit="2310")
    make_item(row.company, "S-1", name="Visite", debit_account=chart["1201"])
    make_item(row.company, "S-2")

    with pytest.raises(OtherReceivableError) as error:
        change(row, sale_debit=chart["1050"], payment_credit=chart["1050"])

    assert str(error.value) == (
        "Sales: debit account: another account than 1050 is debited by the item “S-1"
        " Visite”, the tax “TPS”. An invoice, its taxes and its payments need the same"
        " receivable: leave their debit account empty first; it is then this one."
    )


def test_a_receivable_stays_while_a_debit_account_was_left_behind_before(
    row: AccountingSettings, chart: dict[str, GLAccount]
) -> None:
    make_item(row.company, "S-1", debit_account=chart["1050"])

    change(row, detail="summary")

    row.refresh_from_db()
    assert row.detail == "summary"


def test_an_account_of_another_company_is_another_account(
    row: AccountingSettings,
) -> None:
    other = make_settings(make_company("roy")).company
    theirs = GLAccount.objects.for_company(other).get(number="4010")
    make_item(other, "S-1", credit_account=theirs)
    own = make_account(row.company, "4011")

    change(row, deposits=own)

    row.refresh_from_db()
    assert row.deposits == own
