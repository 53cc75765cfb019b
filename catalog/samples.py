from collections.abc import Iterable, Iterator
from datetime import date

from accounting.journal.cents import CENT
from accounting.queries import settings_for
from accounting.saving import Sample, SampleLine
from catalog.models import Category, Item
from catalog.queries import AccountRules
from companies.models import Company


def item_sample(company: Company, items: Iterable[Item], on: date) -> Sample:
    """One of each sold at its price."""
    rules, sold = AccountRules(settings_for(company)), list(items)
    lines = (line for item in sold for line in _lines(item, rules))
    groups = (item.tax_group_id for item in sold if item.tax_group_id is not None)
    return Sample(on=on, lines=tuple(lines), tax_groups=tuple(groups))


def category_sample(category: Category, on: date) -> Sample:
    """A cent on each account of the category."""
    chosen = [(category.credit_account_id, True), (category.debit_account_id, False)]
    lines = (
        SampleLine(account, f"category:{category.pk}", CENT, is_sold=is_sold)
        for account, is_sold in chosen
        if account is not None
    )
    return Sample(on=on, lines=tuple(lines))


def _lines(item: Item, rules: AccountRules) -> Iterator[SampleLine]:
    """The account debited is the item's own affair where it has one."""
    choice = rules.revenue(item)
    amount = item.unit_price.amount or CENT
    yield SampleLine(choice.account_id, choice.origin, amount, is_sold=True)
    if item.debit_account_id is not None:
        yield SampleLine(item.debit_account_id, f"item:{item.pk}", amount)
