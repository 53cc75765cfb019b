"""What is held of a person can be taken out; what no law asks to keep can be erased."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse

from accounting.models import JournalEntry
from accounting.services.guards import RefusedError
from companies.history import describe_changes
from companies.models import Membership
from companies.queries import changes_of
from invoices.forms.invoices import DraftForm
from invoices.forms.payments import DepositForm
from invoices.models import Customer, CustomerCredit, Invoice
from invoices.models.customer import PERSONAL
from invoices.queries.personal_data import COLUMNS, personal_tables
from invoices.services.customers import save_customer
from invoices.services.drafts import create_draft
from invoices.services.issuing import issue_invoice
from invoices.services.payments import record_payment
from invoices.services.personal_data import (
    anonymize_customer,
    render_personal_data,
)
from invoices.services.refunding import refund_credit
from invoices.services.refusals import AnonymousCustomerError
from plannit.verification import faults
from tests.factories import make_member
from tests.invoices.shop import Shop

pytestmark = pytest.mark.django_db
NOVEMBER_20 = date(2026, 11, 20)
NOVEMBER_24 = date(2026, 11, 24)
CONTACT = {
    "email": "luc@example.com",
    "address": "12, rue des Érables",
    "city": "Lévis",
    "province": "QC",
    "country": "Canada",
    "postal_code": "G6V 1A1",
    "certificate_number": "CERT-77",
}
Role = Membership.Role


@pytest.fixture
def customer(shop: Shop) -> Customer:
    """Luc Gagnon, who bought once and paid."""
    Customer.objects.filter(pk=shop.customer.pk).update(name="Luc Gagnon", **CONTACT)
    shop.customer.refresh_from_db()
    invoice = shop.issue(shop.line("100.00", description="Chauffe-eau"))
    shop.pay({invoice: "114.98"}, NOVEMBER_20)
    return Customer.objects.select_related("company").get(pk=shop.customer.pk)


def anonymize(customer: Customer) -> Customer:
    return anonymize_customer(
        customer=customer, anonymized_on=NOVEMBER_24, anonymized_by=None
    )


def taken(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of a file, each row by its headings."""
    with ZipFile(BytesIO(content)) as archive:
        return {
            name.partition("-")[2].removesuffix(".csv"): list(
                csv.DictReader(
                    StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";"
                )
            )
            for name in archive.namelist()
        }


def test_the_file_holds_the_record_and_its_documents(customer: Customer) -> None:
    tables = taken(render_personal_data(customer))

    assert list(tables) == [
        "customer",
        "invoices",
        "invoice-lines",
        "invoice-taxes",
        "payments",
        "payments-on-invoices",
        "journal",
        "history",
    ]
    (record,) = tables["customer"]
    assert (record["Name"], record["E-mail"]) == ("Luc Gagnon", "luc@example.com")
    assert record["Address"] == "12, rue des Érables"
    (line,) = tables["invoice-lines"]
    assert (line["Description"], line["Amount"]) == ("Chauffe-eau", "100,00")
    (payment,) = tables["payments"]
    assert (payment["Date received"], payment["Amount"]) == ("2026-11-20", "114,98")
    assert {row["Customer"] for row in tables["journal"]} == {"Luc Gagnon"}
    assert sum(Decimal(r["Debit"].replace(",", ".")) for r in tables["journal"]) == (
        Decimal("229.96")
    )


def test_the_file_holds_nothing_of_others(customer: Customer, shop: Shop) -> None:
    other = Customer.objects.create(
        company=shop.company, number="C-200", name="Marie Roy", email="m@example.com"
    )
    shop_of_other = issue_invoice(
        invoice=_draft(shop, other), issued_on=date(2026, 11, 5)
    )

    content = str(taken(render_personal_data(customer)))

    assert str(shop_of_other) not in content
    assert "Marie" not in content


def _draft(shop: Shop, customer: Customer) -> Invoice:
    draft = create_draft(customer=customer)
    line = shop.line("50.00")
    line.invoice, line.position = draft, 1
    line.gross = line.net = Decimal("50.00")
    line.save()
    return draft


def related(model: type[models.Model], found: set[type[models.Model]]) -> None:
    """Every model of the app whose rows lead to a customer."""
    for relation in model._meta.related_objects:  # noqa: SLF001 - _meta is Django's documented API
        other = relation.related_model
        if other not in found:
            found.add(other)
            related(other, found)


def test_every_model_that_leads_to_a_customer_is_in_the_file() -> None:
    found: set[type[models.Model]] = {Customer}
    related(Customer, found)

    assert found == set(COLUMNS)


def test_an_anonymous_record_has_its_number_and_no_more(customer: Customer) -> None:
    anonymize(customer)

    customer.refresh_from_db()
    assert {name: getattr(customer, name) for name in CONTACT} == dict.fromkeys(
        CONTACT, ""
    )
    assert str(customer) == "Anonymous customer (C-100)"
    assert customer.anonymized_on == NOVEMBER_24


def test_every_field_of_the_record_is_erased_or_says_nothing_of_a_person() -> None:
    columns = {field.name for field in Customer._meta.concrete_fields}  # noqa: SLF001 - _meta is Django's documented API

    assert columns - {*PERSONAL, "name", "certificate_expires_on"} == {
        *("id", "company", "number", "tax_group", "is_exempt", "anonymized_on")
    }


def test_documents_and_the_journal_stay_as_they_were(
    customer: Customer, shop: Shop
) -> None:
    before = list(JournalEntry.objects.order_by("pk").values())

    anonymize(customer)

    assert Invoice.objects.get().customer_name == "Luc Gagnon"
    assert list(JournalEntry.objects.order_by("pk").values()) == before
    assert {entry["party"] for entry in before} == {"Luc Gagnon"}
    assert list(faults(using="default")) == []
    shop.change(only_when_paid=True)
    assert list(faults(using="default")) == []


def test_the_history_says_who_and_when_and_not_whom(
    customer: Customer, shop: Shop
) -> None:
    alice = make_member(shop.company)

    anonymize_customer(
        customer=customer, anonymized_on=NOVEMBER_24, anonymized_by=alice
    )

    change = describe_changes(changes_of(shop.company)[:1])[0]
    (field,) = change.fields
    assert (change.who, change.subject) == (str(alice), "C-100")
    assert (field.label, field.new) == ("Anonymous since", "2026-11-24")
    said = str(list(LogEntry.objects.values()))
    assert "Gagnon" not in said
    assert not any(value in said for value in CONTACT.values())


def test_the_history_never_held_what_is_erased(customer: Customer) -> None:
    customer.address = "99, rue Neuve"
    save_customer(customer=customer)

    said = str(list(LogEntry.objects.values()))

    assert "Neuve" not in said
    assert "Gagnon" not in said


def test_the_database_takes_no_contact_back(customer: Customer) -> None:
    anonymize(customer)

    for name, value in CONTACT.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            Customer.objects.filter(pk=customer.pk).update(**{name: value})


@pytest.mark.parametrize("left", ["draft", "invoice", "deposit", "cheque"])
def test_what_is_to_be_settled_keeps_the_record(
    customer: Customer, shop: Shop, left: str
) -> None:
    said = {
        "draft": "This customer has a draft: issue it or delete it first.",
        "invoice": "Invoices of this customer are not settled: settle them first.",
        "deposit": "Money is kept for this customer: apply it or refund it first.",
        "cheque": (
            "Invoices of this customer are not settled: settle them first. A post-dated"
            " cheque is to come: wait for its day, or cancel it first."
        ),
    }
    if left == "draft":
        create_draft(customer=customer)
    elif left == "deposit":
        record_payment(
            customer=customer,
            method=shop.method,
            received_on=NOVEMBER_20,
            amounts={},
            deposit=Decimal("10.00"),
        )
    else:
        invoice = shop.issue(shop.line("10.00"))
        if left == "cheque":
            record_payment(
                customer=customer,
                method=shop.method,
                received_on=date(2026, 12, 24),
                recorded_on=NOVEMBER_24,
                amounts={invoice: Decimal("11.50")},
            )

    with pytest.raises(RefusedError) as refused:
        anonymize(customer)

    assert str(refused.value) == said[left]
    customer.refresh_from_db()
    assert customer.email == "luc@example.com"


def test_nothing_new_is_made_for_it(customer: Customer, shop: Shop) -> None:
    anonymize(customer)
    customer.refresh_from_db()
    customer.name = "Luc Gagnon"

    draft = shop.draft(shop.line("10.00"))
    for act in (
        lambda: save_customer(customer=customer),
        lambda: create_draft(customer=customer),
        lambda: anonymize(customer),
        lambda: issue_invoice(invoice=draft, issued_on=NOVEMBER_24),
    ):
        with pytest.raises(AnonymousCustomerError) as refused:
            act()
        assert str(refused.value) == (
            "C-100 was made anonymous on 24 Nov 2026: choose another one."
        )
    deposit = DepositForm(company=shop.company, today=NOVEMBER_24)
    for form in (DraftForm(company=shop.company), deposit):
        assert customer not in form.fields["customer"].queryset  # type: ignore[attr-defined]  # a ModelChoiceField


CUSTOMERS = (
    "number,name,email,address,city,province,country,postal_code,tax_group\n"
    "C-100,Luc Gagnon,luc@example.com,,,,,,\n"
)
INVOICE = (
    "invoice_number,invoice_date,customer_number,item_code,description,quantity,"
    "unit_price,discount,tax_group\n"
    "F-9,2026-11-21,C-100,,Pose,1,10.00,,TPS+TVQ\n"
)
DEPOSIT = (
    "payment_date,customer_number,invoice_number,amount,method,kind,reference\n"
    "2026-11-21,C-100,,10.00,Chèque,deposit,R-1\n"
)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("customers", CUSTOMERS), ("invoices", INVOICE), ("payments", DEPOSIT)],
)
def test_an_import_does_not_bring_the_person_back(
    customer: Customer, tmp_path: Path, kind: str, text: str
) -> None:
    anonymize(customer)
    path, err = tmp_path / "old.csv", StringIO()
    path.write_text(text)

    with pytest.raises(CommandError, match="1 error; nothing was written"):
        call_command(
            *("import_files", "--company=cote", f"--{kind}={path}"),
            stdout=StringIO(),
            stderr=err,
        )

    assert "made anonymous on 24 Nov 2026" in err.getvalue()
    customer.refresh_from_db()
    assert (customer.name, customer.email) == ("Anonymous customer", "")


@pytest.mark.parametrize(
    ("kind", "text"), [("invoices", INVOICE), ("payments", DEPOSIT)]
)
def test_an_old_file_of_documents_is_as_before(
    customer: Customer, shop: Shop, tmp_path: Path, kind: str, text: str
) -> None:
    path = tmp_path / "old.csv"
    path.write_text(text)
    arguments = ("import_files", "--company=cote", f"--{kind}={path}")
    call_command(*arguments, stdout=StringIO())
    for invoice in Invoice.objects.filter(number="F-9"):
        shop.pay({invoice: str(invoice.balance.amount)}, NOVEMBER_24)
    for credit in CustomerCredit.objects.all():
        refund_credit(
            credit=credit,
            amount=Decimal("10.00"),
            method=shop.method,
            refunded_on=NOVEMBER_24,
        )
    anonymize(customer)
    out = StringIO()

    call_command(*arguments, stdout=out)

    assert out.getvalue() == f"{kind}: 0 new, 0 changed, 1 as before\n"


def url(customer: Customer, page: str) -> str:
    return reverse(f"invoices:customer_{page}", args=["cote", customer.pk])


@pytest.mark.parametrize("role", [Role.STAFF, Role.ACCOUNTANT])
def test_only_an_administrator_takes_it_out_or_erases_it(
    client: Client, customer: Customer, role: Membership.Role
) -> None:
    client.force_login(make_member(customer.company, role))

    for page in ("personal_data", "anonymize"):
        assert client.get(url(customer, page)).status_code == 403
    assert client.post(url(customer, "personal_data_file")).status_code == 403
    assert client.post(url(customer, "anonymize")).status_code == 403
    shown = client.get(url(customer, "detail")).content.decode()
    assert url(customer, "personal_data") not in shown


def test_the_file_is_taken_and_the_history_says_so(
    client: Client, customer: Customer
) -> None:
    alice = make_member(customer.company)
    client.force_login(alice)
    assert url(customer, "personal_data") in (
        client.get(url(customer, "detail")).content.decode()
    )

    answer = client.post(url(customer, "personal_data_file"))

    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="c-100-20'
    )
    assert "customer" in taken(answer.content)
    change = describe_changes(changes_of(customer.company)[:1])[0]
    assert (change.who, change.what) == (str(alice), "File that names customers taken")
    assert change.subject.startswith("c-100-20")
    assert client.get(url(customer, "personal_data_file")).status_code == 405


def test_the_page_asks_first_and_erases_once(
    client: Client, customer: Customer
) -> None:
    client.force_login(make_member(customer.company))

    asked = client.get(url(customer, "anonymize")).content.decode()
    customer.refresh_from_db()
    assert customer.anonymized_on is None
    assert "nobody can bring them back" in asked

    answer = client.post(url(customer, "anonymize"), follow=True)

    assert answer.redirect_chain == [(url(customer, "personal_data"), 302)]
    customer.refresh_from_db()
    assert customer.email == ""
    shown = client.get(url(customer, "detail")).content.decode()
    assert "nothing new is made for it" in shown
    assert "Charge interest" not in shown
    again = client.post(url(customer, "anonymize")).content.decode()
    assert "was made anonymous on" in again


def test_the_page_says_what_is_to_be_settled(
    client: Client, customer: Customer
) -> None:
    create_draft(customer=customer)
    client.force_login(make_member(customer.company))

    shown = client.get(url(customer, "personal_data")).content.decode()
    refused = client.post(url(customer, "anonymize")).content.decode()

    visited = client.get(url(customer, "anonymize"))
    assert visited.headers["Location"] == url(customer, "personal_data")
    for page in (shown, refused):
        assert "This customer has a draft: issue it or delete it first." in page
    assert url(customer, "anonymize") not in shown


def test_the_tables_say_the_words_of_the_reader(customer: Customer) -> None:
    record = next(iter(personal_tables(customer)))

    assert record.headings[:3] == ["Number", "Name", "E-mail"]
