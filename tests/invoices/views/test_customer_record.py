"""The record of a customer: what is saved, what is said, and what is refused."""

from typing import Any

import pytest
from django.test import Client

from companies.models import Membership
from invoices.models import Customer, Invoice
from tests.factories import make_company, make_group, make_member
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop
from tests.invoices.views.till import Till, ago, refused, said
from tests.pages import form_of
from ui.dates import long_date

Role = Membership.Role
RECORD: dict[str, Any] = {
    "number": "C-9",
    "name": "Bouchard",
    "email": "b@example.com",
    "address": "12, rue des Érables",
    "city": "Laval",
    "province": "QC",
    "country": "Canada",
    "postal_code": "H7A 1A1",
    "certificate_number": "CERT-9",
}


def test_all_of_the_record_is_saved_for_this_company(till: Till) -> None:
    group = till.counter.shop.groups["TPS"]

    answer = till.send("customer_create", **RECORD, tax_group=group, is_exempt="on")

    saved = Customer.objects.get(number="C-9")
    assert {name: getattr(saved, name) for name in RECORD} == RECORD
    assert (saved.company, saved.tax_group, saved.is_exempt) == (
        till.counter.shop.company,
        group,
        True,
    )
    assert said(answer) == ["The customer is saved."]
    assert answer.headers["Location"] == till.at("customer_detail", saved)


def test_a_certificate_that_expired_is_said_when_the_record_is_saved(
    till: Till,
) -> None:
    def say(expired: int) -> list[str]:
        number = f"C-{expired}"
        sent = {**RECORD, "number": number, "certificate_expires_on": f"{ago(expired)}"}
        return said(till.send("customer_create", **sent, is_exempt="on"))

    assert say(0) == ["The customer is saved."]
    assert say(1)[-1] == (
        f"The certificate of Bouchard expired on {long_date(ago(1))}: ask for a new"
        " one, or collect the taxes."
    )


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("number", "", "This field is required."),
        ("name", " ", "This field is required."),
        (
            "name",
            "x" * 151,
            "Ensure this value has at most 150 characters (it has 151).",
        ),
        ("email", "bouchard", "Enter a valid email address."),
        ("certificate_expires_on", "demain", "Enter a valid date."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    till: Till, field: str, typed: str, sentence: str
) -> None:
    answer = till.send("customer_create", **{**RECORD, field: typed})

    assert form_of(answer).errors == {field: [sentence]}
    assert Customer.objects.count() == 1


def test_the_tax_group_of_another_company_is_refused(till: Till) -> None:
    stranger = make_group(make_company("roy"), "TPS")

    answer = till.send(
        "customer_edit", till.counter.shop.customer, **RECORD, tax_group=stranger
    )

    assert list(form_of(answer).errors) == ["tax_group"]
    till.counter.shop.customer.refresh_from_db()
    assert till.counter.shop.customer.name == "Gagnon"


def test_a_number_of_another_company_is_free(till: Till) -> None:
    Customer.objects.create(company=make_company("roy"), number="C-9", name="Roy")

    till.send("customer_create", **RECORD)

    assert Customer.objects.filter(number="C-9").count() == 2


def test_the_number_of_another_customer_is_taken(till: Till) -> None:
    till.send("customer_create", **RECORD)
    customer = till.counter.shop.customer

    answer = till.send("customer_edit", customer, **{**RECORD, "name": "Gagnon"})

    assert refused(answer) == ["Number: “C-9” exists already; choose another."]
    customer.refresh_from_db()
    assert customer.number == "C-100"


def test_documents_keep_the_name_they_were_issued_with(till: Till) -> None:
    invoice = till.counter.issue("100.00", ago(9))

    till.send("customer_edit", till.counter.shop.customer, **RECORD)

    page = till.read("invoice_detail", invoice)
    assert ">Gagnon</a>" in page
    assert "Bouchard" not in page


@pytest.mark.parametrize(
    ("role", "look", "change", "add"),
    [
        (Role.ADMIN, 200, 302, 302),
        (Role.STAFF, 200, 302, 302),
        (Role.ACCOUNTANT, 200, 403, 403),
    ],
)
def test_who_sees_and_who_changes_a_customer(
    client: Client, shop: Shop, role: Role, look: int, change: int, add: int
) -> None:
    client.force_login(make_member(shop.company, role))
    someone = Till(client, Counter(shop))
    edited = {**RECORD, "number": "C-100"}

    assert someone.open("customer_edit", shop.customer).status_code == look
    assert someone.send("customer_edit", shop.customer, **edited).status_code == change
    assert someone.send("customer_create", **RECORD).status_code == add


def test_interest_is_described_as_it_was_typed(till: Till) -> None:
    till.counter.choose(interest="4910")
    customer = till.counter.shop.customer

    def charge(description: str) -> Any:
        sent: dict[str, Any] = {"amount": "12.34", "description": description}
        return till.send("customer_interest", customer, **sent)

    charge("Intérêts d’octobre")
    long = charge("x" * 301)

    assert form_of(long).errors == {
        "description": ["Ensure this value has at most 300 characters (it has 301)."]
    }
    assert Invoice.objects.get().lines.get().description == "Intérêts d’octobre"


def test_the_page_of_a_customer_tells_where_they_are(till: Till) -> None:
    till.send("customer_create", **RECORD)

    page = till.read("customer_detail", Customer.objects.get(number="C-9"))

    assert "12, rue des Érables Laval QC H7A 1A1 b@example.com" in page
    assert "None: nothing is owed." in page
    assert "Owed: <strong>$0.00</strong>" in page
    assert "Kept for this customer" not in page
