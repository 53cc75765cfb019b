from dataclasses import dataclass
from typing import Literal

from accounting.models import AccountingSettings
from accounting.origins import CHOSEN
from catalog.models import Item

Side = Literal["debit", "credit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The account that answered for a line and the rule it comes from.

    `origin` is `line`, `item:42` or `category:7`; `default:item:42` when the company's
    default answered for want of another, `missing:item:42` when nothing did. A line
    without an item is `default:text` or `missing:text`.
    """

    account_id: int | None
    origin: str


class AccountRules:
    """How a company answers: the line, its item, the item's category, the default."""

    def __init__(self, settings: AccountingSettings) -> None:
        self.settings = settings

    def revenue(self, item: Item | None, line_account_id: int | None = None) -> Choice:
        """Who is credited; the default does not answer where unmapped is BLOCK."""
        if line_account_id is not None:
            return Choice(account_id=line_account_id, origin=CHOSEN)
        blocked = self.settings.unmapped == AccountingSettings.Unmapped.BLOCK
        default = None if blocked else self.settings.sale_credit_id
        return _answer(item, "credit", default)

    def receivable(self, item: Item | None) -> Choice:
        """Who is debited: the same account for every line of a document."""
        return _answer(item, "debit", self.settings.sale_debit_id)


def _answer(item: Item | None, side: Side, default: int | None) -> Choice:
    subject = f"item:{item.pk}" if item else "text"
    if item is not None:
        own: int | None = getattr(item, f"{side}_account_id")
        if own is not None:
            return Choice(account_id=own, origin=subject)
        category = item.category
        if category is not None:
            shared: int | None = getattr(category, f"{side}_account_id")
            if shared is not None:
                return Choice(account_id=shared, origin=f"category:{category.pk}")
    level = "missing" if default is None else "default"
    return Choice(account_id=default, origin=f"{level}:{subject}")
