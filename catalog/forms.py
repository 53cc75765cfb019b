from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounting.forms.fields import AccountField, ChartForm
from catalog.models import Category, Item

ACCOUNT_FIELDS = {"debit_account": AccountField, "credit_account": AccountField}
DEBIT_HELP = _("The receivable: the account that sales debit. Empty: the default.")


class CategoryForm(ChartForm[Category]):
    class Meta:
        model = Category
        fields = ["name", "debit_account", "credit_account"]
        field_classes = ACCOUNT_FIELDS
        labels = {"name": _("Name")}
        help_texts = {
            "debit_account": DEBIT_HELP,
            "credit_account": _(
                "The sales account of its items that have none of their own."
            ),
        }


class ItemForm(ChartForm[Item]):
    class Meta:
        model = Item
        fields = [
            "code",
            "name",
            "category",
            "unit_price",
            "tax_group",
            "debit_account",
            "credit_account",
        ]
        field_classes = ACCOUNT_FIELDS
        labels = {"name": _("Name")}
        help_texts = {
            "debit_account": DEBIT_HELP,
            "credit_account": _(
                "The sales account. Empty: that of the category, else the default."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ["category", "tax_group"]:
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                rows = field.queryset.filter(company=self.instance.company)
                field.queryset = rows.order_by("name")
