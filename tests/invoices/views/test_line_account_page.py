import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounting.models import JournalLine
from companies.models import Membership
from invoices.models import Invoice
from tests.factories import make_account, make_item, make_member
from tests.invoices.counter import Counter
from tests.invoices.shop import NOVEMBER_3, Shop, entry_of, lines_of
from tests.pages import form_of

Role = Membership.Role


@pytest.fixture
def invoice(shop: Shop) -> Invoice:
    shop.change(unmapped="block")
    return shop.issue(shop.line("75.00", None, description="Dépannage"))


def page_of(line: JournalLine) -> str:
    return reverse("invoices:line_account", args=["cote", line.pk])


def waiting(invoice: Invoice) -> JournalLine:
    return entry_of(invoice).lines.get(account=None)


@pytest.mark.parametrize("role", Role)
def test_whoever_maps_items_chooses_the_account_of_a_line(
    client: Client, shop: Shop, invoice: Invoice, role: Role
) -> None:
    client.force_login(make_member(shop.company, role))
    page = page_of(waiting(invoice))

    answer = client.post(page, {"account": shop.account("4010").pk})

    document = reverse("invoices:invoice_detail", args=["cote", invoice.pk])
    assert answer.headers["Location"] == document
    (message,) = get_messages(answer.wsgi_request)
    assert str(message) == "“Dépannage” goes to 4010 Ventes – produits."
    assert lines_of(invoice)[1] == "C 4010 75.00"


def test_the_page_says_what_was_sold(
    client: Client, shop: Shop, invoice: Invoice
) -> None:
    client.force_login(make_member(shop.company))

    answer = client.get(page_of(waiting(invoice)))

    assert "“Dépannage”, $75.00 on invoice FAC-00001, was sold" in answer.text


def test_an_account_must_be_chosen(
    client: Client, shop: Shop, invoice: Invoice
) -> None:
    client.force_login(make_member(shop.company))

    answer = client.post(page_of(waiting(invoice)), {"account": ""})

    assert form_of(answer).errors == {"account": ["This field is required."]}
    assert lines_of(invoice)[1] == "C ? 75.00"


def test_an_account_linked_to_a_module_is_refused_with_the_reason(
    client: Client, shop: Shop, invoice: Invoice
) -> None:
    client.force_login(make_member(shop.company))
    linked = make_account(shop.company, "1100", is_control=True)

    answer = client.post(page_of(waiting(invoice)), {"account": linked.pk})

    (error,) = form_of(answer).errors["account"]
    assert error.startswith("Account 1100 is linked to a module in Acomba")
    assert lines_of(invoice)[1] == "C ? 75.00"


def test_a_second_answer_leads_back_to_the_invoice(
    client: Client, shop: Shop, invoice: Invoice
) -> None:
    client.force_login(make_member(shop.company))
    page = page_of(waiting(invoice))
    client.post(page, {"account": shop.account("4010").pk})

    answer = client.post(page, {"account": shop.account("4000").pk})

    assert answer.status_code == 302
    messages = [str(message) for message in get_messages(answer.wsgi_request)]
    assert messages[-1] == "This line has its account."
    assert lines_of(invoice)[1] == "C 4010 75.00"


def test_the_line_of_a_credit_note_leads_to_its_invoice(
    client: Client, shop: Shop, invoice: Invoice
) -> None:
    client.force_login(make_member(shop.company))
    note = Counter(shop).credit(invoice, "30.00", NOVEMBER_3)
    page = page_of(entry_of(note).lines.get(account=None))
    document = reverse("invoices:invoice_detail", args=["cote", invoice.pk])

    for account in ("4010", "4000"):  # the second answer finds the first
        answer = client.post(page, {"account": shop.account(account).pk})
        assert answer.headers["Location"] == document

    assert lines_of(invoice)[1] == "C 4010 75.00"
    assert lines_of(note)[0] == "D 4010 30.00"


def test_a_line_that_its_item_answers_for_has_no_page(
    client: Client, shop: Shop
) -> None:
    shop.change(unmapped="block")
    item = make_item(shop.company, "SANS")
    invoice = shop.issue(shop.line("75.00", None, item=item))
    client.force_login(make_member(shop.company))

    assert client.get(page_of(waiting(invoice))).status_code == 404
