"""An address may hold any character; PostgreSQL has no place for one of them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_company, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("invoices:payment_list", "search"),
        ("invoices:refund_list", "search"),
        ("invoices:customercredit_list", "search"),
        ("accounting:entry_list", "status"),
    ],
)
def test_a_list_looks_for_nothing_that_cannot_be(
    client: Client, address: str, name: str
) -> None:
    client.force_login(make_member(make_company("cote")))

    answer = client.get(reverse(address, args=["cote"]), {name: "\0"})

    assert (answer.status_code, answer.context[name]) == (200, "")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("invoices:invoice_list", "search"),
        ("invoices:creditnote_list", "search"),
        ("invoices:customer_list", "search"),
        ("catalog:item_list", "text"),
    ],
)
def test_a_list_with_a_form_says_that_it_cannot_be(
    client: Client, address: str, name: str
) -> None:
    client.force_login(make_member(make_company("cote")))

    answer = client.get(reverse(address, args=["cote"]), {name: "\0"})

    assert answer.status_code == 200
    assert answer.context["form"].errors == {name: ["Null characters are not allowed."]}
