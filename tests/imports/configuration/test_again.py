"""The same file again, in whatever way it was written, changes nothing."""

import pytest
from auditlog.models import LogEntry

from accounting.models import GLAccount
from accounting.queries import settings_for
from companies.models import Company
from imports.configuration.showing import configuration_of, show_configuration
from taxes.models import Tax, TaxGroup
from tests.imports.configuration.files import WHOLE, configure_with, problems_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "same",
    [
        WHOLE,
        f"\ufeff{WHOLE}",
        WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("2026-10-31", '"2026-10-31"'),
        WHOLE.replace("0.09975", '"0.099750"'),
        WHOLE.replace('"Chèque" = "1010"', '"Chèque" = { account = "1010" }'),
        WHOLE.replace('"Chèque" = "1010"', '" Chèque " = { is_active = true }'),
        WHOLE.replace("[taxes.TPS]", '[taxes." TPS "]'),
        "\n[".join(["", *reversed(WHOLE.removeprefix("\n[").split("\n["))]),
    ],
    ids=[
        "as it was",
        "byte order mark",
        "Windows line ends",
        "date as text",
        "rate as text",
        "method as a table",
        "method by its other key",
        "spaces around a name",
        "sections in another order",
    ],
)
def test_another_spelling_of_the_same_changes_nothing(
    company: Company, same: str
) -> None:
    configure_with(company, WHOLE)
    company.refresh_from_db()
    before, kept = configuration_of(company), LogEntry.objects.count()

    assert not configure_with(company, same)

    assert configuration_of(company) == before
    assert LogEntry.objects.count() == kept


def test_what_is_shown_undoes_what_changed_since(company: Company) -> None:
    configure_with(company, WHOLE)
    company.refresh_from_db()
    shown, before = show_configuration(company), configuration_of(company)
    configure_with(
        company,
        'company.name = "Roy"\n'
        'accounting.detail = "detailed"\n'
        'accounting.sale.credit = "4000"\n'
        'taxes.TVQ.rates = [{ rate = "0.10", valid_from = "2027-01-01" }]\n'
        'tax_groups."TPS+TVQ".exempt = ["TVQ"]\n'
        'categories.Services.credit = "4010"\n'
        'payment_methods."Chèque" = { account = "1015", is_active = false }\n'
        "glimport.account_width = 9",
    )
    company.refresh_from_db()
    assert configuration_of(company) != before

    assert configure_with(company, shown)

    company.refresh_from_db()
    assert configuration_of(company) == before


def test_an_empty_file_changes_nothing(company: Company) -> None:
    configure_with(company, WHOLE)
    company.refresh_from_db()

    assert not configure_with(company, "")


def test_one_key_changes_one_column(company: Company) -> None:
    configure_with(company, WHOLE)
    company.refresh_from_db()
    before = configuration_of(company)

    assert configure_with(company, 'accounting.payment.debit = "1010"')

    after = configuration_of(company)
    assert after["accounting"].pop("payment") == {"debit": "1010", "credit": "1050"}
    assert before["accounting"].pop("payment") == {"debit": "1015", "credit": "1050"}
    assert after == before


def test_books_that_were_closed_are_not_opened_by_a_file(company: Company) -> None:
    configure_with(company, WHOLE)

    assert problems_of(company, "accounting.closed_through = 2026-09-30") == [
        (
            "accounting: The books are closed through 31 Oct 2026: choose that day or a"
            " later one."
        )
    ]


def test_each_bad_row_of_a_stage_is_told_and_none_is_kept(company: Company) -> None:
    GLAccount.objects.filter(number__in=["2310", "1015"]).update(is_active=False)

    problems = problems_of(
        company,
        'taxes.TPS.credit = "2310"\n'
        'taxes.TVQ.credit = "2320"\n'
        'taxes.TVH = { credit = "2330", debit = "1050" }',
    )

    assert [problem.partition(": ")[0] for problem in problems] == [
        "taxes.TPS",
        "taxes.TVH",
    ]
    assert not Tax.objects.exists()


def test_an_archived_account_that_is_mapped_already_stays(company: Company) -> None:
    configure_with(company, WHOLE)
    GLAccount.objects.filter(number="4090").update(is_active=False)

    assert configure_with(company, 'accounting.accounts.tips = "2400"')

    row = settings_for(company)
    assert (str(row.discounts), str(row.tips)) == (
        "4090 Remises accordées",
        "2400 Pourboires à remettre",
    )


def test_a_group_may_name_a_tax_of_the_same_file(company: Company) -> None:
    configure_with(
        company, 'tax_groups.TPS.taxable = ["TPS"]\ntaxes.TPS.credit = "2310"'
    )

    (member,) = TaxGroup.objects.get().members.all()
    assert (member.tax.code, member.treatment) == ("TPS", "taxable")
