"""What undoes a document takes it back from where its revenue is now."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.models import JournalEntry
from catalog.models import Item
from catalog.services import save_item
from invoices.consequences import of_void
from invoices.models import Invoice
from invoices.services.journal import refresh_all
from invoices.services.reapplying import reapply_accounts
from invoices.services.reclassifying import proposed_reclassifications, reclassify
from invoices.verification import document_faults
from tests.carrying import export
from tests.factories import make_item
from tests.invoices.counter import HUNDRED, Counter, sold

SOLD = date(2026, 11, 3)
MOVED = date(2026, 11, 10)
UNDONE = date(2026, 11, 22)

BACK_TO_4000 = "D 4000 100.00, D 2310 5.00, D 2320 9.98 / C 1201 114.98"
BACK_TO_4010 = "D 4010 100.00, D 2310 5.00, D 2320 9.98 / C 1201 114.98"
BACK_TO_4020 = "D 4020 100.00, D 2310 5.00, D 2320 9.98 / C 1201 114.98"


@pytest.fixture
def item(counter: Counter) -> Item:
    """An item on 4000."""
    account = counter.shop.account("4000")
    return make_item(counter.shop.company, "S-1", credit_account=account)


@pytest.fixture
def invoice(counter: Counter, item: Item) -> Invoice:
    """100.00 of the item, exported on 4000."""
    issued = counter.issue("100.00", SOLD, account=None, item=item)
    counter.export()
    return issued


def move(counter: Counter, item: Item, account: str, *invoices: Invoice) -> None:
    """Give the item another account, and reclassify what was sold of it."""
    item.credit_account = counter.shop.account(account)
    save_item(item=item)
    for invoice in invoices:
        reclassify(
            line=invoice.lines.get(), reclassified_on=MOVED, reclassified_by=None
        )


def undone(counter: Counter) -> list[str]:
    """The journal, once nothing is left on any account."""
    assert set(counter.left().values()) == {"0.00"}
    assert list(document_faults(counter.shop.company)) == []
    return counter.journal()


def test_a_void_takes_back_the_revenue_where_it_was_reclassified(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)
    counter.export()

    counter.void(invoice, UNDONE)

    assert undone(counter) == [
        f"X sale 11-03 {HUNDRED}",
        "X reclassified 11-10 D 4000 100.00 / C 4010 100.00",
        f"R! void 11-22 {BACK_TO_4010}",
    ]


def test_a_replacement_undoes_the_original_where_it_was_reclassified(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)
    counter.export()

    again = counter.correct(invoice, "120.00", UNDONE)

    new = sold("120.00", "6.00", "11.97", total="137.97", account="4010")
    assert counter.journal()[1:] == [
        "X reclassified 11-10 D 4000 100.00 / C 4010 100.00",
        f"R! sale 11-22 {new}",
        f"R! void 11-22 {BACK_TO_4010}",
    ]
    counter.void(again, UNDONE)
    assert len(undone(counter)) == 3


def test_a_credit_note_takes_back_the_revenue_where_it_was_reclassified(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)

    counter.credit(invoice, None, UNDONE)

    assert undone(counter)[1:] == [
        "R! reclassified 11-10 D 4000 100.00 / C 4010 100.00",
        f"R! credit_note 11-22 {BACK_TO_4010}",
    ]


def test_a_reclassification_that_never_left_is_withdrawn_with_its_invoice(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)
    assert list(of_void(invoice))[1:] == [
        "Its sale is in the books: an opposite entry undoes it.",
        "Its reclassification was never exported: it is withdrawn too.",
    ]

    counter.void(invoice, UNDONE)

    assert undone(counter) == [
        f"X sale 11-03 {HUNDRED}",
        f"R! void 11-22 {BACK_TO_4000}",
    ]
    refresh_all(company=counter.shop.company)
    assert len(undone(counter)) == 2
    counter.export()
    refresh_all(company=counter.shop.company)
    assert len(undone(counter)) == 2


def test_after_two_reclassifications_the_last_account_is_debited(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    for account in ("4010", "4020"):
        move(counter, item, account, invoice)
        counter.export()

    counter.void(invoice, UNDONE)

    assert undone(counter)[1:] == [
        "X reclassified 11-10 D 4000 100.00 / C 4010 100.00",
        "X reclassified 11-10 D 4010 100.00 / C 4020 100.00",
        f"R! void 11-22 {BACK_TO_4020}",
    ]


def test_of_two_reclassifications_only_the_one_that_left_counts(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)
    counter.export()
    move(counter, item, "4020", invoice)

    counter.void(invoice, UNDONE)

    assert undone(counter)[1:] == [
        "X reclassified 11-10 D 4000 100.00 / C 4010 100.00",
        f"R! void 11-22 {BACK_TO_4010}",
    ]


def test_a_reclassification_stays_when_a_later_one_of_its_line_left(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)
    move(counter, item, "4020", invoice)
    later = JournalEntry.objects.filter(event="reclassified").latest("pk")
    export([later])

    counter.void(invoice, UNDONE)

    assert undone(counter)[1:] == [
        "R! reclassified 11-10 D 4000 100.00 / C 4010 100.00",
        "X reclassified 11-10 D 4010 100.00 / C 4020 100.00",
        f"R! void 11-22 {BACK_TO_4020}",
    ]


def test_a_reclassification_back_to_the_first_account_leaves_the_void_there(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    for account in ("4010", "4000"):
        move(counter, item, account, invoice)
        counter.export()

    counter.void(invoice, UNDONE)

    assert undone(counter)[-1] == f"R! void 11-22 {BACK_TO_4000}"


def test_a_reclassification_whose_batch_came_to_nothing_stays(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)
    counter.export()
    counter.cancel()

    counter.void(invoice, UNDONE)

    assert undone(counter) == [
        f"R! sale 11-03 {HUNDRED}",
        "R! reclassified 11-10 D 4000 100.00 / C 4010 100.00",
        f"R! void 11-22 {BACK_TO_4010}",
    ]


def test_the_sale_of_a_batch_that_came_to_nothing_is_undone_where_it_was(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)
    counter.cancel()

    counter.void(invoice, UNDONE)

    assert undone(counter) == [
        f"R! sale 11-03 {HUNDRED}",
        f"R! void 11-22 {BACK_TO_4000}",
    ]


@pytest.mark.parametrize("discounts", [None, "4090"], ids=["netted", "apart"])
def test_credit_notes_before_between_and_after_leave_nothing(
    counter: Counter, item: Item, discounts: str | None
) -> None:
    if discounts:
        counter.choose(discounts=discounts)
    shop = counter.shop
    line = shop.line("100.00", None, item=item, discount=Decimal("10.00"))
    invoice = shop.issue(line, on=SOLD)
    counter.export()
    for net, account in [("30.01", "4010"), ("20.02", "4020"), ("13.31", "4000")]:
        counter.credit(invoice, net, MOVED)
        move(counter, item, account, invoice)
        counter.export()

    counter.credit(invoice, None, UNDONE)

    gross = "29.62" if discounts else "26.66"
    apart = ", D 4090 2.96" if discounts else ""
    back = [line for line in undone(counter) if line.startswith("R!")]
    assert back == [
        (
            f"R! credit_note 11-22 D 4000 {gross}, D 2310 1.33, D 2320 2.66"
            f" / C 1201 30.65{apart.replace('D', 'C')}"
        )
    ]


def test_a_void_gives_the_discount_back_on_its_own_account(
    counter: Counter, item: Item
) -> None:
    counter.choose(discounts="4090")
    invoice = counter.issue(
        "100.00", SOLD, account=None, item=item, discount=Decimal("10.00")
    )
    counter.export()
    move(counter, item, "4010", invoice)
    counter.export()

    counter.void(invoice, UNDONE)

    assert undone(counter)[1:] == [
        "X reclassified 11-10 D 4000 100.00 / C 4010 100.00",
        (
            "R! void 11-22 D 4010 100.00, D 2310 4.50, D 2320 8.98"
            " / C 1201 103.48, C 4090 10.00"
        ),
    ]


def test_a_void_mirrors_each_line_where_it_is(counter: Counter, item: Item) -> None:
    shop = counter.shop
    other = make_item(shop.company, "S-2", credit_account=shop.account("4020"))
    invoice = shop.issue(
        shop.line("100.00", None, item=item, group="Exonéré"),
        shop.line("-40.00", None, item=item, group="Exonéré"),
        shop.line("7.00", None, item=other, group="Exonéré"),
        on=SOLD,
    )
    counter.export()
    item.credit_account = shop.account("4010")
    save_item(item=item)
    for change in proposed_reclassifications(shop.company)[1:]:
        reclassify(line=change.line, reclassified_on=MOVED, reclassified_by=None)
    counter.export()

    counter.void(invoice, UNDONE)

    assert undone(counter)[-1] == (
        "R! void 11-22 D 4000 100.00, D 4020 7.00 / C 1201 67.00, C 4010 40.00"
    )


def test_applying_the_accounts_again_changes_nothing_that_was_undone(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)
    counter.export()
    counter.void(invoice, UNDONE)
    before = counter.journal()

    move(counter, item, "4020")

    assert reapply_accounts(company=counter.shop.company) == []
    assert proposed_reclassifications(counter.shop.company) == []
    refresh_all(company=counter.shop.company)
    assert undone(counter) == before


def test_verify_sees_a_void_that_left_revenue_on_two_accounts(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    move(counter, item, "4010", invoice)
    counter.void(invoice, UNDONE)
    withdrawn = JournalEntry.objects.filter(event="reclassified")
    withdrawn.update(status="READY")
    export(withdrawn)

    assert list(document_faults(counter.shop.company)) == [
        "Invoice FAC-00001 is wholly taken back, and leaves 100.00 on account 4000.",
        "Invoice FAC-00001 is wholly taken back, and leaves -100.00 on account 4010.",
    ]


def test_verify_sees_credit_notes_that_left_revenue_behind(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    counter.credit(invoice, "40.00", MOVED)
    move(counter, item, "4010", invoice)
    counter.credit(invoice, "60.00", UNDONE)
    moved = JournalEntry.objects.filter(event="reclassified")
    moved.update(status="WITHDRAWN")

    assert list(document_faults(counter.shop.company))[1:] == [
        "Invoice FAC-00001 is wholly taken back, and leaves -60.00 on account 4000.",
        "Invoice FAC-00001 is wholly taken back, and leaves 60.00 on account 4010.",
    ]


def test_verify_leaves_alone_what_is_taken_back_in_part(
    counter: Counter, invoice: Invoice
) -> None:
    counter.credit(invoice, "40.00", MOVED)
    lost = counter.issue("100.00", SOLD)
    counter.write_off(lost, "114.98", UNDONE)

    assert list(document_faults(counter.shop.company)) == []
