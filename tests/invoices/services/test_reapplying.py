"""Accounts applied again, and exported revenue reclassified: which lines, which amounts."""

from datetime import date
from decimal import Decimal

import pytest

from catalog.models import Item
from catalog.services import save_item
from invoices.models import Invoice
from invoices.services.cut_over import set_cut_over
from invoices.services.interest import charge_interest
from invoices.services.reapplying import account_changes, reapply_accounts
from invoices.services.reclassifying import proposed_reclassifications, reclassify
from tests.factories import make_company, make_item, make_member
from tests.invoices.counter import Counter, sold, taken_back
from tests.invoices.refusing import refuses, refuses_before
from tests.invoices.shop import entry_of, lines_of, mark_exported

ISSUED = date(2026, 11, 3)
BACK = date(2026, 11, 6)
LATER = date(2026, 11, 24)

MOVED = sold("100.00", "5.00", "9.98", total="114.98", account="4010")


@pytest.fixture
def item(counter: Counter) -> Item:
    """An item on 4000."""
    account = counter.shop.account("4000")
    return make_item(counter.shop.company, "S-1", credit_account=account)


@pytest.fixture
def invoice(counter: Counter, item: Item) -> Invoice:
    return sell(counter, item)


def sell(counter: Counter, item: Item, **values: Decimal) -> Invoice:
    return counter.issue("100.00", ISSUED, account=None, item=item, **values)


def remap(counter: Counter, item: Item) -> None:
    item.credit_account = counter.shop.account("4010")
    save_item(item=item)


def changed(counter: Counter) -> list[str]:
    return [str(c.line.invoice) for c in account_changes(counter.shop.company)]


def proposed(counter: Counter) -> list[str]:
    changes = proposed_reclassifications(counter.shop.company)
    return [str(change.line.invoice) for change in changes]


def reclassify_line(invoice: Invoice, on: date = LATER) -> list[str]:
    line = invoice.lines.get()
    return lines_of(reclassify(line=line, reclassified_on=on, reclassified_by=None))


def test_the_sale_and_its_credit_notes_take_the_account_of_today(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    note = counter.credit(invoice, "40.00", BACK)
    remap(counter, item)

    changes = reapply_accounts(company=counter.shop.company)

    assert [change.line for change in changes] == [invoice.lines.get()]
    back = taken_back("40.00", "2.00", "3.99", total="45.99").replace("4000", "4010")
    assert counter.journal() == [
        f"R! sale 11-03 {MOVED}",
        f"R! credit_note 11-06 {back}",
    ]
    [line], [taken] = invoice.lines.all(), note.lines.all()
    account = counter.shop.account("4010")
    assert line.revenue_account == taken.revenue_account == account
    assert line.revenue_origin == taken.revenue_origin == f"item:{item.pk}"


def test_only_what_changed_is_written_again(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    other = counter.issue("100.00", ISSUED)
    remap(counter, item)

    reapply_accounts(company=counter.shop.company)

    assert [entry_of(i).revision for i in (invoice, other)] == [2, 1]
    assert reapply_accounts(company=counter.shop.company) == []
    assert entry_of(invoice).revision == 2


def test_an_account_that_is_not_given_any_more_leaves_the_one_that_was(
    counter: Counter, item: Item
) -> None:
    sell(counter, item)
    counter.shop.change(sale_credit=None)
    item.credit_account = None
    save_item(item=item)

    assert changed(counter) == []


@pytest.mark.usefixtures("invoice")
def test_another_company_applies_none_of_these(counter: Counter, item: Item) -> None:
    remap(counter, item)
    before = counter.journal()

    assert reapply_accounts(company=make_company("roy")) == []

    assert counter.journal() == before
    assert proposed_reclassifications(make_company("lee")) == []


def test_interest_voids_and_what_was_in_the_books_keep_their_accounts(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    charge_interest(
        customer=counter.shop.customer, amount=Decimal("12.00"), charged_on=ISSUED
    )
    counter.void(invoice, BACK)
    remap(counter, item)
    counter.choose(interest="4900")

    assert changed(counter) == []

    sell(counter, item)
    item.credit_account = counter.shop.account("4020")
    save_item(item=item)
    assert changed(counter) == ["FAC-00003"]
    set_cut_over(company=counter.shop.company, first_day=LATER)
    assert changed(counter) == []


def test_a_sale_of_which_a_credit_note_has_left_keeps_its_account(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    mark_exported(counter.credit(invoice, "40.00", BACK))
    sell(counter, item)
    remap(counter, item)

    assert changed(counter) == ["FAC-00002"]
    assert proposed(counter) == []


def test_only_what_has_left_is_reclassified(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    mark_exported(invoice)
    sell(counter, item)
    remap(counter, item)

    assert (proposed(counter), changed(counter)) == (["FAC-00001"], ["FAC-00002"])
    assert reclassify_line(invoice) == ["D 4000 100.00", "C 4010 100.00"]


def test_a_reclassification_is_of_a_person_a_day_and_an_invoice(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    mark_exported(invoice)
    remap(counter, item)
    alice = make_member(counter.shop.company)

    row = reclassify(
        line=invoice.lines.get(), reclassified_on=ISSUED, reclassified_by=alice
    )

    assert (row.reclassified_by, row.from_origin) == (alice, f"item:{item.pk}")
    entry = entry_of(row)
    assert (entry.document_number, entry.party, entry.ready_on) == (
        "FAC-00001",
        "Gagnon",
        ISSUED,
    )


def test_revenue_is_not_moved_before_its_invoice(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    mark_exported(invoice)
    remap(counter, item)

    with refuses_before("FAC-00001", "3 Nov 2026"):
        reclassify_line(invoice, date(2026, 11, 2))


def test_revenue_that_has_not_left_is_not_reclassified(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    remap(counter, item)

    with refuses(
        "The revenue of this line is already on the account that its rule gives: there"
        " is nothing to reclassify."
    ):
        reclassify_line(invoice)


def test_a_line_that_is_credited_whole_has_nothing_to_move(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    mark_exported(invoice)
    counter.credit(invoice, None, BACK)
    remap(counter, item)

    assert proposed(counter) == []


@pytest.mark.parametrize(
    ("discounts", "lines"),
    [
        (None, ["D 4000 60.00", "C 4010 60.00"]),
        ("4090", ["D 4000 66.67", "C 4010 66.67"]),
    ],
    ids=["netted", "on its own account"],
)
def test_what_moves_is_what_the_account_was_credited(
    counter: Counter, item: Item, discounts: str | None, lines: list[str]
) -> None:
    if discounts:
        counter.choose(discounts=discounts)
    invoice = sell(counter, item, discount=Decimal("10.00"))
    mark_exported(invoice)
    # 30.00 of 90.00, with a third of the discount: 33.33 of 100.00.
    counter.credit(invoice, "30.00", BACK)
    remap(counter, item)

    assert reclassify_line(invoice) == lines


def test_a_return_is_reclassified_on_the_other_side(
    counter: Counter, item: Item
) -> None:
    invoice = counter.issue("-40.00", ISSUED, account=None, item=item)
    mark_exported(invoice)
    remap(counter, item)

    assert reclassify_line(invoice) == ["C 4000 40.00", "D 4010 40.00"]
