import pytest
from django.test import Client

from accounting.models import AccountingSettings, GLAccount
from tests.accounting.views.settings_page import account, filled, numbers_offered
from tests.factories import make_account, make_company
from tests.pages import form_of

pytestmark = pytest.mark.django_db


def test_only_usable_accounts_are_offered(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    make_account(row.company, "1100", is_control=True)
    make_account(row.company, "4011", is_active=False)
    make_account(row.company, "1005")
    make_account(make_company("roy"), "9999")

    offered = numbers_offered(admin.get(page), "sale_debit")

    assert offered[:2] == ["1005", "1010"]
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
    ("change", "label"),
    [
        ({"is_active": False}, "2150 Dépôts de clients (inactive)"),
        ({"is_control": True}, "2150 Dépôts de clients (linked to a module)"),
        (
            {"is_active": False, "is_control": True},
            "2150 Dépôts de clients (linked to a module)",
        ),
        ({}, "2150 Dépôts de clients"),
    ],
    ids=["inactive", "module", "both", "usable"],
)
def test_what_is_chosen_already_says_why_it_must_be_replaced(
    admin: Client,
    page: str,
    row: AccountingSettings,
    change: dict[str, bool],
    label: str,
) -> None:
    GLAccount.objects.filter(number="2150").update(**{"is_active": True} | change)

    form = form_of(admin.get(page))

    assert dict(form.fields["deposits"].widget.choices)[row.deposits_id] == label
    assert form.fields["deposits"].widget.choices[0] == ("", "— none —")
    assert bool(form.fields["deposits"].help_text) is bool(change)


def test_an_account_that_became_unusable_stays_while_the_rest_is_saved(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    GLAccount.objects.filter(number="2150").update(is_active=False)
    products = account(row.company, "4010")

    answer = admin.post(page, filled(row, sale_credit=products.pk))

    assert answer.headers["Location"] == page
    row.refresh_from_db()
    assert (row.sale_credit, row.deposits) == (products, account(row.company, "2150"))
    help_text = str(form_of(admin.get(page)).fields["deposits"].help_text)
    assert help_text.startswith("Account 2150 is inactive;")


def test_what_is_said_of_an_unusable_account_stays_beside_another_error(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    GLAccount.objects.filter(number="2150").update(is_active=False)

    form = form_of(admin.post(page, filled(row, sale_debit="x")))

    assert list(form.errors) == ["sale_debit"]
    help_text = str(form.fields["deposits"].help_text)
    assert help_text.startswith("Account 2150 is inactive;")


def test_an_unusable_account_cannot_be_chosen_for_something_else(
    admin: Client, page: str, row: AccountingSettings
) -> None:
    GLAccount.objects.filter(number="2150").update(is_active=False)

    answer = admin.post(page, filled(row, tips=row.deposits_id))

    assert list(form_of(answer).errors) == ["tips"]


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
