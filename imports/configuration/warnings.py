"""What was configured and cannot go far: said, and kept all the same."""

from collections.abc import Iterator
from datetime import date

from accounting.origins import Reason
from accounting.queries import settings_for
from accounting.saving import file_reasons
from accounting.sold import settings_sample
from catalog.models import Category
from catalog.samples import category_sample
from companies.models import Company
from exports.saving import unfit_accounts
from taxes.models import Tax
from taxes.rates import rate_warnings
from taxes.samples import tax_sample


def configuration_warnings(*, company: Company, on: date) -> list[str]:
    """Each sentence once."""
    return list(dict.fromkeys(reason.text for reason in _reasons(company, on)))


def _reasons(company: Company, on: date) -> Iterator[Reason]:
    taxes = Tax.objects.for_company(company).order_by("pk")
    categories = Category.objects.for_company(company)
    samples = [
        settings_sample(settings_for(company), on),
        tax_sample(taxes, on),
        *(category_sample(category, on) for category in categories),
    ]
    yield from file_reasons(company, samples)
    yield from unfit_accounts(company)
    yield from rate_warnings(company, on)
