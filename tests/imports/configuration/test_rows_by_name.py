"""A file changes the row that it names, and no other."""

import pytest

from companies.models import Company
from imports.configuration.showing import configuration_of
from tests.factories import make_company, make_settings
from tests.imports.configuration.files import configure_with

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("taxes", "credit"),
        ("categories", "credit"),
        ("payment_methods", "account"),
    ],
)
def test_the_account_of_one_row_changes_alone(
    company: Company, table: str, key: str
) -> None:
    rows = {"A": "4000", "B": "4010", "C": "4020"}
    # A tax has its account for itself.
    configure_with(company, 'accounting.sale.credit = ""')
    text = "\n".join(f'{table}.{name}.{key} = "{rows[name]}"' for name in rows)
    other = make_settings(make_company("roy")).company
    configure_with(company, text)
    configure_with(other, text)

    assert configure_with(company, f'{table}.B.{key} = "4900"')

    def accounts(of: Company) -> dict[str, str]:
        kept = configuration_of(of)[table]
        return {name: row[key] for name, row in kept.items()}

    assert accounts(company) == {**rows, "B": "4900"}
    assert accounts(other) == rows


def test_the_taxes_of_one_group_change_alone(company: Company) -> None:
    configure_with(
        company,
        'taxes.TPS.credit = "2310"\n'
        'taxes.TVQ.credit = "2320"\n'
        'tax_groups.A.taxable = ["TPS"]\n'
        'tax_groups.B.taxable = ["TPS"]',
    )

    assert configure_with(company, 'tax_groups.B.taxable = ["TVQ"]')

    assert configuration_of(company)["tax_groups"] == {
        "A": {"taxable": ["TPS"]},
        "B": {"taxable": ["TVQ"]},
    }
