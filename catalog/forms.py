from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounting.forms.fields import AccountField, ChartForm
from catalog.models import Category, Item
from companies.models import Company
from taxes.models import TaxGroup
from ui.forms import PlainForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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
                "The sales account of the category's items that have none of their own."
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
        company = self.instance.company
        groups = TaxGroup.objects.for_company(company).order_by("name")
        self.fields["category"] = category_field(company, nothing=_("— none —"))
        self.fields["tax_group"] = forms.ModelChoiceField(
            groups,
            required=False,
            label=_("Tax group"),
            empty_label=_("— none —"),
        )


class ReplaceForm(PlainForm):
    """The item that drafts get instead."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Item.objects.for_company(item.company).filter(is_archived=False)
        self.fields["by"] = forms.ModelChoiceField(
            others.exclude(pk=item.pk).order_by("code"),
            label=_("Replace by"),
            help_text=_(
                "Lines of drafts keep their description, price and taxes; their account"
                " follows the other item. Issued documents do not change."
            ),
        )


class ItemSearchForm(PlainForm):
    """What the list of items is narrowed to: its fields are those of find_items."""

    text = forms.CharField(label=_("Code or name"), required=False)
    unmapped = forms.BooleanField(label=_("Without an account"), required=False)
    archived = forms.BooleanField(label=_("Archived"), required=False)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"] = category_field(company, nothing=_("All categories"))


def category_field(
    company: Company, *, nothing: "StrOrPromise"
) -> "forms.ModelChoiceField[Category]":
    return forms.ModelChoiceField(
        Category.objects.for_company(company),
        required=False,
        label=_("Category"),
        empty_label=str(nothing),
    )
