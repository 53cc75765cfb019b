from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from accounting.models import GLAccount
from companies.models import Company, Membership
from taxes.models import Tax, TaxRate
from tests.factories import (
    make_account,
    make_company,
    make_member,
    make_settings,
    make_tax,
)
from tests.history import last_change
from tests.pages import form_of

pytestmark = pytest.mark.django_db
Role = Membership.Role

LIST = reverse("taxes:tax_list", args=["cote"])
CREATE = reverse("taxes:tax_create", args=["cote"])
SINCE_2008 = date(2008, 1, 1)
FROM_2027 = date(2027, 1, 1)


@pytest.fixture
def company() -> Company:
    return make_settings(make_company("cote")).company


@pytest.fixture
def admin(client: Client, company: Company) -> Client:
    client.force_login(make_member(company))
    return client


@pytest.fixture
def qst(company: Company) -> Tax:
    return make_tax(company, "TVQ", credit="2320", rate="0.09975")


def page_of(tax: Tax) -> str:
    return reverse("taxes:tax_edit", args=["cote", tax.pk])


def filled(*rates: tuple[str, str], known: int = 0, **changes: Any) -> dict[str, Any]:
    """The page's form with these rates, of which so many were there before."""
    values: dict[str, Any] = {
        "code": "TVQ",
        "rates-TOTAL_FORMS": len(rates),
        "rates-INITIAL_FORMS": known,
    }
    for row, (percent, valid_from) in enumerate(rates):
        values[f"rates-{row}-percent"] = percent
        values[f"rates-{row}-valid_from"] = valid_from
    return values | changes


def rates_of(tax: Tax) -> list[tuple[Decimal, date]]:
    return list(TaxRate.objects.filter(tax=tax).values_list("rate", "valid_from"))


def test_an_admin_adds_a_tax_with_its_rate(admin: Client, company: Company) -> None:
    accounts = GLAccount.objects.for_company(company)
    receivable, payable = accounts.get(number="1201"), accounts.get(number="2320")

    answer = admin.post(
        CREATE,
        filled(
            ("9.975", "2013-01-01"),
            debit_account=receivable.pk,
            credit_account=payable.pk,
            registration_number="1234567890 TQ0001",
        ),
    )

    assert answer.headers["Location"] == LIST
    tax = Tax.objects.get()
    assert (tax.code, tax.debit_account, tax.credit_account) == (
        "TVQ",
        receivable,
        payable,
    )
    assert rates_of(tax) == [(Decimal("0.099750"), date(2013, 1, 1))]


def test_a_rate_is_typed_with_a_comma_in_french(
    client: Client, company: Company
) -> None:
    client.force_login(make_member(company))
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "fr-ca"

    client.post(CREATE, filled(("9,975", "2013-01-01")))

    assert rates_of(Tax.objects.get()) == [(Decimal("0.099750"), date(2013, 1, 1))]


def test_a_rate_is_shown_as_it_was_typed(admin: Client, qst: Tax) -> None:
    rows = form_of(admin.get(page_of(qst))).rates.forms

    assert [row["percent"].value() for row in rows] == [Decimal("9.975"), None]


def test_a_rate_is_added_and_the_row_left_blank_is_no_rate(
    admin: Client, qst: Tax
) -> None:
    rates = [("9.975", "2008-01-01"), ("10", "2027-01-01"), ("", "")]

    admin.post(page_of(qst), filled(*rates, known=1))

    assert rates_of(qst) == [
        (Decimal("0.099750"), SINCE_2008),
        (Decimal("0.100000"), FROM_2027),
    ]


def test_a_rate_is_removed(admin: Client, qst: Tax) -> None:
    rates = [("9.975", "2008-01-01"), ("10", "2027-01-01")]

    admin.post(page_of(qst), filled(*rates, known=1, **{"rates-0-DELETE": "on"}))

    assert rates_of(qst) == [(Decimal("0.100000"), FROM_2027)]


def test_the_history_names_who_changed_a_rate(admin: Client, qst: Tax) -> None:
    admin.post(page_of(qst), filled(("10", "2008-01-01"), known=1))

    kept = last_change(qst.rates.get())
    assert str(kept.actor) == "admin@cote.example.com"
    assert kept.changes == {"rate": ["0.099750", "0.1"]}


@pytest.mark.parametrize(
    ("rate", "field", "sentence"),
    [
        (("abc", "2027-01-01"), "percent", "Enter a number."),
        (("10", ""), "valid_from", "This field is required."),
        (("100", "2027-01-01"), "percent", "less than or equal to 99.9999"),
        (("-1", "2027-01-01"), "percent", "greater than or equal to 0"),
        (("9.97501", "2027-01-01"), "percent", "no more than 4 decimal places"),
    ],
)
def test_a_wrong_rate_is_said_in_its_row_and_nothing_is_saved(
    admin: Client, qst: Tax, rate: tuple[str, str], field: str, sentence: str
) -> None:
    answer = admin.post(page_of(qst), filled(rate, code="QST"))

    form = form_of(answer)
    assert sentence in form.rates.errors[0][field][0]
    assert form.non_field_errors() == [
        "A rate or its first day is missing or wrong: see the rates."
    ]
    qst.refresh_from_db()
    assert (qst.code, rates_of(qst)) == ("TVQ", [(Decimal("0.099750"), SINCE_2008)])


def test_two_rates_of_a_day_are_refused_and_nothing_is_saved(
    admin: Client, qst: Tax
) -> None:
    rates = [("9.975", "2008-01-01"), ("10", "2008-01-01")]

    answer = admin.post(page_of(qst), filled(*rates, known=1, code="QST"))

    assert form_of(answer).non_field_errors() == [
        "QST has two rates from 1 Jan 2008: keep one."
    ]
    qst.refresh_from_db()
    assert qst.code == "TVQ"


def test_a_strange_registration_number_is_saved_with_a_warning(
    admin: Client, qst: Tax
) -> None:
    answer = admin.post(
        page_of(qst),
        filled(
            registration_number="123456789 RT0001",
            credit_account=qst.credit_account_id,
        ),
        follow=True,
    )

    qst.refresh_from_db()
    assert qst.registration_number == "123456789 RT0001"
    assert [str(message) for message in answer.context["messages"]] == [
        (
            "The registration number 123456789 RT0001 has a wrong check digit: compare"
            " it with your registration."
        ),
        (
            "TVQ has no rate: no invoice that bears it can be issued. Add one."
            f' <a href="{page_of(qst)}">Correct it</a>'
        ),
        "TVQ is saved.",
    ]


def test_scenario_31_a_tax_page_refuses_a_linked_account(
    admin: Client, company: Company, qst: Tax
) -> None:
    linked = make_account(company, "1100", is_control=True)

    answer = admin.post(page_of(qst), filled(credit_account=linked.pk))

    [reason] = form_of(answer).errors["credit_account"]
    assert reason.startswith("Account 1100 is linked to a module in Acomba;")


def test_a_tax_page_refuses_another_receivable(
    admin: Client, company: Company, qst: Tax
) -> None:
    cash = GLAccount.objects.for_company(company).get(number="1015")

    answer = admin.post(page_of(qst), filled(debit_account=cash.pk))

    [reason] = form_of(answer).non_field_errors()
    assert reason.startswith("Debit account of TVQ: 1015 is not the account that sales")


@pytest.mark.parametrize(
    ("role", "look", "change"),
    [(Role.ADMIN, 200, 302), (Role.ACCOUNTANT, 200, 403), (Role.STAFF, 403, 403)],
)
def test_scenario_94_who_sees_and_who_changes_a_tax(
    client: Client, company: Company, qst: Tax, role: Role, look: int, change: int
) -> None:
    client.force_login(make_member(company, role))

    assert client.get(LIST).status_code == look
    assert client.get(page_of(qst)).status_code == look
    assert client.post(page_of(qst), filled()).status_code == change
