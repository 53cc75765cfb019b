import pytest
from django.test import Client
from django.urls import reverse

from accounting.models import AccountingSettings
from tests.factories import make_company, make_member, make_settings


@pytest.fixture
def row() -> AccountingSettings:
    return make_settings(make_company())


@pytest.fixture
def page(row: AccountingSettings) -> str:
    return reverse("accounting:settings", args=[row.company.slug])


@pytest.fixture
def admin(client: Client, row: AccountingSettings) -> Client:
    client.force_login(make_member(row.company))
    return client
