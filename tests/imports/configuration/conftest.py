import pytest

from companies.models import Company
from tests.factories import make_company, make_settings


@pytest.fixture
def company() -> Company:
    """A company with the chart and the accounts of the scenarios."""
    return make_settings(make_company()).company
