"""Lists in the order that a heading asks for, fifty rows a page."""

from typing import Any

import pytest
from django.utils.html import strip_tags

from invoices.models import Customer, Invoice
from tests.factories import make_customer
from tests.invoices.views.till import Till, ago


def column(till: Till, name: str, shown: str, **question: Any) -> list[str]:
    """The words of one column of the page, from the first row to the last."""
    table = till.client.get(till.at(name), question).context["table"]
    return [strip_tags(str(row.get_cell(shown))) for row in table.paginated_rows]


def issue_to(till: Till, customer: Customer, price: str, days: int) -> Invoice:
    """Issued so many days ago, due as many days from now."""
    invoice = till.counter.issue(price, ago(days))
    invoice.customer, invoice.customer_name = customer, customer.name
    invoice.due_on = ago(-days)
    invoice.save()
    return invoice


@pytest.fixture
def archambault(till: Till) -> Customer:
    return make_customer(till.counter.shop.company, "C-200", name="Archambault")


@pytest.fixture
def invoices(till: Till, archambault: Customer) -> None:
    """1 of 9 days for Gagnon, 2 of 30 and 3 of 20 for Archambault, 3 void."""
    issue_to(till, till.counter.shop.customer, "300.00", 9)
    issue_to(till, archambault, "200.00", 30)
    till.counter.void(issue_to(till, archambault, "1000.00", 20), ago(1))


@pytest.mark.usefixtures("invoices")
@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("number", ["1", "2", "3"]),
        ("-number", ["3", "2", "1"]),
        ("issued_on", ["2", "3", "1"]),
        ("-issued_on", ["1", "3", "2"]),
        ("due_on", ["1", "3", "2"]),
        ("total", ["2", "1", "3"]),
        ("-balance", ["1", "2", "3"]),
        ("-status number", ["3", "1", "2"]),
        ("customer number", ["2", "3", "1"]),
        ("wages", ["1", "3", "2"]),
    ],
)
def test_the_invoices_are_ordered_by_a_column(
    till: Till, sort: str, numbers: list[str]
) -> None:
    found = column(till, "invoice_list", "number", sort=sort.split())

    assert found == [f"FAC-0000{number}" for number in numbers]


@pytest.mark.usefixtures("invoices")
@pytest.mark.parametrize(
    ("sort", "notes"),
    [
        ("invoice", ["NC-00002", "NC-00001"]),
        ("-invoice", ["NC-00001", "NC-00002"]),
        ("customer", ["NC-00001", "NC-00002"]),
        ("-total", ["NC-00002", "NC-00001"]),
        ("issued_on", ["NC-00002", "NC-00001"]),
    ],
)
def test_the_credit_notes_are_ordered_by_a_column(
    till: Till, sort: str, notes: list[str]
) -> None:
    first, second = Invoice.objects.order_by("number").filter(status="ISSUED")
    till.counter.credit(second, "10.00", ago(1))
    till.counter.credit(first, "20.00", ago(2))

    assert column(till, "creditnote_list", "number", sort=sort.split()) == notes


@pytest.mark.usefixtures("invoices")
@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("owed", ["Zénith", "Archambault", "Gagnon"]),
        ("-owed", ["Gagnon", "Archambault", "Zénith"]),
        ("number", ["Gagnon", "Archambault", "Zénith"]),
        ("-name", ["Zénith", "Gagnon", "Archambault"]),
    ],
)
def test_the_customers_are_ordered_by_a_column(
    till: Till, sort: str, names: list[str]
) -> None:
    make_customer(till.counter.shop.company, "C-300", name="Zénith")

    assert column(till, "customer_list", "name", sort=sort.split()) == names


@pytest.mark.parametrize(
    ("sort", "amounts"),
    [
        ("amount", ["$9.00", "$20.00", "$100.00"]),
        ("received_on", ["$20.00", "$9.00", "$100.00"]),
        ("reference amount", ["$9.00", "$100.00", "$20.00"]),
        ("state", ["$100.00", "$9.00", "$20.00"]),
    ],
)
def test_the_payments_are_ordered_by_a_column(
    till: Till, sort: str, amounts: list[str]
) -> None:
    invoice = till.counter.issue("1000.00", ago(9))
    till.counter.pay({invoice: "20.00"}, ago(8), reference="B")
    till.counter.pay({invoice: "9.00"}, ago(7), reference="A")
    till.counter.pay({invoice: "100.00"}, ago(6), reference="A")

    assert column(till, "payment_list", "amount", sort=sort.split()) == amounts


@pytest.mark.parametrize(
    ("sort", "references"),
    [
        ("reference", ["A", "B", "C"]),
        ("-balance", ["C", "A", "B"]),
        ("-amount", ["B", "C", "A"]),
        ("-opened_on", ["A", "B", "C"]),
    ],
)
def test_the_credits_are_ordered_by_a_column(
    till: Till, sort: str, references: list[str]
) -> None:
    counter = till.counter
    counter.deposit("200.00", ago(9), reference="C")
    spent = counter.deposit("300.00", ago(8), reference="B")
    counter.deposit("100.00", ago(7), reference="A")
    counter.refund(spent, "250.00", ago(6))

    assert (
        column(till, "customercredit_list", "reference", sort=sort.split())
        == references
    )


def test_the_next_page_goes_on_with_what_was_asked(till: Till) -> None:
    company = till.counter.shop.company
    Customer.objects.bulk_create(
        Customer(company=company, number=f"L-{n:02}", name=f"Lavoie {n:02}")
        for n in range(51)
    )
    question = {"search": "lavoie", "sort": "-number"}

    first = column(till, "customer_list", "number", **question)
    second = column(till, "customer_list", "number", **question, page="2")
    page = till.client.get(till.at("customer_list"), question).content.decode()

    assert first == [f"L-{n:02}" for n in range(50, 0, -1)]
    assert second == ["L-00"]
    assert 'href="?search=lavoie&amp;sort=-number&amp;page=2"' in page
    assert "Page 1 of 2" in page


def test_a_page_that_is_not_there_is_the_last(till: Till) -> None:
    till.counter.deposit("10.00", ago(1), reference="A")

    assert column(till, "customercredit_list", "reference", page="9") == ["A"]


def test_the_totals_are_of_all_the_pages(till: Till) -> None:
    invoice = till.counter.issue("100.00", ago(9))
    rows = Invoice.objects.filter(pk=invoice.pk).values()[0]
    Invoice.objects.bulk_create(
        Invoice(**{**rows, "id": None, "number": f"FAC-1{n:04}"}) for n in range(50)
    )

    page = till.read("invoice_list")

    assert len(column(till, "invoice_list", "number")) == 50
    assert "$5,863.98 billed, $5,863.98 due" in page
