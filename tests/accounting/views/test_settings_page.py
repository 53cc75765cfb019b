from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounting.models import AccountingSettings
from companies.models import Membership
from tests.accounting.views.settings_page import account, filled
from tests.factories import make_account, make_member
from tests.history import last_change
from tests.pages import form_of

pytestmark = pytest.mark.django_db
Role = Membership.Role

POSTPONES = (
    "GST and QST are normally due by the date of the invoice, paid or not. With this"
    " on, the books show the taxes of an invoice only once it is paid: what is due on"
    " unpaid invoices is postponed in the books, not before the tax authorities."
)


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

    with django_assert_num_queries(7):
        admin.get(page)
