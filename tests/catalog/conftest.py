import pytest
from django.test import Client

from companies.models import Company, Membership
from tests.factories import make_company, make_member, make_settings


@pytest.fixture
def company(db: None) -> Company:  # noqa: ARG001 - the database must be there first
    return make_settings(make_company("cote")).company


@pytest.fixture
def staff(client: Client, company: Company) -> Client:
    client.force_login(make_member(company, Membership.Role.STAFF))
    return client
