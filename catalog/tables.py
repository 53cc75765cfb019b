from collections.abc import Mapping
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.models import GLAccount
from catalog.models import Category, Item
from catalog.queries import AccountRules, Choice
from ui.signs import Sign
from ui.tables import AmountColumn, PageTable, page_link
from ui.templatetags.ui import status_badge

CODE = {"td": {"class": "code"}}


class CategoryTable(PageTable):
    caption = gettext_lazy("Categories and their accounts")
    name = tables.Column(linkify=page_link("catalog:category_edit"))
    debit_account = tables.Column(empty_values=())
    credit_account = tables.Column(empty_values=())

    class Meta:
        model = Category
        order_by = "name"
        fields = ("name", "debit_account", "credit_account")
        empty_text = gettext_lazy("No category yet: items can do without one.")

    def render_debit_account(self, value: GLAccount | None) -> str:
        default = format_html('<span class="quiet">{}</span>', _("by default"))
        return str(value) if value else default

    render_credit_account = render_debit_account


class ItemTable(PageTable):
    """The catalogue; where an account is not the item's own, whose it is."""

    caption = gettext_lazy("Products and services, with the accounts of each")

    code = tables.Column(linkify=page_link("catalog:item_edit"), attrs=CODE)
    name = tables.Column(verbose_name=gettext_lazy("Name"))
    category = tables.Column(order_by="category__name")
    unit_price = AmountColumn()
    tax_group = tables.Column(order_by="tax_group__name")
    debit_account = tables.Column(empty_values=(), orderable=False)
    credit_account = tables.Column(empty_values=(), orderable=False)

    class Meta:
        model = Item
        order_by = "code"
        fields = [
            "code",
            "name",
            "category",
            "unit_price",
            "tax_group",
            "debit_account",
            "credit_account",
        ]

    def __init__(
        self, items: Any, *, rules: AccountRules, accounts: Mapping[int, GLAccount]
    ) -> None:
        super().__init__(items)
        self.rules = rules
        self.accounts = accounts

    def render_debit_account(self, record: Item) -> SafeString:
        return self._account(self.rules.receivable(record))

    def render_credit_account(self, record: Item) -> SafeString:
        return self._account(self.rules.revenue(record))

    def _account(self, choice: Choice) -> SafeString:
        if choice.account_id is None:
            return status_badge(Sign.NEEDS_YOU, _("no account"))
        account = self.accounts[choice.account_id]
        level = choice.origin.partition(":")[0]
        source = {"category": _("of its category"), "default": _("by default")}
        return format_html(
            '<span title="{}">{}</span> <span class="quiet">{}</span>',
            account.name,
            account.number,
            source.get(level, ""),
        )
