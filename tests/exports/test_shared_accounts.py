"""What was put on an account that carries something else, before that was refused.

It stays behind by itself, says what mends it, and goes in the next batch.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.models import AccountingSettings, JournalEntry
from catalog.models import Category, Item
from catalog.services import save_item
from exports.bordereau import read_statement
from exports.queries import plan_export
from exports.reasons import explain_set_aside
from invoices.models import Invoice, InvoiceLine, InvoiceTax
from invoices.services.crediting import issue_credit_note
from invoices.services.line_account import choose_line_account
from invoices.services.reapplying import reapply_accounts
from invoices.services.reclassifying import reclassify
from invoices.services.rewriting import rewrite_sales
from plannit.verification import faults
from taxes.models import Tax
from tests.exports.journal import TODAY, produce
from tests.exports.previews import behind
from tests.exports.reading import net_of, titles_in, written_in
from tests.factories import make_category, make_item, make_member
from tests.invoices.shop import Shop, entry_of, lines_of, sale

NOVEMBER_5 = date(2026, 11, 5)
REMAPPING = "/c/cote/remapping/"
THEN = "Then reapply the accounts."
OWED = "carries what customers owe and nothing else"
ADVANCES = "carries the deposits and credits of customers and nothing else"


@pytest.fixture
def item(shop: Shop) -> Item:
    return make_item(shop.company, "S-1", name="Visite")


def issue_on(
    shop: Shop, number: str, *, origin: str = "line", item: Item | None = None
) -> Invoice:
    """Issue 100.00 as it was possible before: its line is on this account."""
    invoice = shop.issue(shop.line("100.00", None, item=item))
    account = shop.account(number)
    frozen = {"revenue_account": account, "revenue_origin": origin}
    chosen = {"account": account} if origin == "line" else {}
    InvoiceLine.objects.filter(invoice=invoice).update(**frozen, **chosen)
    rewrite_sales(shop.company, [invoice.pk])
    return invoice


def put_on(row: Item | Category | Tax, account: object) -> None:
    """Map it as a database of before may have it."""
    type(row).objects.filter(pk=row.pk).update(credit_account=account)
    row.refresh_from_db()


def issue_item_on_receivable(shop: Shop, item: Item) -> Invoice:
    invoice = issue_on(shop, "1201", origin=f"item:{item.pk}", item=item)
    put_on(item, shop.account("1201"))
    return invoice


def mend_item(shop: Shop, item: Item) -> None:
    item.credit_account = shop.account("4010")
    save_item(item=item)


def test_the_sale_of_such_an_item_stays_behind_and_the_rest_goes(
    shop: Shop, item: Item
) -> None:
    sold = issue_item_on_receivable(shop, item)
    shop.issue(shop.line("10.00"))
    assert lines_of(sold)[:2] == ["D 1201 114.98", "C 1201 100.00"]

    assert behind(shop) == [
        (
            "FAC-00001",
            [
                (
                    f"The item “S-1 Visite” is on account 1201, which {OWED}: choose"
                    " another account there."
                ),
                THEN,
            ],
            [f"/c/cote/settings/items/{item.pk}/", REMAPPING],
        )
    ]
    assert titles_in(produce(shop.company)) == ["2026-11-03 FAC-00002 Gagnon"]


def test_the_sale_goes_once_the_item_is_mended_and_the_accounts_are_reapplied(
    shop: Shop, item: Item
) -> None:
    issue_item_on_receivable(shop, item)

    mend_item(shop, item)

    assert behind(shop) == [
        (
            "FAC-00001",
            [f"It was issued on account 1201, which {OWED}: reapply the accounts."],
            [REMAPPING],
        )
    ]
    reapply_accounts(company=shop.company)
    assert behind(shop) == []
    again = sale("114.98", "100.00", "5.00", "9.98", "4010")
    assert written_in(produce(shop.company)) == {
        "GLImport.001": [["2026-11-03 FAC-00001 Gagnon", *again]]
    }
    assert list(faults(using="default")) == []


def test_the_whole_way_is_on_the_pages(shop: Shop, item: Item, client: Client) -> None:
    invoice = issue_item_on_receivable(shop, item)
    JournalEntry.objects.update(
        happened_on=date(2025, 11, 3), ready_on=date(2025, 11, 3)
    )
    client.force_login(make_member(shop.company))
    new = reverse("exports:batch_new", args=["cote"])

    def links() -> list[str]:
        page = client.get(new, {"through": "2025-11-30"})
        (stays,) = page.context["preview"].behind
        assert all(f'href="{reason.url}"' in page.text for reason in stays.reasons)
        return [reason.url for reason in stays.reasons]

    edit, reapply = links()
    form = {"code": "S-1", "name": "Visite", "unit_price": "0.00"}
    client.post(edit, {**form, "credit_account": shop.account("4010").pk})
    assert links() == [reapply]
    assert client.get(reapply).context["changes"][0].line.invoice == invoice
    client.post(reverse("invoices:reapply", args=["cote"]))

    page = client.get(new, {"through": "2026-11-30"})
    assert lines_of(invoice)[1] == "C 4010 100.00"
    assert page.status_code == 200


def test_a_category_and_the_default_of_sales_are_named_with_their_pages(
    shop: Shop,
) -> None:
    pieces = make_category(shop.company, "Pièces")
    item = make_item(shop.company, "P-1", category=pieces)
    issue_on(shop, "2150", origin=f"category:{pieces.pk}", item=item)
    put_on(pieces, shop.account("2150"))
    issue_on(shop, "2310", origin="default:text")
    AccountingSettings.objects.update(sale_credit=shop.account("2310"))

    assert behind(shop) == [
        (
            "FAC-00001",
            [
                (
                    f"The category “Pièces” is on account 2150, which {ADVANCES}: choose"
                    " another account there."
                ),
                THEN,
            ],
            [f"/c/cote/settings/categories/{pieces.pk}/", REMAPPING],
        ),
        (
            "FAC-00002",
            [
                (
                    "“sales: credit account” in the settings is on account 2310, which"
                    " carries taxes to hand over and nothing else: choose another account"
                    " there."
                ),
                THEN,
            ],
            ["/c/cote/settings/accounting/", REMAPPING],
        ),
    ]


def test_an_item_that_has_no_account_any_more_waits_for_one(
    shop: Shop, item: Item
) -> None:
    shop.change(unmapped="block")
    invoice = issue_item_on_receivable(shop, item)
    put_on(item, None)

    reapply_accounts(company=shop.company)

    assert lines_of(invoice)[:2] == ["D 1201 114.98", "C ? 100.00"]
    assert behind(shop)[0][1] == ["No account is chosen for the item “S-1 Visite”."]
    mend_item(shop, item)
    assert behind(shop) == []


def test_a_line_without_an_item_gets_another_account_on_its_own_page(
    shop: Shop,
) -> None:
    invoice = issue_on(shop, "2150")
    line = entry_of(invoice).lines.get(account=shop.account("2150"))
    reason = (
        f"A line of the sale is on account 2150, which {ADVANCES}: choose another"
        " account for it."
    )
    page = f"/c/cote/entries/lines/{line.pk}/account/"
    assert behind(shop) == [("FAC-00001", [reason], [page])]

    choose_line_account(line=line, account=shop.account("4010"))

    assert lines_of(invoice) == sale("114.98", "100.00", "5.00", "9.98", "4010")
    assert net_of(produce(shop.company))["4010"] == Decimal("-100.00")
    assert list(faults(using="default")) == []


def test_the_page_of_such_a_line_is_open_to_staff(shop: Shop, client: Client) -> None:
    invoice = issue_on(shop, "1201")
    line = entry_of(invoice).lines.get(origin="line")
    page = reverse("invoices:line_account", args=["cote", line.pk])
    client.force_login(make_member(shop.company))

    assert client.get(page).status_code == 200
    client.post(page, {"account": shop.account("4000").pk})

    assert lines_of(invoice) == sale("114.98", "100.00", "5.00", "9.98")


def test_a_credit_note_of_a_sale_that_stays_behind_stays_with_it(
    shop: Shop, item: Item
) -> None:
    invoice = issue_on(shop, "2150", origin=f"item:{item.pk}", item=item)
    put_on(item, shop.account("2150"))
    note = issue_credit_note(
        invoice=invoice,
        nets={invoice.lines.get().pk: Decimal("40.00")},
        issued_on=NOVEMBER_5,
    )

    assert [document for document, *_why in behind(shop)] == ["FAC-00001", note.number]
    mend_item(shop, item)
    reapply_accounts(company=shop.company)

    assert behind(shop) == []
    assert net_of(produce(shop.company))["4010"] == Decimal("-60.00")


def test_what_takes_back_a_sale_of_the_books_goes_on_its_accounts(
    shop: Shop, item: Item
) -> None:
    """The books have it there: together they leave nothing on the account."""
    invoice = issue_on(shop, "2150", origin=f"item:{item.pk}", item=item)
    shop.change(deposits=None)
    first = produce(shop.company)
    AccountingSettings.objects.update(deposits=shop.account("2150"))
    mend_item(shop, item)
    line = invoice.lines.get()

    issue_credit_note(
        invoice=invoice, nets={line.pk: Decimal("40.00")}, issued_on=NOVEMBER_5
    )
    assert behind(shop) == []
    reclassify(line=line, reclassified_on=NOVEMBER_5, reclassified_by=None)

    assert behind(shop) == []
    assert net_of(first, produce(shop.company))["2150"] == Decimal("0.00")


def test_a_tax_on_the_receivable_is_named_and_its_invoice_corrected(
    shop: Shop,
) -> None:
    tax = Tax.objects.get(code="TPS")
    invoice = shop.issue(shop.line("100.00"))
    InvoiceTax.objects.filter(tax=tax).update(account=shop.account("1201"))
    rewrite_sales(shop.company, [invoice.pk])
    put_on(tax, shop.account("1201"))

    assert behind(shop) == [
        (
            "FAC-00001",
            [
                (
                    f"The tax “TPS” is on account 1201, which {OWED}: choose another"
                    " account there."
                ),
                "Then correct the document.",
            ],
            [f"/c/cote/settings/taxes/{tax.pk}/", ""],
        )
    ]
    put_on(tax, shop.account("2310"))
    assert behind(shop)[0][1] == [
        f"It was made on account 1201, which {OWED}: correct the document."
    ]


def test_plan_and_bordereau_say_it_as_the_page_does(shop: Shop, item: Item) -> None:
    issue_item_on_receivable(shop, item)
    shop.issue(shop.line("10.00"))
    company = shop.company
    reasons = [
        (
            f"The item “S-1 Visite” is on account 1201, which {OWED}: choose another account"
            " there."
        ),
        THEN,
    ]

    plan = plan_export(company=company, through=TODAY, produced_on=TODAY)
    (stays,) = explain_set_aside(company, plan.set_aside)
    statement = read_statement(produce(company), "en-ca")

    assert plan.entry_count == 1
    assert [reason.text for reason in stays.reasons] == reasons
    assert statement is not None
    (kept,) = statement.behind
    assert (kept.document, [reason.text for reason in kept.reasons]) == (
        "FAC-00001",
        reasons,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_reasons_ask_as_much_for_three_sales_as_for_one(
    shop: Shop,
    item: Item,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _sale in range(count):
        issue_item_on_receivable(shop, item)
        put_on(item, None)
    put_on(item, shop.account("1201"))
    plan = plan_export(company=shop.company, through=TODAY, produced_on=TODAY)
    assert len(plan.set_aside) == count

    with django_assert_num_queries(19):
        explain_set_aside(shop.company, plan.set_aside)
