"""Each save of an invoice says what the next file would refuse, change or cut of it."""

import pytest
from django.test import Client

from accounting.models import GLAccount
from invoices.models import Customer
from invoices.services.correcting import start_correction
from tests.exports.said import LARGE, MODULE, page, warnings
from tests.factories import make_member
from tests.invoices.shop import Shop


@pytest.fixture
def admin(shop: Shop, client: Client) -> Client:
    client.force_login(make_member(shop.company))
    return client


def refuse(shop: Shop, number: str) -> str:
    """Link the account to a module, and give what is said of it from then on."""
    account = shop.account(number)
    GLAccount.objects.filter(pk=account.pk).update(is_control=True)
    url = page("accounting:account_edit", account.pk)
    return f'{MODULE.replace("4010", number)} <a href="{url}">Correct it</a>'


def test_a_draft_says_at_each_step_what_its_sale_would_meet(
    shop: Shop, admin: Client
) -> None:
    shop.change(unmapped="block")
    draft = shop.draft()
    line = {
        "description": "Travaux",
        "quantity": "1",
        "unit_price": "1000000.00",
        "tax_group": shop.groups["Exonéré"].pk,
    }

    said = warnings(admin, page("invoices:line_add", draft.pk), line)

    def linked(text: str, name: str) -> str:
        return f'{text} <a href="{page(name)}">Correct it</a>'

    assert said == [
        linked(
            "No account is chosen for lines without an item.", "accounting:settings"
        ),
        linked(LARGE.format("1201"), "exports:glimport_settings"),
        linked(LARGE.format("?"), "exports:glimport_settings"),
    ]


def test_issuing_says_what_keeps_the_sale_out_of_the_file(
    shop: Shop, admin: Client
) -> None:
    draft = shop.draft(shop.line("100.00", "4010"))
    refused = refuse(shop, "4010")

    said = warnings(
        admin, page("invoices:invoice_issue", draft.pk), {"day": "2026-11-03"}
    )

    assert said == [refused]
    draft.refresh_from_db()
    assert draft.number == "FAC-00001"


def test_opening_a_correction_says_what_it_would_meet(
    shop: Shop, admin: Client
) -> None:
    invoice = shop.issue(shop.line("100.00", "4010"))
    refused = refuse(shop, "4010")
    Customer.objects.update(name="Plomberie du Saguenay")

    said = warnings(admin, page("invoices:invoice_correct", invoice.pk), {})

    assert said == [
        refused,
        "In the file, the description is cut: “FAC-00001-R1 Plomberie du Sagu”.",
    ]


def test_issuing_a_correction_says_what_keeps_it_out_of_the_file(
    shop: Shop, admin: Client
) -> None:
    draft = start_correction(invoice=shop.issue(shop.line("100.00", "4010")))
    refused = refuse(shop, "4010")

    said = warnings(
        admin, page("invoices:invoice_issue", draft.pk), {"day": "2026-11-03"}
    )

    assert said == [refused]
    draft.refresh_from_db()
    assert draft.number == "FAC-00001-R1"


def test_a_copy_says_what_it_would_meet(shop: Shop, admin: Client) -> None:
    invoice = shop.issue(shop.line("100.00", "4010"))
    refused = refuse(shop, "4010")

    said = warnings(admin, page("invoices:invoice_duplicate", invoice.pk), {})

    assert said == [refused]


def test_removing_a_line_says_what_the_others_would_meet(
    shop: Shop, admin: Client
) -> None:
    draft = shop.draft(shop.line("100.00", "4010"), shop.line("50.00", "4020"))
    removed = draft.lines.get(account=shop.account("4020"))
    refuse(shop, "4020")
    refused = refuse(shop, "4010")

    said = warnings(admin, page("invoices:line_remove", removed.pk), {})

    assert said == [refused]


def test_interest_says_what_keeps_it_out_of_the_file(shop: Shop, admin: Client) -> None:
    shop.change(interest=shop.account("4910"))
    refused = refuse(shop, "4910")

    said = warnings(
        admin,
        page("invoices:customer_interest", shop.customer.pk),
        {"amount": "5.00", "day": "2026-11-03", "description": "Intérêts"},
    )

    assert said == [refused]


def test_a_draft_speaks_of_the_taxes_that_its_lines_bear(
    shop: Shop, admin: Client
) -> None:
    refuse(shop, "2330")
    refused = refuse(shop, "2320")

    lines = [shop.line("100.00"), shop.line("50.00")]
    removed = shop.draft(*lines).lines.last()

    assert removed is not None
    assert warnings(admin, page("invoices:line_remove", removed.pk), {}) == [refused]


def test_a_draft_of_a_relieved_customer_speaks_of_no_tax(
    shop: Shop, admin: Client
) -> None:
    refuse(shop, "2320")
    Customer.objects.update(is_exempt=True, certificate_number="123")
    invoice = shop.issue(shop.line("100.00"))

    assert warnings(admin, page("invoices:invoice_duplicate", invoice.pk), {}) == []
