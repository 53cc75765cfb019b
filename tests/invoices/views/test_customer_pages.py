import pytest
from django.test import Client

from companies.models import Membership
from invoices.models import Customer, Invoice
from tests.factories import make_customer, make_member
from tests.invoices.shop import Shop, lines_of
from tests.invoices.views.desk import (
    BAD_AMOUNTS,
    Desk,
    days_ago,
    errors_of,
    words_of,
)


def test_the_page_of_a_customer_shows_what_is_owed_and_kept(desk: Desk) -> None:
    invoice = desk.counter.issue("100.00", days_ago(9))
    paid = desk.counter.issue("10.00", days_ago(8))
    desk.counter.pay({paid: "11.50", invoice: "14.98"}, days_ago(7))
    desk.counter.deposit("300.00", days_ago(6))

    page = desk.read("customer_detail", desk.shop.customer.pk)

    assert f">FAC-00001</a> {days_ago(9):%Y-%m-%d} $100.00" in page
    assert "FAC-00002" not in page
    assert "Owed: <strong>$100.00</strong>" in page
    assert f">Deposit {days_ago(6):%Y-%m-%d}</a> $300.00" in page


def test_scenario_66_interest_is_charged_on_a_document_of_its_own(desk: Desk) -> None:
    desk.shop.change(interest=desk.shop.account("4910"))
    customer = desk.shop.customer

    answer = desk.send(
        "customer_interest", customer.pk, day=days_ago(1), amount="12.34"
    )

    invoice = Invoice.objects.get()
    assert answer.headers["Location"] == desk.at("invoice_detail", invoice.pk)
    assert lines_of(invoice) == ["D 1201 12.34", "C 4910 12.34"]
    assert invoice.lines.get().description == "Interest on late payment"
    assert "Interest on late payment" in desk.read("invoice_detail", invoice.pk)


@pytest.mark.parametrize("amount", BAD_AMOUNTS)
def test_a_bad_amount_of_interest_is_refused(desk: Desk, amount: str) -> None:
    customer = desk.shop.customer

    answer = desk.send("customer_interest", customer.pk, day=days_ago(1), amount=amount)

    assert list(errors_of(answer)) == ["amount"]
    assert Invoice.objects.count() == 0


def test_interest_of_a_day_to_come_is_refused(desk: Desk) -> None:
    customer = desk.shop.customer

    answer = desk.send(
        "customer_interest", customer.pk, day=days_ago(-1), amount="1.00"
    )

    assert list(errors_of(answer)) == ["day"]


def test_scenario_18_a_relieved_customer_is_saved_with_the_certificate(
    desk: Desk,
) -> None:
    sent = {"number": "C-9", "name": "Conseil de bande", "is_exempt": "on"}

    desk.send(
        "customer_create",
        certificate_number="CERT-9",
        certificate_expires_on=days_ago(-365),
        **sent,
    )

    customer = Customer.objects.get(number="C-9")
    assert (customer.is_exempt, customer.certificate_number) == (True, "CERT-9")
    assert customer.certificate_expires_on == days_ago(-365)
    assert "alert-warning" not in desk.read("customer_detail", customer.pk)


def test_a_relieved_customer_without_a_certificate_is_saved_with_a_warning(
    desk: Desk,
) -> None:
    sent = {"number": "C-9", "name": "Conseil de bande", "is_exempt": "on"}

    answer = desk.send("customer_create", **sent)

    page = words_of(desk.client.get(answer.headers["Location"]))
    warning = "Conseil de bande is relieved from taxes without a certificate"
    assert page.count(warning) == 2


def test_a_customer_is_added_then_edited(desk: Desk) -> None:
    desk.send("customer_create", number="C2", name="Côté")
    customer = Customer.objects.get(number="C2")

    desk.send("customer_edit", customer.pk, number="C2", name="Roy")
    taken = desk.send("customer_create", number="C2", name="X")

    customer.refresh_from_db()
    assert customer.name == "Roy"
    assert errors_of(taken) == {
        "__all__": ["Number: “C2” exists already; choose another."]
    }


def test_an_accountant_reads_a_customer_and_does_not_change_it(
    client: Client, shop: Shop
) -> None:
    client.force_login(make_member(shop.company, Membership.Role.ACCOUNTANT))
    reader = Desk(client, shop)
    customer = shop.customer

    page = reader.read("customer_edit", customer.pk)
    sent = reader.send("customer_edit", customer.pk, number="C-100", name="Roy")

    assert "<fieldset disabled>" in page
    assert sent.status_code == 403
    customer.refresh_from_db()
    assert customer.name == "Gagnon"


def test_a_bad_record_is_refused(desk: Desk) -> None:
    customer = desk.shop.customer
    sent = {"number": "C-100", "name": "Gagnon"}

    def errors(**data: object) -> list[str]:
        both = {**sent, **data}
        return list(errors_of(desk.send("customer_edit", customer.pk, **both)))

    assert errors(name="") == ["name"]
    assert errors(number="x" * 21) == ["number"]
    assert errors(certificate_expires_on="demain") == ["certificate_expires_on"]
    assert errors(tax_group="999999") == ["tax_group"]


def test_the_list_is_narrowed_to_who_owes(desk: Desk) -> None:
    desk.counter.issue("100.00", days_ago(9))
    make_customer(desk.shop.company, "C-200", name="Tremblay", city="Laval")

    page = desk.read("customer_list")
    assert ">C-100</a>" in page
    assert ">C-200</a>" in page
    assert "$114.98" in page

    assert ">C-200</a>" not in desk.read("customer_list", owing="on")
    assert ">C-100</a>" not in desk.read("customer_list", search="laval")
