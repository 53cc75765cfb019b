"""The journal that was exported, given to a program that keeps whole ledgers."""

import pytest
from beancount import loader

from accounting.journal.entry import JournalEntry
from accounting.models import GLAccount
from companies.models import Company
from tests.exports.journal import produce
from tests.exports.reading import entries_in
from tests.invoices.shop import NOVEMBER_3, Shop

ROOTS = {
    "asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "revenue": "Income",
    "expense": "Expenses",
}


def ledger_of(company: Company, entries: list[JournalEntry]) -> str:
    """The chart and the entries, as beancount writes them."""
    names = {
        account.number: f"{ROOTS[account.category]}:A{account.number}"
        for account in GLAccount.objects.for_company(company)
    }
    opened = [f"2000-01-01 open {name} CAD\n" for name in names.values()]
    told = [
        f'{entry.date} * "{entry.description}"\n'
        + "".join(
            f"  {names[line.account or '']}  {line.debit - line.credit} CAD\n"
            for line in entry
        )
        for entry in entries
    ]
    return "".join([*opened, *told])


@pytest.mark.parametrize("detail", ["detailed", "summary", "daily"])
def test_beancount_finds_no_error_in_what_was_exported(shop: Shop, detail: str) -> None:
    shop.change(detail=detail)
    for price in ("100.00", "140.00", "99.99"):
        invoice = shop.issue(shop.line(price))
        shop.pay({invoice: str(invoice.total.amount)}, on=NOVEMBER_3)
    files = produce(shop.company).files.all()
    entries = [entry for file in files for entry in entries_in(file)]

    directives, errors, _options = loader.load_string(ledger_of(shop.company, entries))

    assert errors == []
    opened = GLAccount.objects.for_company(shop.company).count()
    assert len(directives) == opened + len(entries)
    assert len(entries) == (2 if detail == "daily" else 6)
