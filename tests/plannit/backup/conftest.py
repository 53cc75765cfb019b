from pathlib import Path

import pytest

from companies.models import Company
from tests.exported import make_exported_sale
from tests.factories import make_company, make_member
from tests.plannit.backup.vault import back_up, lose_everything


@pytest.fixture
def company() -> Company:
    """Books with a sale, its payment and their batch, and a history of the rules."""
    company = make_company()
    make_member(company)
    make_exported_sale(company)
    return company


@pytest.fixture
def path(company: Company, tmp_path: Path) -> Path:
    """A backup of the books, which are lost: the database is as migrate leaves it."""
    path = tmp_path / "books.zip"
    back_up(path)
    assert company.pk
    lose_everything()
    return path
