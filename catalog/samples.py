from datetime import date

from accounting.journal.cents import CENT
from accounting.queries import settings_for
from accounting.saving import Sample, SampleLine
from catalog.models import Item
from catalog.queries import AccountRules


def item_sample(item: Item, on: date) -> Sample:
    """One sold at its price; the account debited is its own affair where it has one."""
    choice = AccountRules(settings_for(item.company)).revenue(item)
    amount = item.unit_price.amount or CENT
    lines = [SampleLine(choice.account_id, choice.origin, amount)]
    if item.debit_account_id is not None:
        lines.append(SampleLine(item.debit_account_id, f"item:{item.pk}", amount))
    return Sample(on=on, lines=tuple(lines))
