"""A file gives no account two things to carry, whatever the order of its rows."""

import pytest

from accounting.models import AccountingSettings, GLAccount
from accounting.queries import settings_for
from catalog.models import Category
from companies.models import Company
from imports.configuration.showing import configuration_of
from imports.configuration.warnings import configuration_warnings
from taxes.models import Tax
from tests.factories import make_category, make_item, make_method, make_tax
from tests.imports.configuration.files import (
    TODAY,
    configure_with,
    number_of,
    problems_of,
)

pytestmark = pytest.mark.django_db

OWED = (
    "Account 1201 carries what customers owe (“sales: debit account” in the settings),"
    " and nothing else: choose another account."
)


def test_every_row_on_such_an_account_is_named_and_nothing_changes(
    company: Company,
) -> None:
    make_item(company, "SRV-1", credit_account=GLAccount.objects.get(number="4010"))
    before = configuration_of(company)

    problems = problems_of(
        company,
        'taxes.TPS.credit = "1201"\n'
        'categories.Services.credit = "1201"\n'
        'payment_methods.Carte = "1201"\n'
        'accounting.accounts = { deposits = "4010", tips = "1201" }\n'
        'accounting.sale.credit = "1201"',
    )

    assert problems == [
        f"accounting.accounts.tips: {OWED}",
        f"accounting.sale.credit: {OWED}",
        f"categories.Services.credit: {OWED}",
        (
            "items.SRV-1.credit: Account 4010 carries the deposits and credits of"
            " customers (“customer deposits” in the settings), and nothing else: choose"
            " another account."
        ),
        f"payment_methods.Carte.account: {OWED}",
        f"taxes.TPS.credit: {OWED}",
    ]
    assert configuration_of(company) == before


def test_two_rows_exchange_their_accounts(company: Company) -> None:
    make_tax(company, "TPS", credit="2310")
    make_category(
        company, "Services", credit_account=GLAccount.objects.get(number="4010")
    )

    assert configure_with(
        company, 'taxes.TPS.credit = "4010"\ncategories.Services.credit = "2310"'
    )

    assert number_of(Tax.objects.get().credit_account) == "4010"
    assert number_of(Category.objects.get().credit_account) == "2310"


def test_the_receivable_takes_the_account_that_another_row_leaves(
    company: Company,
) -> None:
    make_method(company, "Carte", account=GLAccount.objects.get(number="1050"))

    configure_with(
        company,
        'accounting.sale.debit = "1050"\n'
        'accounting.payment.credit = "1050"\n'
        'payment_methods.Carte = "1201"',
    )

    assert number_of(settings_for(company).sale_debit) == "1050"


def test_what_was_shared_before_does_not_stop_another_change(company: Company) -> None:
    AccountingSettings.objects.update(tips=GLAccount.objects.get(number="1201"))
    make_item(company, "SRV-1", credit_account=GLAccount.objects.get(number="2150"))

    assert configure_with(company, 'company.name = "Roy"')


def test_what_the_file_leaves_weak_is_said(company: Company) -> None:
    configure_with(
        company,
        'accounting.sale.credit = "1050"\n'
        'categories.Services.credit = "1010"\n'
        'taxes.TPS.credit = "2310"\n'
        'taxes.TVQ = { credit = "2320", rates = [{ rate = "0.09975", valid_from ='
        " 2013-01-01 }] }",
    )

    said = configuration_warnings(company=company, on=TODAY)

    usual = "What is sold is usually on an account of the category “revenue”: check it."
    assert said == [
        (
            "“sales: credit account” in the settings credits account 1050 Cartes à"
            f" recevoir, of the category “asset”. {usual}"
        ),
        (
            "The category “Services” credits account 1010 Banque, of the category"
            f" “asset”. {usual}"
        ),
        "TPS has no rate: no invoice that bears it can be issued. Add one.",
    ]


def test_an_account_that_no_file_can_hold_is_refused_by_name(company: Company) -> None:
    GLAccount.objects.filter(number="4010").update(number="12 10-ABCDEF")
    GLAccount.objects.filter(number="4020").update(number="40201234")

    assert problems_of(
        company,
        'categories.A.credit = "12 10-ABCDEF"\ncategories.B.credit = "40201234"',
    ) == [
        (
            "categories.A: Credit account: Account 12 10-ABCDEF: the file takes digits"
            " only. Correct it in the chart."
        ),
        (
            "categories.B: Credit account: Account 40201234 is wider than accounts in"
            " the file. Correct the width."
        ),
    ]


def test_a_file_that_widens_the_accounts_may_use_a_wide_one(company: Company) -> None:
    GLAccount.objects.filter(number="4020").update(number="40201234")

    configure_with(
        company, 'categories.B.credit = "40201234"\nglimport.account_width = 8'
    )

    assert number_of(Category.objects.get().credit_account) == "40201234"


def test_a_file_that_narrows_the_accounts_warns_of_all_that_are_used(
    company: Company,
) -> None:
    GLAccount.objects.filter(number="4020").update(number="40201")
    GLAccount.objects.filter(number="1050").update(number="10500")
    make_item(company, "SRV-1", credit_account=GLAccount.objects.get(number="40201"))
    make_method(company, "Carte", account=GLAccount.objects.get(number="10500"))

    configure_with(company, "glimport.account_width = 4")

    assert configuration_warnings(company=company, on=TODAY) == [
        f"Account {number} is wider than accounts in the file. Correct the width."
        for number in ("10500", "40201")
    ]
