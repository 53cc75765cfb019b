from html import unescape
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounting.models import AccountingSettings, GLAccount
from companies.models import Company, Membership
from tests.factories import make_account, make_company, make_member, make_settings
from tests.history import last_change
from tests.pages import form_of

pytestmark = pytest.mark.django_db
Role = Membership.Role

POSTPONES = (
    "GST and QST are normally due by the date of the invoice, paid or not. With this"
    " on, the books show the taxes of an invoice only once it is paid: what is due on"
    " unpaid invoices is postponed in the books, not before the tax authorities."
)


@pytest.fixture
def row() -> AccountingSettings:
    return make_settings(make_company())


@pytest.fixture
def page(row: AccountingSettings) -> str:
    return reverse("accounting:settings", args=[row.company.slug])


@pytest.fixture
def admin(client: Client, row: AccountingSettings) -> Client:
    client.force_login(make_member(row.company))
    return client


def filled(row: AccountingSettings, **changes: Any) -> dict[str, Any]:
    """The page's form as a person sends it, with these changes."""
    values = {
        "target": row.target,
        "sale_debit": row.sale_debit_id,
        "sale_credit": row.sale_credit_id,
        "payment_debit": row.payment_debit_id,
        "payment_credit": row.payment_credit_id,
        "deposits": row.deposits_id,
        "customer_credits": row.customer_credits_id,
        "sale_date": row.sale_date,
        "partial_payments": row.partial_payments,
        "unmapped": row.unmapped,
        "tax_rounding": row.tax_rounding,
        "detail": row.detail,
    }
    return values | changes


def numbers_offered(answer: HttpResponseBase, field: str) -> list[str]:
    choices = list(form_of(answer).fields[field].widget.choices)
    return [str(label).split(" ", 1)[0] for value, label in choices if value]


def account(company: Company, number: str) -> GLAccount:
    return GLAccount.objects.for_company(company).get(number=number)


def test_the_page_says_what_the_switch_does_to_taxes(admin: Client, page: str) -> None:
    content = unescape(admin.get(page).content.decode())

    assert "Generate entries only when invoices are paid" in content
    assert POSTPONES in content


def test_saving_keeps_the_accounts_the_switch_and_its_day(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    services = account(row.company, "4000")

    answer = admin.post(page, filled(row, only_when_paid="on", sale_credit=services.pk))

    assert answer.headers["Location"] == page
    row.refresh_from_db()
    assert (row.sale_credit, row.only_when_paid) == (services, True)
    assert row.rule_changed_on == timezone.localdate()


def test_the_history_names_who_turned_the_switch(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    admin.post(page, filled(row, only_when_paid="on"))

    kept = last_change(row)
    assert str(kept.actor) == "admin@cote.example.com"
    assert kept.changes is not None
    assert kept.changes["only_when_paid"] == ["False", "True"]


def test_only_usable_accounts_are_offered(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    make_account(row.company, "1100", is_control=True)
    make_account(row.company, "4011", is_active=False)
    make_account(make_company("roy"), "9999")

    offered = numbers_offered(admin.get(page), "sale_debit")

    assert offered == sorted(
        GLAccount.objects.for_company(row.company)
        .usable()
        .values_list("number", flat=True)
    )


def test_an_account_that_became_unusable_is_shown_with_the_reason(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    GLAccount.objects.filter(number="2150").update(is_active=False)

    form = form_of(admin.get(page))

    labels = dict(form.fields["deposits"].widget.choices)
    assert labels[row.deposits_id] == "2150 Dépôts de clients (inactive)"
    assert form.fields["deposits"].help_text == (
        "Account 2150 is inactive; Acomba refuses entries in it. Choose another, or"
        " make it active again in Acomba and in the chart of accounts."
    )
    assert row.deposits_id not in dict(form.fields["tips"].widget.choices)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"is_control": True}, "Account 1100 is linked to a module in Acomba;"),
        ({"is_active": False}, "Account 1100 is inactive;"),
    ],
)
def test_scenario_31_an_account_not_offered_is_refused_where_it_was_typed(
    admin: Client,
    page: str,
    row: AccountingSettings,
    values: dict[str, bool],
    reason: str,
) -> None:
    unusable = make_account(row.company, "1100", **values)

    answer = admin.post(page, filled(row, sale_debit=unusable.pk))

    assert form_of(answer).errors["sale_debit"][0].startswith(reason)
    row.refresh_from_db()
    assert row.sale_debit == account(row.company, "1201")


@pytest.mark.parametrize("stranger", ["999999", "x", "-1"])
def test_scenario_31_an_unknown_account_is_refused(
    admin: Client, page: str, row: AccountingSettings, stranger: str
) -> None:
    answer = admin.post(page, filled(row, sale_debit=stranger))

    assert form_of(answer).errors["sale_debit"] == [
        "This account is not in the chart of accounts of the company: choose another."
    ]


def test_an_account_of_another_company_is_unknown(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    stranger = make_account(make_company("roy"), "1201")

    answer = admin.post(page, filled(row, sale_debit=stranger.pk))

    assert list(form_of(answer).errors) == ["sale_debit"]


def test_what_the_service_refuses_is_said_on_the_page(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    cash = account(row.company, "1015")

    answer = admin.post(page, filled(row, payment_credit=cash.pk))

    [refusal] = form_of(answer).non_field_errors()
    assert refusal == (
        "Payments and refunds: credit account: 1015 is not the account that sales"
        " debit, 1201. An invoice, its taxes and its payments need the same receivable:"
        " choose 1201, or change the debit account of sales first."
    )


@pytest.mark.parametrize(
    ("role", "look", "change"),
    [(Role.ADMIN, 200, 302), (Role.ACCOUNTANT, 200, 403), (Role.STAFF, 403, 403)],
)
def test_scenario_94_who_sees_and_who_changes_the_settings(
    client: Client,
    page: str,
    row: AccountingSettings,
    role: Role,
    look: int,
    change: int,
) -> None:
    client.force_login(make_member(row.company, role))

    assert client.get(page).status_code == look
    assert client.post(page, filled(row)).status_code == change


def test_an_accountant_sees_the_settings_and_no_button(
    client: Client, page: str, row: AccountingSettings
) -> None:
    client.force_login(make_member(row.company, Role.ACCOUNTANT))

    content = client.get(page).content.decode()

    assert content.count('<fieldset class="panel" disabled>') == 6
    assert "btn-primary" not in content
    assert "Only an administrator can change these settings." in content


def test_the_page_asks_as_often_for_a_long_chart(
    admin: Client,
    page: str,
    row: AccountingSettings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(6000, 6050):
        make_account(row.company, str(number))

    with django_assert_num_queries(6):
        admin.get(page)
