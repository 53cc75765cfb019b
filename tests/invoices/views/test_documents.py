from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounting.models import JournalEntry
from catalog.models import Item
from companies.models import Company, Membership
from invoices.models import Customer, Invoice, InvoiceLine, Payment, PaymentMethod
from taxes.models import TaxGroup
from tests import factories

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def company() -> Company:
    company = factories.make_company()
    factories.make_settings(company)
    gst = factories.make_tax(company, "TPS", credit="2310", rate="0.05")
    qst = factories.make_tax(company, "TVQ", credit="2320", rate="0.09975")
    group = factories.make_group(company, "TPS+TVQ", gst, qst)
    factories.make_method(company, "Chèque")
    factories.make_item(company, "SRV", unit_price=Decimal("100.00"), tax_group=group)
    Customer.objects.create(company=company, number="C1", name="Tremblay")
    return company


@pytest.fixture
def staff(client: Client, company: Company) -> Client:
    client.force_login(factories.make_member(company, Role.STAFF))
    return client


def draft_of(company: Company) -> Invoice:
    customer = Customer.objects.get(company=company)
    return Invoice.objects.create(company=company, customer=customer)


def issue(staff: Client, company: Company) -> Invoice:
    draft = draft_of(company)
    item = Item.objects.get(company=company)
    page = f"/c/cote/invoices/{draft.pk}/"
    staff.post(f"{page}lines/", {"item": item.pk, "quantity": "1"})
    staff.post(f"{page}issue/", {"day": timezone.localdate().isoformat()})
    return Invoice.objects.get(pk=draft.pk)


def test_staff_bill_and_take_the_payment(staff: Client, company: Company) -> None:
    invoice = issue(staff, company)
    assert (invoice.number, invoice.total.amount) == ("FAC-00001", Decimal("114.98"))

    today = timezone.localdate().isoformat()
    method = PaymentMethod.objects.get(company=company)
    answer = staff.post(
        f"/c/cote/invoices/{invoice.pk}/pay/",
        {"day": today, "amount": "114.98", "method": method.pk, "reference": "778"},
    )

    assert answer.status_code == 302
    payment = Payment.objects.get()
    assert (payment.amount.amount, payment.reference) == (Decimal("114.98"), "778")
    assert JournalEntry.objects.filter(status="READY").count() == 2
    for page in (
        f"invoices/{invoice.pk}/",
        f"payments/{payment.pk}/",
        "payments/",
        "invoices/?search=tremb",
        "customers/",
        "customers/new/",
        "invoices/new/",
        f"invoices/{invoice.pk}/pay/",
    ):
        assert staff.get(f"/c/cote/{page}").status_code == 200


def test_a_draft_starts_from_a_customer(staff: Client, company: Company) -> None:
    customer = Customer.objects.get(company=company)

    answer = staff.post("/c/cote/invoices/new/", {"customer": customer.pk})

    draft = Invoice.objects.get()
    assert answer.headers["Location"] == f"/c/cote/invoices/{draft.pk}/"
    assert draft.status == Invoice.Status.DRAFT


def test_a_line_is_added_and_removed_with_the_totals(
    staff: Client, company: Company
) -> None:
    draft = draft_of(company)
    group = TaxGroup.objects.get(company=company)
    staff.post(
        f"/c/cote/invoices/{draft.pk}/lines/",
        {
            "description": "Visite",
            "quantity": "2",
            "unit_price": "50.00",
            "discount": "10.00",
            "tax_group": group.pk,
        },
    )
    draft.refresh_from_db()
    assert draft.total.amount == Decimal("103.48")

    line = InvoiceLine.objects.get()
    staff.post(f"/c/cote/invoices/lines/{line.pk}/remove/")

    draft.refresh_from_db()
    assert draft.total.amount == draft.lines.count() == 0


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"quantity": "1", "unit_price": "9"}, "the item and customer have none"),
        ({"quantity": "1", "unit_price": "9", "group": True}, "describe what is sold"),
        ({"quantity": "1", "description": "x"}, "Type a price"),
        (
            {
                "quantity": "1",
                "unit_price": "9",
                "discount": "10",
                "description": "x",
                "group": True,
            },
            "is more than its amount",
        ),
    ],
)
def test_a_bad_line_says_why_and_changes_nothing(
    staff: Client, company: Company, line: dict[str, object], reason: str
) -> None:
    draft = draft_of(company)
    if line.pop("group", None):
        line["tax_group"] = TaxGroup.objects.get(company=company).pk

    answer = staff.post(f"/c/cote/invoices/{draft.pk}/lines/", line)

    assert reason in answer.content.decode()
    assert draft.lines.count() == 0


def test_an_empty_draft_is_not_issued_but_can_be_deleted(
    staff: Client, company: Company
) -> None:
    draft = draft_of(company)
    today = timezone.localdate().isoformat()

    answer = staff.post(f"/c/cote/invoices/{draft.pk}/issue/", {"day": today})
    assert "needs a line" in answer.content.decode()

    staff.post(f"/c/cote/invoices/{draft.pk}/delete/")
    assert Invoice.objects.count() == 0


def test_an_issued_invoice_does_not_change(staff: Client, company: Company) -> None:
    invoice = issue(staff, company)
    line = invoice.lines.get()

    staff.post(f"/c/cote/invoices/{invoice.pk}/delete/")
    staff.post(f"/c/cote/invoices/lines/{line.pk}/remove/")

    assert Invoice.objects.get().lines.count() == 1


def test_a_future_day_is_refused(staff: Client, company: Company) -> None:
    draft = draft_of(company)

    answer = staff.post(f"/c/cote/invoices/{draft.pk}/issue/", {"day": "2999-01-01"})

    assert "This day is still to come" in answer.content.decode()


def test_more_than_the_balance_is_refused(staff: Client, company: Company) -> None:
    invoice = issue(staff, company)
    method = PaymentMethod.objects.get(company=company)

    answer = staff.post(
        f"/c/cote/invoices/{invoice.pk}/pay/",
        {
            "day": timezone.localdate().isoformat(),
            "amount": "114.99",
            "method": method.pk,
        },
    )

    assert "114.99 is more than the 114.98 due" in answer.content.decode()
    assert Payment.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("customers/", 8), ("invoices/", 9)])
def test_lists_ask_the_same_whatever_their_length(
    staff: Client,
    company: Company,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
    path: str,
    queries: int,
) -> None:
    for number in range(count):
        Customer.objects.create(company=company, number=f"X{number}", name="X")
        draft_of_other = Customer.objects.get(company=company, number=f"X{number}")
        Invoice.objects.create(company=company, customer=draft_of_other)
    staff.get(f"/c/cote/{path}")

    with django_assert_num_queries(queries):
        staff.get(f"/c/cote/{path}")


def test_an_accountant_reads_and_does_not_bill(
    client: Client, company: Company
) -> None:
    client.force_login(factories.make_member(company, Role.ACCOUNTANT))

    assert client.get("/c/cote/invoices/").status_code == 200
    assert client.get("/c/cote/invoices/new/").status_code == 403


def test_another_company_is_not_found(client: Client, company: Company) -> None:
    draft = draft_of(company)
    other = factories.make_company("autre")
    client.force_login(factories.make_member(other, Role.ADMIN))

    assert client.get(f"/c/cote/invoices/{draft.pk}/").status_code == 404
    assert client.get(f"/c/autre/invoices/{draft.pk}/").status_code == 404
