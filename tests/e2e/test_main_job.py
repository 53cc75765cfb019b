"""From accounts to a file: what each of the three people does, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from companies.models import Membership
from tests.e2e.conftest import SignIn
from tests.e2e.shop import make_unmapped_shop
from tests.factories import make_member

pytestmark = pytest.mark.browser

Role = Membership.Role
GOLDEN = Path(__file__).parents[1] / "data" / "main_job" / "GLImport.001"
CLIENTS = "1201 Comptes-clients Plannit"


def test_mapped_accounts_an_invoice_and_its_payment_become_the_file_to_the_byte(
    sign_in: SignIn, tmp_path: Path
) -> None:
    company = make_unmapped_shop()
    map_accounts(sign_in(make_member(company, Role.ADMIN)))
    bill_and_take_the_payment(sign_in(make_member(company, Role.STAFF)))

    file = produce_file(sign_in(make_member(company, Role.ACCOUNTANT)), tmp_path)

    assert (file.name, file.read_bytes()) == ("GLImport.001", GOLDEN.read_bytes())


def map_accounts(tab: Page) -> None:
    tab.get_by_role("link", name="Settings").click()
    choose(
        tab,
        {
            "Sales: debit account": CLIENTS,
            "Sales: credit account": "4900 Autres revenus (défaut)",
            "Payments and refunds: debit account": "1010 Banque",
            "Payments and refunds: credit account": CLIENTS,
            "Customer deposits": "2150 Dépôts de clients",
        },
    )
    tab.get_by_label("Generate entries only when invoices are paid").check()
    save(tab)
    for tax, payable in {"TPS": "2310 TPS à payer", "TVQ": "2320 TVQ à payer"}.items():
        go(tab, "Tax groups", tax)
        choose(tab, {"Debit account": CLIENTS, "Credit account": payable})
        save(tab)
    go(tab, "Products and services", "HEURE")
    choose(tab, {"Credit account": "4000 Ventes – services"})
    save(tab)
    go(tab, "Payment methods", "Carte")
    choose(tab, {"Account debited": "1050 Cartes à recevoir"})
    save(tab)


def bill_and_take_the_payment(tab: Page) -> None:
    go(tab, "Invoices", "New invoice")
    choose(tab, {"Customer": "Gagnon (C-100)"})
    tab.get_by_role("button", name="Create the draft").click()
    add_line(tab, item="HEURE Main-d’œuvre", quantity="2.5")
    add_line(tab, item="HEURE Main-d’œuvre", quantity="1", description="Inspection")
    tab.get_by_label("Date").fill("2025-11-03")
    tab.get_by_role("button", name="Issue the invoice").click()
    tab.get_by_role("link", name="Take a payment").click()
    tab.get_by_label("Date").fill("2025-11-10")
    choose(tab, {"Payment method": "Carte"})
    tab.get_by_role("button", name="Record the payment").click()


def add_line(tab: Page, *, item: str, quantity: str, description: str = "") -> None:
    choose(tab, {"Item": item})
    tab.get_by_label("Quantity").fill(quantity)
    tab.get_by_label("Description").fill(description)
    tab.get_by_role("button", name="Add the line").click()


def produce_file(tab: Page, folder: Path) -> Path:
    go(tab, "Exports", "New export")
    tab.get_by_label("Through").fill("2025-11-30")
    tab.get_by_role("button", name="Show what would go").click()
    total = tab.get_by_role("row", name="Total $764.60 $764.60")
    expect(total).to_be_visible()
    tab.get_by_role("button", name="Produce").click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="GLImport.001", exact=True).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def go(tab: Page, *links: str) -> None:
    for link in links:
        tab.get_by_role("link", name=link, exact=True).first.click()


def choose(tab: Page, options: dict[str, str]) -> None:
    for label, option in options.items():
        tab.get_by_role("combobox", name=label).select_option(label=option)


def save(tab: Page) -> None:
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("status")).to_be_visible()
