import pytest
from auditlog.models import LogEntry

from accounting.models import GLAccount
from accounting.queries import settings_for
from catalog.models import Category
from companies.models import Company
from exports.models import GLImportSettings
from imports.configuration.showing import configuration_of, show_configuration
from invoices.models import PaymentMethod
from taxes.models import Tax, TaxGroup
from tests.factories import (
    make_category,
    make_company,
    make_group,
    make_tax,
)
from tests.history import last_change
from tests.imports.configuration.files import (
    TODAY,
    WHOLE,
    configure_with,
    number_of,
    problems_of,
)

pytestmark = pytest.mark.django_db


def test_a_file_sets_policies_and_accounts(company: Company) -> None:
    assert configure_with(company, WHOLE)

    row = settings_for(company)
    assert (row.only_when_paid, row.rule_changed_on) == (True, TODAY)
    assert (row.sale_date, row.unmapped, row.detail) == ("payment", "block", "summary")
    assert str(row.closed_through) == "2026-10-31"
    assert number_of(row.sale_debit) == number_of(row.payment_credit) == "1050"
    assert (number_of(row.sale_credit), number_of(row.discounts)) == ("4010", "4090")


def test_a_file_makes_taxes_and_groups(company: Company) -> None:
    configure_with(company, WHOLE)

    tax = Tax.objects.get(code="TVQ")
    assert (number_of(tax.debit_account), number_of(tax.credit_account)) == (
        "1050",
        "2320",
    )
    assert [f"{row.rate} {row.valid_from}" for row in tax.rates.all()] == [
        "0.099750 2013-01-01"
    ]
    members = TaxGroup.objects.get(name="Mixte").members
    assert list(members.values_list("tax__code", "treatment")) == [
        ("TPS", "zero_rated"),
        ("TVQ", "exempt"),
    ]


def test_a_file_sets_the_catalogue_methods_company_and_files(company: Company) -> None:
    configure_with(company, WHOLE)

    company.refresh_from_db()
    assert (company.name, company.language, company.time_zone) == (
        "Plomberie Côté inc.",
        "en-ca",
        "America/Halifax",
    )
    assert number_of(Category.objects.get(name="Services").credit_account) == "4000"
    assert number_of(PaymentMethod.objects.get(name="Chèque").account) == "1010"
    glimport = GLImportSettings.objects.get()
    assert (glimport.encoding, glimport.max_entries_per_file) == ("cp850", 500)


def test_what_is_shown_changes_nothing_and_leaves_no_trace(company: Company) -> None:
    configure_with(company, WHOLE)
    company.refresh_from_db()
    kept = LogEntry.objects.count()

    assert not configure_with(company, show_configuration(company))

    assert LogEntry.objects.count() == kept


def test_what_is_shown_changes_nothing_when_an_account_became_inactive(
    company: Company,
) -> None:
    configure_with(company, WHOLE)
    company.refresh_from_db()
    GLAccount.objects.filter(number__in=["1050", "4000"]).update(is_active=False)

    assert not configure_with(company, show_configuration(company))


def test_what_is_shown_makes_another_company_the_same(company: Company) -> None:
    configure_with(company, WHOLE)
    company.refresh_from_db()
    other = make_company("roy")
    for account in GLAccount.objects.for_company(company):
        account.pk, account.company = None, other
        account.save()

    assert configure_with(other, show_configuration(company))

    other.refresh_from_db()
    assert configuration_of(other) == configuration_of(company)


def test_an_absent_key_keeps_its_value(company: Company) -> None:
    configure_with(company, WHOLE)

    configure_with(company, '[taxes.TPS]\ncredit = "2330"')

    tax = Tax.objects.get(code="TPS")
    assert (number_of(tax.debit_account), number_of(tax.credit_account)) == (
        "1050",
        "2330",
    )
    assert tax.registration_number == "123456782 RT0001"
    assert tax.rates.count() == 1


def test_a_list_replaces_a_list(company: Company) -> None:
    configure_with(company, WHOLE)

    configure_with(
        company,
        'taxes.TPS.rates = [{ rate = "0.07", valid_from = "1991-01-01" }]\n'
        'tax_groups."TPS+TVQ".taxable = ["TVQ"]',
    )

    rates = Tax.objects.get(code="TPS").rates.values_list("rate", flat=True)
    assert [str(rate) for rate in rates] == ["0.070000"]
    members = TaxGroup.objects.get(name="TPS+TVQ").members
    assert list(members.values_list("tax__code", flat=True)) == ["TVQ"]


def test_a_group_is_proposed_for_a_province_and_stays_so(company: Company) -> None:
    configure_with(company, WHOLE)

    configure_with(company, 'tax_groups."TPS+TVQ".province = "QC"')
    configure_with(company, 'tax_groups."TPS+TVQ".exempt = ["TVQ"]')

    group = TaxGroup.objects.get(name="TPS+TVQ")
    assert (group.province, group.members.count()) == ("QC", 2)
    shown = configuration_of(company)["tax_groups"]["TPS+TVQ"]
    assert shown == {"province": "QC", "taxable": ["TPS"], "exempt": ["TVQ"]}


def test_a_tax_that_the_file_names_leaves_the_list_it_was_in(company: Company) -> None:
    configure_with(company, WHOLE)

    configure_with(company, 'tax_groups."TPS+TVQ".exempt = ["TVQ"]')

    members = TaxGroup.objects.get(name="TPS+TVQ").members
    assert list(members.values_list("tax__code", "treatment")) == [
        ("TPS", "taxable"),
        ("TVQ", "exempt"),
    ]


def test_empty_text_takes_an_account_away(company: Company) -> None:
    assert configure_with(company, 'accounting.accounts.deposits = ""')

    assert settings_for(company).deposits is None


def test_scenario_31_an_account_linked_to_a_module_is_refused(company: Company) -> None:
    GLAccount.objects.filter(number="1010").update(is_control=True)

    (problem,) = problems_of(company, 'payment_methods."Chèque" = "1010"')

    assert problem.startswith(
        "payment_methods.Chèque: Account debited: Account 1010 is linked to a module"
    )


def test_a_group_names_a_tax_once(company: Company) -> None:
    make_group(company, "TPS", make_tax(company, "TPS", credit="2310"))

    assert problems_of(
        company, 'tax_groups.TPS = { taxable = ["TPS"], exempt = ["TPS"] }'
    ) == ["tax_groups.TPS: TPS names a tax twice: give each tax one treatment."]


def test_a_glimport_value_that_no_file_can_have_is_refused(company: Company) -> None:
    assert problems_of(company, 'glimport.base_name = "a/b"') == [
        "glimport: File name: no GLImport file can be written with “a/b”."
    ]


def test_a_company_keeps_a_name(company: Company) -> None:
    assert problems_of(company, 'company.name = ""') == [
        "company: Legal name: This field cannot be blank."
    ]


def test_the_history_keeps_what_changed_and_nothing_else(company: Company) -> None:
    category = make_category(company, "Services")
    kept = LogEntry.objects.count()

    configure_with(company, 'categories.Services.credit = "4000"')

    account = GLAccount.objects.get(number="4000")
    assert last_change(category).changes == {
        "credit_account": ["None", str(account.pk)]
    }
    assert LogEntry.objects.count() == kept + 1
