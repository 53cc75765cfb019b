from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounting.journal.dating import SaleDate
from accounting.journal.grouping import Detail
from accounting.models import AccountingSettings, BooksReopening, GLAccount
from accounting.queries import account_ids, settings_for
from companies.models import Company
from tests.factories import make_account, make_company, make_settings
from tests.history import last_change

pytestmark = pytest.mark.django_db

OCTOBER = date(2026, 10, 31)


@pytest.fixture
def company() -> Company:
    return make_company()


def reopen(company: Company, **values: Any) -> BooksReopening:
    values = {
        "closed_through": OCTOBER,
        "reopened_to": None,
        "reason": "Facture oubliée",
        "reopened_at": datetime(2026, 11, 24, 15, tzinfo=UTC),
        **values,
    }
    return BooksReopening.objects.create(company=company, **values)


def test_a_new_company_starts_with_the_usual_policies(company: Company) -> None:
    settings = settings_for(company)

    assert (
        settings.target,
        settings.only_when_paid,
        settings.sale_date,
        settings.partial_payments,
        settings.unmapped,
        settings.tax_rounding,
        settings.detail,
        settings.difference_tolerance,
        settings.closed_through,
    ) == (
        "acomba",
        False,
        "invoice",
        "immediate",
        "default",
        "document",
        "detailed",
        Decimal("0.05"),
        None,
    )


def test_the_choices_are_those_that_the_journal_and_the_file_know() -> None:
    assert AccountingSettings.SaleDate.values == [each.value for each in SaleDate]
    assert AccountingSettings.Detail.values == [each.value for each in Detail]


def test_a_company_has_one_row_of_settings(company: Company) -> None:
    first = settings_for(company)

    assert settings_for(company) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountingSettings.objects.create(company=company)


def test_each_company_has_its_own_settings(company: Company) -> None:
    other = make_settings(make_company("roy"))

    assert settings_for(company).sale_debit is None
    assert settings_for(other.company) == other


def test_an_account_the_settings_use_is_not_deleted(company: Company) -> None:
    settings = make_settings(company)
    assert settings.deposits is not None

    with pytest.raises(ProtectedError):
        settings.deposits.delete()


def test_the_history_keeps_what_an_account_was_called(company: Company) -> None:
    account = make_account(company, "1010", name="Banque")
    account.name = "Caisse populaire"

    account.save()

    kept = last_change(account)
    assert kept.changes == {"name": ["Banque", "Caisse populaire"]}
    assert kept.additional_data == {"company": company.pk}


def test_a_chart_has_each_number_once_and_others_may_have_it(company: Company) -> None:
    make_account(company, "1010")
    make_account(make_company("roy"), "1010")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_account(company, "1010")


def test_accounts_are_found_by_number_in_their_company(company: Company) -> None:
    account = make_account(company, "1010")
    make_account(make_company("roy"), "1010")
    make_account(Company.objects.get(slug="roy"), "2010")

    assert account_ids(company) == {"1010": account.pk}


def test_an_account_is_usable_when_active_and_of_no_module(company: Company) -> None:
    usable = make_account(company, "1201")
    make_account(company, "1100", is_control=True)
    make_account(company, "4010", is_active=False)
    make_account(company, "4020", is_active=False, is_control=True)

    assert list(GLAccount.objects.usable()) == [usable]


def test_a_reopening_has_a_reason(company: Company) -> None:
    with pytest.raises(IntegrityError, match="booksreopening_has_a_reason"):
        reopen(company, reason="")


@pytest.mark.parametrize("reopened_to", [OCTOBER, date(2026, 11, 1)])
def test_a_reopening_goes_back(company: Company, reopened_to: date) -> None:
    with pytest.raises(IntegrityError, match="booksreopening_goes_back"):
        reopen(company, reopened_to=reopened_to)


@pytest.mark.parametrize("reopened_to", [None, date(2026, 10, 30)])
def test_a_reopening_tells_from_which_day_to_which(
    company: Company, reopened_to: date | None
) -> None:
    reopening = reopen(company, reopened_to=reopened_to)

    assert str(reopening) == f"2026-10-31 → {reopened_to}"


def test_the_latest_reopening_comes_first(company: Company) -> None:
    early = reopen(company, reopened_at=datetime(2026, 11, 3, tzinfo=UTC))
    late = reopen(company, reopened_at=datetime(2026, 11, 5, tzinfo=UTC))
    middle = reopen(company, reopened_at=datetime(2026, 11, 4, tzinfo=UTC))

    assert list(BooksReopening.objects.all()) == [late, middle, early]
