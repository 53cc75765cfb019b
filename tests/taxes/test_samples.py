"""What a cent of each tax would put in a file, whose account it is said to be."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.saving import Sample, SampleLine
from companies.models import Company
from taxes.models import Tax
from taxes.samples import tax_sample
from tests.factories import make_company, make_settings, make_tax

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
CENT = Decimal("0.01")


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def test_a_tax_has_its_two_accounts(company: Company) -> None:
    tax = make_tax(company, "TPS", credit="2310")

    assert tax_sample([tax], TODAY) == Sample(
        on=TODAY,
        lines=(
            SampleLine(tax.credit_account_id, f"tax:{tax.pk}", CENT),
            SampleLine(tax.debit_account_id, f"tax:{tax.pk}", CENT),
        ),
    )


def test_a_tax_that_nobody_mapped_says_that_its_account_is_missing(
    company: Company,
) -> None:
    tax = Tax.objects.create(company=company, code="TPS")

    assert tax_sample([tax], TODAY).lines == (
        SampleLine(None, f"missing:tax:{tax.pk}", CENT),
    )


def test_a_debit_account_is_said_once_whatever_the_credit(company: Company) -> None:
    mapped = make_tax(company, "TPS", credit="2310")
    unpaid = make_tax(company, "TVQ", credit="none")

    assert tax_sample([unpaid, mapped], TODAY).lines == (
        SampleLine(None, f"missing:tax:{unpaid.pk}", CENT),
        SampleLine(unpaid.debit_account_id, f"tax:{unpaid.pk}", CENT),
        SampleLine(mapped.credit_account_id, f"tax:{mapped.pk}", CENT),
        SampleLine(mapped.debit_account_id, f"tax:{mapped.pk}", CENT),
    )
    assert unpaid.debit_account_id == mapped.debit_account_id
