from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from companies.models import Membership
from invoices.certificates import certificate_warnings
from invoices.models import Customer
from tests.factories import make_customer, make_member
from tests.invoices.counter import Counter
from tests.invoices.shop import NOVEMBER_3, Shop, open_shop

NOVEMBER_30 = date(2026, 11, 30)
NO_PROOF = (
    "Gagnon is relieved from taxes without a certificate: type its number on the"
    " customer's page, or collect the taxes."
)

EXPIRED = (
    "The certificate of Gagnon expired on 3 Nov 2026: ask for a new one, or collect the"
    " taxes."
)


def relieve(customer: Customer, number: str = "", until: date | None = None) -> None:
    customer.is_exempt = True
    customer.certificate_number, customer.certificate_expires_on = number, until
    customer.save()


def told(shop: Shop, through: date = NOVEMBER_30) -> list[str]:
    return list(certificate_warnings(shop.company, through))


def test_scenario_18_sales_without_proof_are_told_once_a_customer(shop: Shop) -> None:
    relieve(shop.customer)
    for _ in range(2):
        Counter(shop).issue("300.00", NOVEMBER_3)

    assert told(shop) == [NO_PROOF]


@pytest.mark.parametrize(
    ("until", "count"), [(date(2026, 11, 2), 1), (NOVEMBER_3, 0), (None, 0)]
)
def test_scenario_18_a_certificate_is_good_through_its_last_day(
    shop: Shop, until: date | None, count: int
) -> None:
    relieve(shop.customer, "CERT-1", until)
    Counter(shop).issue("300.00", NOVEMBER_3)

    assert len(told(shop)) == count


def test_only_what_would_go_is_told(shop: Shop) -> None:
    relieve(make_customer(shop.company, "C-200"))
    Counter(shop).issue("300.00", NOVEMBER_3)
    assert told(shop) == []

    relieve(shop.customer)
    Counter(shop).issue("300.00", NOVEMBER_3)
    assert told(shop, through=date(2026, 11, 2)) == []
    assert told(shop) == [NO_PROOF]

    Counter(shop).export()
    assert told(shop) == []


def test_an_old_certificate_is_told_by_the_date_of_each_sale(shop: Shop) -> None:
    """The day itself is good; what is not relieved from taxes needs no proof."""
    relieve(shop.customer, "CERT-1", NOVEMBER_3)
    for day in (date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 5)):
        Counter(shop).issue("300.00", day)
    assert told(shop, through=NOVEMBER_3) == []

    assert told(shop) == [EXPIRED]
    shop.customer.is_exempt = False
    shop.customer.save()
    assert told(shop) == []


def test_customers_without_proof_are_told_from_their_oldest_sale(shop: Shop) -> None:
    relieve(shop.customer)
    roy = make_customer(shop.company, "C-200", name="Roy")
    relieve(roy)
    Counter(shop).issue("300.00", NOVEMBER_30)
    Counter(replace(shop, customer=roy)).issue("300.00", NOVEMBER_3)

    assert told(shop) == [NO_PROOF.replace("Gagnon", "Roy"), NO_PROOF]


def test_the_sales_of_another_company_are_theirs(shop: Shop) -> None:
    other = open_shop("roy")
    relieve(other.customer)
    Counter(other).issue("300.00", NOVEMBER_3)

    assert told(shop) == []


@pytest.mark.parametrize("count", [1, 3])
def test_telling_asks_the_same_whatever_the_number_of_invoices(
    shop: Shop, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    relieve(shop.customer)
    for _ in range(count):
        Counter(shop).issue("300.00", NOVEMBER_3)

    with django_assert_num_queries(1):
        told(shop)


def test_scenario_18_the_page_of_a_new_export_warns(client: Client, shop: Shop) -> None:
    client.force_login(make_member(shop.company, Membership.Role.ACCOUNTANT))
    relieve(shop.customer)
    Counter(shop).issue("300.00", NOVEMBER_3)

    page = client.get(
        reverse("exports:batch_new", args=["cote"]), {"through": NOVEMBER_3.isoformat()}
    )

    assert page.context["warnings"] == [NO_PROOF]
    assert "To look at before you export" in page.content.decode()
