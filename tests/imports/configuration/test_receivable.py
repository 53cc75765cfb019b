import pytest

from accounting.models import GLAccount
from accounting.queries import settings_for
from companies.models import Company
from imports.configuration.showing import configuration_of
from taxes.models import Tax
from tests.factories import make_category, make_item, make_tax
from tests.imports.configuration.files import configure_with, number_of, problems_of

pytestmark = pytest.mark.django_db


def test_the_receivable_changes_with_its_taxes(company: Company) -> None:
    make_tax(company, "TPS", credit="2310")

    configure_with(
        company,
        'accounting.sale.debit = "1050"\n'
        'accounting.payment.credit = "1050"\n'
        'taxes.TPS.debit = "1050"',
    )

    assert number_of(settings_for(company).sale_debit) == "1050"
    assert number_of(Tax.objects.get(code="TPS").debit_account) == "1050"


def test_what_the_receivable_leaves_behind_is_named_and_nothing_changes(
    company: Company,
) -> None:
    old = GLAccount.objects.get(number="1201")
    make_tax(company, "TPS", credit="2310")
    make_tax(company, "TVQ", credit="2320")
    make_category(company, "Services", debit_account=old)
    make_category(company, "Pièces")
    make_item(company, "SRV-1", debit_account=old)
    make_item(company, "SRV-2")
    before = configuration_of(company)

    problems = problems_of(
        company,
        'accounting.sale.debit = "1050"\n'
        'accounting.payment.credit = "1050"\n'
        'taxes.TVQ.debit = "1050"',
    )

    choose = "give it 1050 in the same file, or take the account away."
    assert problems == [
        f"taxes.TPS.debit: it is still 1201, and sales debit 1050: {choose}",
        f"categories.Services.debit: it is still 1201, and sales debit 1050: {choose}",
        (
            "items.SRV-1: its debit account is still 1201, and sales debit 1050: take"
            " the account away on the page of the item first."
        ),
    ]
    assert configuration_of(company) == before


def test_what_was_left_behind_before_does_not_stop_another_change(
    company: Company,
) -> None:
    tax = make_tax(company, "TPS", credit="2310")
    Tax.objects.filter(pk=tax.pk).update(
        debit_account=GLAccount.objects.get(number="1050")
    )

    assert configure_with(company, 'company.name = "Roy"')


def test_the_receivable_may_change_with_an_account_that_became_inactive(
    company: Company,
) -> None:
    GLAccount.objects.filter(number="4900").update(is_active=False)

    configure_with(
        company,
        'accounting.sale = { debit = "1050", credit = "4000" }\n'
        'accounting.payment.credit = "1050"',
    )

    assert number_of(settings_for(company).sale_credit) == "4000"


def test_a_tax_on_another_receivable_is_refused_and_nothing_changes(
    company: Company,
) -> None:
    before = configuration_of(company)

    problems = problems_of(
        company,
        'company.name = "Roy"\n'
        'taxes.TPS.debit = "1050"\n'
        'taxes.TVQ.debit = "1015"\n'
        'taxes.TVH.credit = "2330"',
    )

    assert [problem.split(" of ")[0] for problem in problems] == [
        "taxes.TPS: Debit account",
        "taxes.TVQ: Debit account",
    ]
    assert configuration_of(company) == before


def test_receivable_and_payments_go_together(company: Company) -> None:
    assert problems_of(company, 'accounting.sale.debit = "1050"') == [
        (
            "accounting: Payments and refunds: credit account: 1201 is not the account"
            " that sales debit, 1050. An invoice, its taxes and its payments need the"
            " same receivable: choose 1050, or change the debit account of sales first."
        )
    ]


def test_what_customers_owe_is_an_asset(company: Company) -> None:
    problems = problems_of(
        company, 'accounting = { sale.debit = "2310", payment.credit = "2310" }'
    )

    assert problems == [
        (
            "accounting: Sales: debit account: account 2310 is of the category"
            " “liability”. Sales debit what customers owe: choose an account of the"
            " category “asset”."
        )
    ]
    assert str(settings_for(company).sale_debit) == "1201 Comptes-clients Plannit"
