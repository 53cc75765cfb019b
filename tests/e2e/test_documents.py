"""What staff do at the counter with every document, in a real browser."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounting.models import JournalEntry
from companies.models import Company, Membership
from invoices.models import CustomerCredit, Invoice
from tests.e2e.conftest import SignIn
from tests.factories import make_item, make_member
from tests.invoices.shop import open_shop
from tests.invoices.telling import told

pytestmark = pytest.mark.browser

STAFF = Membership.Role.STAFF
METHODS = {"Take a payment": "Payment method", "Refund…": "How it is sent back"}


def test_a_deposit_an_invoice_a_part_payment_a_credit_note_a_refund_and_a_void(
    sign_in: SignIn,
) -> None:
    shop = open_shop()
    make_item(
        shop.company,
        "HEURE",
        name="Main-d’œuvre",
        unit_price="100.00",
        tax_group=shop.groups["TPS+TVQ"],
        credit_account=shop.account("4000"),
    )
    tab = sign_in(make_member(shop.company, STAFF, may_reverse=True))

    receive_a_deposit(tab)
    first = bill(tab, shop.company)
    fill(tab, {"Amount": "50.00", "Date": "2025-11-04"}, "Use a deposit or a credit")
    press(tab, "Pay the invoice")
    fill(tab, {"Amount received": "40.00", "Date": "2025-11-05"}, "Take a payment")
    press(tab, "Record the payment")
    expect(tab.get_by_text("Balance due: $24.98")).to_be_visible()
    fill(tab, {"Date": "2025-11-06"}, "Credit")
    tab.get_by_label("Credit everything that is left").check()
    press(tab, "Issue the credit note")
    open_invoice(tab, first)
    fill(tab, {"Amount": "90.00", "Date": "2025-11-07"}, "Refund…")
    press(tab, "Record the refund")
    second = bill(tab, shop.company)
    fill(tab, {"Date": "2025-11-08", "Reason": "Erreur"}, "Void the invoice…")
    press(tab, "Void the invoice")

    first.refresh_from_db()
    second.refresh_from_db()
    assert str(first.balance.amount) == "0.00"
    assert (second.status, second.voided_on) == ("VOID", date(2025, 11, 8))
    assert str(CustomerCredit.objects.get().balance.amount) == "0.00"
    assert journal(shop.company) == [
        "R! payment 11-02 D 1010 50.00 / C 2150 50.00",
        "R! sale 11-03 D 1201 114.98 / C 4000 100.00, C 2310 5.00, C 2320 9.98",
        "R! application 11-04 D 2150 50.00 / C 1201 50.00",
        "R! payment 11-05 D 1010 40.00 / C 1201 40.00",
        (
            "R! credit_note 11-06"
            " D 4000 100.00, D 2310 5.00, D 2320 9.98 / C 1201 114.98"
        ),
        "R! refund 11-07 D 1201 90.00 / C 1010 90.00",
    ]


def journal(company: Company) -> list[str]:
    living = JournalEntry.objects.for_company(company).living()
    return [told(entry) for entry in living.order_by("happened_on", "pk")]


def receive_a_deposit(tab: Page) -> None:
    tab.get_by_role("link", name="Deposits").click()
    tab.get_by_role("link", name="Receive a deposit").click()
    choose(tab, {"Customer": "Gagnon (C-100)", "Payment method": "Chèque"})
    fill(tab, {"Amount received": "50.00", "Date": "2025-11-02", "Reference": "S-88"})
    press(tab, "Record the deposit")


def bill(tab: Page, company: Company) -> Invoice:
    tab.get_by_role("link", name="Invoices", exact=True).click()
    tab.get_by_role("link", name="New invoice").click()
    choose(tab, {"Customer": "Gagnon (C-100)"})
    press(tab, "Create the draft")
    choose(tab, {"Item": "HEURE Main-d’œuvre"})
    tab.get_by_label("Quantity").fill("1")
    press(tab, "Add the line")
    tab.get_by_role("textbox", name="Date").last.fill("2025-11-03")
    press(tab, "Issue the invoice")
    return Invoice.objects.for_company(company).order_by("-pk")[0]


def open_invoice(tab: Page, invoice: Invoice) -> None:
    tab.get_by_role("link", name="Invoices", exact=True).click()
    tab.get_by_role("link", name=str(invoice.number)).click()


def fill(tab: Page, values: dict[str, str], link: str = "") -> None:
    """Follow the link, if any, and type these values."""
    if link:
        tab.locator("main").get_by_role("link", name=link, exact=True).click()
    if link in METHODS:
        choose(tab, {METHODS[link]: "Chèque"})
    for label, value in values.items():
        tab.get_by_label(label, exact=False).first.fill(value)


def choose(tab: Page, options: dict[str, str]) -> None:
    for label, option in options.items():
        tab.get_by_role("combobox", name=label).select_option(label=option)


def press(tab: Page, button: str) -> None:
    tab.locator("main").get_by_role("button", name=button, exact=True).click()
