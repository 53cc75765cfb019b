"""Accounts and rates that change after documents were issued on them."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.services.accounts import save_account
from catalog.models import Item
from catalog.services import save_item
from exports.models import ExportFile
from exports.queries import plan_export
from exports.reasons import explain_set_aside
from invoices.models import Invoice, InvoiceLine
from invoices.services.journal import refresh_all
from invoices.services.reapplying import account_changes, reapply_accounts
from invoices.services.reclassifying import (
    proposed_reclassifications,
    reclassify,
    revenue_left,
)
from invoices.services.refusals import DocumentError
from taxes.models import TaxRate
from tests.exports.journal import numbers_in
from tests.factories import make_item
from tests.invoices.counter import HUNDRED, Counter, sold

OCTOBER_20 = date(2026, 10, 20)
OCTOBER_28 = date(2026, 10, 28)
NOVEMBER_12 = date(2026, 11, 12)
NOVEMBER_24 = date(2026, 11, 24)


def issue_item(counter: Counter, on: date) -> tuple[Invoice, Item]:
    """Issue 100.00 of an item that is on 4000."""
    shop = counter.shop
    item = make_item(shop.company, "S-1", credit_account=shop.account("4000"))
    return counter.issue("100.00", on, account=None, item=item), item


def remap(counter: Counter, item: Item) -> None:
    item.credit_account = counter.shop.account("4010")
    save_item(item=item)


def line_of(invoice: Invoice) -> InvoiceLine:
    return invoice.lines.get()


def test_scenario_28_an_item_moved_after_export_leaves_the_file_alone(
    counter: Counter,
) -> None:
    _, item = issue_item(counter, OCTOBER_20)
    batch = counter.produce(date(2026, 10, 31))
    written = batch.files.get().sha256

    remap(counter, item)
    refresh_all(company=counter.shop.company)

    assert counter.journal() == [f"X sale 10-20 {HUNDRED}"]
    kept = ExportFile.objects.get(batch=batch)
    assert kept.sha256 == written
    assert b"4000" in bytes(kept.content)
    assert b"4010" not in bytes(kept.content)


def test_scenario_28_a_reclassification_is_offered_and_leaves_the_taxes(
    counter: Counter,
) -> None:
    invoice, item = issue_item(counter, OCTOBER_20)
    counter.export()
    assert proposed_reclassifications(counter.shop.company) == []

    remap(counter, item)

    proposed = proposed_reclassifications(counter.shop.company)
    assert [change.line for change in proposed] == [line_of(invoice)]
    reclassify(line=line_of(invoice), reclassified_on=NOVEMBER_24, reclassified_by=None)
    assert counter.journal() == [
        f"X sale 10-20 {HUNDRED}",
        "R! reclassified 11-24 D 4000 100.00 / C 4010 100.00",
    ]
    assert proposed_reclassifications(counter.shop.company) == []
    with pytest.raises(DocumentError, match="there is nothing to reclassify"):
        reclassify(
            line=line_of(invoice), reclassified_on=NOVEMBER_24, reclassified_by=None
        )


def test_scenario_28_what_was_credited_is_not_reclassified(counter: Counter) -> None:
    invoice, item = issue_item(counter, OCTOBER_20)
    counter.export()
    counter.credit(invoice, "40.00", NOVEMBER_12)
    remap(counter, item)

    assert revenue_left(line_of(invoice)) == Decimal("60.00")
    reclassify(line=line_of(invoice), reclassified_on=NOVEMBER_24, reclassified_by=None)
    counter.credit(invoice, "60.00", NOVEMBER_24)

    assert counter.journal()[-2:] == [
        "R! reclassified 11-24 D 4000 60.00 / C 4010 60.00",
        "R! credit_note 11-24 D 4010 60.00, D 2310 3.00, D 2320 5.99 / C 1201 68.99",
    ]


def test_scenario_29_the_accounts_frozen_at_issue_win(counter: Counter) -> None:
    counter.shop.wait_for_payment()
    counter.shop.change(sale_date="payment")
    invoice, item = issue_item(counter, OCTOBER_28)
    remap(counter, item)

    counter.pay({invoice: "114.98"}, NOVEMBER_12)

    assert counter.filed(NOVEMBER_12) == [
        f"2026-11-12 FAC-00001 du 2026-10-28 Gagnon: {HUNDRED}",
        "2026-11-12 FAC-00001 Paiement Gagnon: D 1010 114.98 / C 1201 114.98",
    ]


def test_scenario_29_applying_the_accounts_again_shows_then_changes(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    _, item = issue_item(counter, OCTOBER_28)
    remap(counter, item)

    (change,) = account_changes(counter.shop.company)
    assert change.before.account_id == counter.shop.account("4000").pk
    assert change.after.account_id == counter.shop.account("4010").pk
    assert counter.journal() == [f"H sale 10-28 {HUNDRED}"]

    reapply_accounts(company=counter.shop.company)

    again = sold("100.00", "5.00", "9.98", total="114.98", account="4010")
    assert counter.journal() == [f"H sale 10-28 {again}"]
    assert account_changes(counter.shop.company) == []


def test_scenario_29_what_has_left_is_not_applied_again(counter: Counter) -> None:
    _, item = issue_item(counter, OCTOBER_28)
    counter.export()
    remap(counter, item)

    reapply_accounts(company=counter.shop.company)

    assert counter.journal() == [f"X sale 10-28 {HUNDRED}"]


def test_scenario_30_what_is_on_an_inactive_account_stays_out_of_the_batch(
    counter: Counter,
) -> None:
    for _ in range(3):
        counter.issue("100.00", OCTOBER_28, account="4010")
    counter.issue("100.00", OCTOBER_28)
    account = counter.shop.account("4010")
    account.is_active = False
    save_account(account=account)

    plan = plan_export(
        company=counter.shop.company, through=OCTOBER_28, produced_on=OCTOBER_28
    )

    assert [aside.entry.document for aside in plan.set_aside] == [
        "FAC-00001",
        "FAC-00002",
        "FAC-00003",
    ]
    assert {a.number for aside in plan.set_aside for a in aside.unusable} == {"4010"}
    behind = explain_set_aside(counter.shop.company, plan.set_aside)
    assert [reason.text for each in behind for reason in each.reasons] == 3 * [
        "Account 4010 is not active. Choose another, or activate it."
    ]
    file = counter.produce(OCTOBER_28).files.get()
    assert numbers_in(file.batch) == ["FAC-00004"]
    assert b"4010" not in bytes(file.content)


def raise_tvq(counter: Counter) -> None:
    tax = counter.shop.groups["TPS+TVQ"].members.get(tax__code="TVQ").tax
    TaxRate.objects.create(tax=tax, rate=Decimal("0.10"), valid_from=date(2027, 1, 1))


def test_scenario_32_an_invoice_has_the_rate_of_its_day(counter: Counter) -> None:
    old = counter.issue("100.00", date(2026, 12, 31))
    raise_tvq(counter)
    counter.issue("100.00", date(2027, 1, 2))

    old.refresh_from_db()
    old.save()
    refresh_all(company=counter.shop.company)

    new = sold("100.00", "5.00", "10.00", total="115.00")
    assert counter.filed(date(2027, 1, 2)) == [
        f"2026-12-31 FAC-00001 Gagnon: {HUNDRED}",
        f"2027-01-02 FAC-00002 Gagnon: {new}",
    ]


def test_scenario_32_a_replacement_keeps_the_rate_of_its_original(
    counter: Counter,
) -> None:
    old = counter.issue("100.00", date(2026, 12, 31))
    raise_tvq(counter)

    again = counter.correct(old, "200.00", date(2027, 1, 2))
    once_more = counter.correct(again, "100.00", date(2027, 1, 3))

    assert again.tax_on == once_more.tax_on == date(2026, 12, 31)
    assert once_more.number == "FAC-00001-R2"
    assert counter.journal() == [f"R! sale 01-03 {HUNDRED}"]
