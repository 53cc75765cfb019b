import pytest

from companies.models import Company
from imports.configuration.showing import configuration_of, show_configuration
from invoices.models import DocumentNumbering
from invoices.services.numbering import next_number
from tests.imports.configuration.files import configure_with, problems_of

pytestmark = pytest.mark.django_db

Series = DocumentNumbering.Series
INVOICES = 'numbering.invoice = { prefix = "F", suffix = "-QC", next_number = 41 }'


def test_a_file_sets_the_next_numbers(company: Company) -> None:
    assert configure_with(company, f"{INVOICES}\nnumbering.credit_note.next_number = 7")

    assert next_number(company, Series.INVOICE) == "F00041-QC"
    assert next_number(company, Series.CREDIT_NOTE) == "NC-00007"


def test_what_is_shown_changes_nothing(company: Company) -> None:
    configure_with(company, INVOICES)
    next_number(company, Series.INVOICE)

    shown = show_configuration(company)

    assert (
        '[numbering.invoice]\nprefix = "F"\nsuffix = "-QC"\nnext_number = 42\n' in shown
    )
    assert not configure_with(company, shown)


def test_an_absent_key_keeps_its_value(company: Company) -> None:
    configure_with(company, INVOICES)

    configure_with(company, 'numbering.invoice.suffix = ""')

    assert configuration_of(company)["numbering"]["invoice"] == {
        "prefix": "F",
        "suffix": "",
        "next_number": 41,
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "numbering.invoice.next_number = 40",
            "numbering.invoice: Next number: choose one from 41 to 9999999.",
        ),
        (
            'numbering.invoice.prefix = "2026"',
            (
                "numbering.invoice: The prefix may not end with a digit, nor the"
                " suffix start with one: put a letter or a sign between it and the"
                " number."
            ),
        ),
        (
            "numbering.invoice.next_number = 4.5",
            "numbering.invoice.next_number: give a whole number.",
        ),
        (
            "numbering.quote.next_number = 1",
            "numbering.quote: there is no such key. Possible: invoice, credit_note.",
        ),
    ],
)
def test_a_series_that_cannot_be_is_refused(
    company: Company, text: str, problem: str
) -> None:
    configure_with(company, INVOICES)

    assert problems_of(company, text) == [problem]


def test_a_method_of_cash_is_shown_and_kept(company: Company) -> None:
    configure_with(
        company, 'payment_methods.Comptant = { account = "1015", is_cash = true }'
    )

    assert (
        '[payment_methods.Comptant]\naccount = "1015"\nis_cash = true\n'
        in show_configuration(company)
    )
    assert not configure_with(company, show_configuration(company))
    configure_with(company, 'payment_methods.Comptant = "1010"')
    assert configuration_of(company)["payment_methods"]["Comptant"] == {
        "account": "1010",
        "is_cash": True,
        "is_active": True,
    }
