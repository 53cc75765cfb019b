import pytest

from companies.models import Company
from imports.configuration.errors import ConfigurationError
from imports.configuration.reading import read_configuration
from tests.factories import make_tax
from tests.imports.configuration.files import problems_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "invoicing = 1",
            (
                "invoicing: there is no such key. Possible: company, accounting, taxes,"
                " tax_groups, categories, payment_methods, numbering, glimport."
            ),
        ),
        (
            'accounting.sale.credits = "4000"',
            "accounting.sale.credits: there is no such key. Possible: debit, credit.",
        ),
        (
            "glimport.next_counter = 7",
            (
                "glimport.next_counter: there is no such key. Possible: base_name,"
                " encoding, trailing_blank_lines, max_entries_per_file,"
                " one_period_per_file, length_line, account_width, account_justify,"
                " header_width, entry_number, decimal_mark, department_width,"
                " split_large_amounts."
            ),
        ),
        (
            'accounting.detail = "short"',
            (
                "accounting.detail: “short” is not possible. Choose one of: detailed,"
                " summary, daily."
            ),
        ),
        (
            'accounting.accounts.tips = "9999"',
            (
                "accounting.accounts.tips: account 9999 is not in the chart of accounts:"
                " add it there first, or choose another."
            ),
        ),
        (
            'payment_methods.Carte = "9999"',
            (
                "payment_methods.Carte.account: account 9999 is not in the chart of accounts:"
                " add it there first, or choose another."
            ),
        ),
        (
            'tax_groups.G.taxable = ["TVA"]',
            "tax_groups.G.taxable: there is no tax “TVA”. Choose one of: TPS.",
        ),
        (
            'tax_groups.G.taxable = "TPS"',
            "tax_groups.G.taxable: give a list, between square brackets.",
        ),
        (
            "accounting.sale.debit = 1201",
            "accounting.sale.debit: give text, between quotes.",
        ),
        ('company.name = "a\\u0000b"', "company.name: give text, between quotes."),
        (
            'company.time_zone = "Toronto"',
            (
                "company.time_zone: “Toronto” is not a time zone: give one like"
                " America/Toronto."
            ),
        ),
        (
            'accounting.only_when_paid = "yes"',
            "accounting.only_when_paid: give true or false.",
        ),
        (
            "glimport.account_width = true",
            "glimport.account_width: give a whole number.",
        ),
        (
            'accounting.closed_through = "soon"',
            "accounting.closed_through: “soon” is not a date: give one like 2026-11-24.",
        ),
        (
            'taxes.TPS.rates = [{ rate = "0.05" }]',
            (
                'taxes.TPS.rates: a rate is like { rate = "0.05", valid_from ='
                ' "2008-01-01" }.'
            ),
        ),
        (
            'taxes.TPS.rates = [{ rate = "0.05", valid_from = "" }]',
            "taxes.TPS.rates: a rate needs the date from which it is valid.",
        ),
        (
            "payment_methods.Carte.is_active = 1",
            "payment_methods.Carte.is_active: give true or false.",
        ),
        (
            "payment_methods.Carte = 1010",
            "payment_methods.Carte.account: give text, between quotes.",
        ),
        ('taxes.TPS = "2310"', "taxes.TPS: give a table, with keys."),
        ("taxes = 5", "taxes: give a table, with keys."),
    ],
)
def test_what_the_file_has_wrong_is_named(
    company: Company, text: str, problem: str
) -> None:
    make_tax(company, "TPS", credit="2310")

    assert problems_of(company, text) == [problem]


@pytest.mark.parametrize("rate", ["5", "1", "-0.05", "NaN", "five"])
def test_a_rate_is_a_fraction(company: Company, rate: str) -> None:
    text = f'taxes.TPS.rates = [{{ rate = "{rate}", valid_from = "2008-01-01" }}]'

    assert problems_of(company, text) == [
        f"taxes.TPS.rates: “{rate}” is not a rate: give a fraction like 0.05 for 5%."
    ]


def test_all_problems_are_told_at_once(company: Company) -> None:
    text = 'mood = 1\naccounting.target = "sage"\npayment_methods.Carte = "9999"'

    assert [problem.split(":")[0] for problem in problems_of(company, text)] == [
        "mood",
        "accounting.target",
        "payment_methods.Carte.account",
    ]


def test_the_order_of_rates_and_zeros_at_their_end_say_nothing(
    company: Company,
) -> None:
    text = b"""[taxes." TVH "]
        rates = [
          { rate = 0.1400, valid_from = 2025-04-01 },
          { rate = "0.15", valid_from = "2010-07-01" },
        ]"""

    assert read_configuration(text, company=company) == {
        "taxes": {
            "TVH": {
                "rates": [
                    {"rate": "0.15", "valid_from": "2010-07-01"},
                    {"rate": "0.14", "valid_from": "2025-04-01"},
                ]
            }
        }
    }


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'company.name = "C\xf4t\xe9"', "The file is not in UTF-8: save it in that"),
        (b"company = ", "The file is not TOML: Invalid value (at end of document)."),
    ],
)
def test_what_is_not_toml_is_refused(
    company: Company, content: bytes, problem: str
) -> None:
    with pytest.raises(ConfigurationError) as error:
        read_configuration(content, company=company)

    assert error.value.problems[0].startswith(problem)
