from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from companies.models import Company
from taxes.models import Tax, TaxRate
from tests.factories import (
    make_company,
    make_group,
    make_member,
    make_settings,
    make_tax,
)

pytestmark = pytest.mark.django_db

LIST = reverse("taxes:tax_list", args=["cote"])


@pytest.fixture
def company() -> Company:
    return make_settings(make_company("cote")).company


@pytest.fixture
def admin(client: Client, company: Company) -> Client:
    client.force_login(make_member(company))
    return client


def test_the_list_shows_taxes_with_accounts_rates_and_groups(
    admin: Client, company: Company
) -> None:
    qst = make_tax(company, "TVQ", credit="2320", rate="0.09975")
    TaxRate.objects.create(tax=qst, rate=Decimal("0.10"), valid_from=date(2999, 1, 1))
    make_group(company, "TPS+TVQ", qst)

    content = admin.get(LIST).content.decode()

    for words in ["9.975%", "10% from 2999-01-01", "2320 TVQ à payer", "TPS+TVQ"]:
        assert words in content
    assert "no account" not in content


def test_the_list_says_what_a_tax_lacks(admin: Client, company: Company) -> None:
    Tax.objects.create(company=company, code="TPS")

    content = admin.get(LIST).content.decode()

    assert (content.count("no account"), content.count("no rate")) == (2, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_more_taxes(
    admin: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        tax = make_tax(company, f"T{number}", credit="2310")
        make_group(company, f"G{number}", tax)

    with django_assert_num_queries(7):
        admin.get(LIST)
