from decimal import Decimal
from typing import Any

import pytest

from accounting.models import AccountingSettings, GLAccount
from accounting.services.accounts import UnusableAccountError, check_accounts
from accounting.services.guards import (
    InvalidValueError,
    NameTakenError,
    check_is_free,
    check_values,
    label,
)
from companies.models import Company
from tests.factories import make_account, make_company, make_item, make_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return make_company()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"number": ""}, "Number: This field cannot be blank."),
        (
            {"number": "1" * 16},
            "Number: Ensure this value has at most 15 characters (it has 16).",
        ),
        (
            {"name": "x" * 101},
            "Name: Ensure this value has at most 100 characters (it has 101).",
        ),
        ({"category": "cash"}, "Category: Value 'cash' is not a valid choice."),
    ],
    ids=["blank", "long number", "long name", "no category"],
)
def test_a_value_that_the_column_cannot_hold_is_refused_by_its_label(
    company: Company, values: dict[str, Any], said: str
) -> None:
    values = {"number": "1010", "name": "Banque", "category": "asset", **values}
    account = GLAccount(company=company, **values)

    with pytest.raises(InvalidValueError) as error:
        check_values(account)

    assert str(error.value) == said


def test_a_number_of_too_many_digits_is_refused(company: Company) -> None:
    settings = make_settings(company)
    settings.difference_tolerance = Decimal("1000.00")

    with pytest.raises(InvalidValueError, match=r"^Small differences accepted, at"):
        check_values(settings)


def test_values_that_fit_pass(company: Company) -> None:
    settings = make_settings(company)
    settings.difference_tolerance = Decimal("999.99")

    check_values(settings)
    check_values(make_account(company, "1" * 15, name="x" * 100))


def test_a_row_of_another_company_is_refused_wherever_it_stands(
    company: Company,
) -> None:
    item = make_item(company, "HEURE")
    item.debit_account = make_account(make_company("roy"))

    with pytest.raises(InvalidValueError) as error:
        check_values(item)

    assert str(error.value) == "Debit account: choose one that belongs to this company."


def test_a_row_may_keep_its_own_name_and_not_take_another_s(company: Company) -> None:
    account = make_account(company, "1010")
    make_account(company, "1201")
    chart = GLAccount.objects.for_company(company)

    check_is_free(account, field="number", among=chart)

    account.number = "1201"
    with pytest.raises(NameTakenError) as error:
        check_is_free(account, field="number", among=chart)
    assert str(error.value) == "Number: “1201” exists already; choose another."


def test_a_column_is_called_as_on_the_screen(company: Company) -> None:
    assert label(make_settings(company), "sale_debit") == "Sales: debit account"


def test_an_account_that_became_unusable_does_not_stop_the_rest(
    company: Company,
) -> None:
    make_settings(make_company("roy"))
    make_settings(company)
    GLAccount.objects.filter(number="2150").update(is_active=False)
    settings = AccountingSettings.objects.for_company(company).get()

    check_accounts(settings)

    settings.tips = settings.deposits
    with pytest.raises(UnusableAccountError, match=r"^Tips to hand over: Account 2150"):
        check_accounts(settings)


def test_a_new_row_is_refused_an_unusable_account(company: Company) -> None:
    inactive = make_account(company, "4010", is_active=False)
    settings = AccountingSettings(company=company, deposits=inactive)

    with pytest.raises(UnusableAccountError, match=r"^Customer deposits: Account 4010"):
        check_accounts(settings)
