"""The list of payments, and who takes them."""

import pytest
from pytest_django import DjangoAssertNumQueries

from companies.models import Membership
from invoices.models import Invoice
from tests.invoices.views.till import Till, ago


@pytest.fixture
def invoice(till: Till) -> Invoice:
    """114.98 due for twenty days."""
    return till.counter.issue("100.00", ago(20))


def test_the_list_finds_a_customer_a_reference_and_what_is_to_come(
    till: Till, invoice: Invoice
) -> None:
    till.counter.pay({invoice: "50.00"}, ago(2), reference="778")
    till.counter.pay({invoice: "20.00"}, ago(-2), recorded_on=ago(0))
    page = till.at("payment_list")

    def shown(question: str) -> list[str]:
        table = till.client.get(f"{page}?{question}").context["table"]
        return [str(row.record.amount.amount) for row in table.rows]

    assert shown("search=gagn") == ["20.00", "50.00"]
    assert shown("search=778") == ["50.00"]
    assert shown("search=tremblay") == []
    assert shown("to_come=on") == ["20.00"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_more_payments(
    till: Till,
    invoice: Invoice,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for day in range(count):
        till.counter.pay({invoice: "10.00"}, ago(day))
    page = till.at("payment_list")
    till.client.get(page)

    with django_assert_num_queries(8):
        till.client.get(page)


def test_an_accountant_reads_payments_and_takes_none(
    till: Till, invoice: Invoice
) -> None:
    payment = till.counter.pay({invoice: "50.00"}, ago(2))
    Membership.objects.update(role=Membership.Role.ACCOUNTANT)

    assert "Returned by the bank" not in till.read("payment_detail", payment)
    assert till.open("payment_create", invoice).status_code == 403
