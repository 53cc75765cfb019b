"""Records of customers: what is refused, and what documents keep."""

import pytest

from accounting.services.guards import InvalidValueError, NameTakenError
from invoices.models import Customer
from invoices.services.customers import save_customer
from tests.factories import make_company, make_customer, make_group
from tests.invoices.refusing import refuses
from tests.invoices.shop import Shop


def test_a_number_names_one_customer_of_the_company(shop: Shop) -> None:
    new = Customer(company=shop.company, number=shop.customer.number, name="Roy")

    with refuses("Number: “C-100” exists already; choose another.", NameTakenError):
        save_customer(customer=new)


def test_a_customer_keeps_its_own_number(shop: Shop) -> None:
    shop.customer.name = "Gagnon & Filles"

    save_customer(customer=shop.customer)

    assert list(Customer.objects.values_list("number", "name")) == [
        ("C-100", "Gagnon & Filles")
    ]


def test_two_companies_may_have_a_customer_of_the_same_number(shop: Shop) -> None:
    new = Customer(company=make_company("roy"), number=shop.customer.number, name="Roy")

    save_customer(customer=new)

    numbers = Customer.objects.order_by("pk").values_list("company__slug", "number")
    assert list(numbers) == [("cote", "C-100"), ("roy", "C-100")]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("number", "x" * 21), ("name", "x" * 151), ("email", "gagnon")],
    ids=["no name", "long number", "long name", "bad e-mail"],
)
def test_a_record_that_its_columns_cannot_hold_is_refused(
    shop: Shop, field: str, value: str
) -> None:
    customer = make_customer(shop.company, "C-200")
    setattr(customer, field, value)

    with pytest.raises(InvalidValueError):
        save_customer(customer=customer)

    customer.refresh_from_db()
    assert (customer.number, customer.name, customer.email) == ("C-200", "Gagnon", "")


def test_a_customer_has_no_tax_group_of_another_company(shop: Shop) -> None:
    shop.customer.tax_group = make_group(make_company("roy"), "TPS+TVQ")

    with refuses(
        "Tax group: choose one that belongs to this company.", InvalidValueError
    ):
        save_customer(customer=shop.customer)
