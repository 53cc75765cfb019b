from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounting.fields import MAXIMUM
from accounting.models import GLAccount
from catalog.models import Item
from companies.models import Company
from invoices.models import Customer, InvoiceLine
from taxes.models import TaxGroup
from ui.forms import AmountField, PlainForm


class DraftForm(PlainForm):
    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("customer"))

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        customers = Customer.objects.for_company(company).known()
        self.fields["customer"].queryset = customers  # type: ignore[attr-defined]  # a ModelChoiceField


class LineForm(PlainForm):
    """A line as it is typed; a blank price, description or tax group is the item's."""

    item = forms.ModelChoiceField(Item.objects.none(), required=False, label=_("item"))
    description = forms.CharField(
        max_length=300, required=False, label=_("description")
    )
    quantity = AmountField(
        initial=1,
        decimal_places=4,
        max_value=MAXIMUM,
        min_value=-MAXIMUM,
        label=_("quantity"),
    )
    unit_price = AmountField(
        required=False,
        decimal_places=2,
        min_value=0,
        max_value=MAXIMUM,
        label=_("unit price"),
    )
    discount = AmountField(
        required=False,
        decimal_places=2,
        min_value=0,
        max_value=MAXIMUM,
        label=_("discount ($)"),
    )
    tax_group = forms.ModelChoiceField(
        TaxGroup.objects.none(), required=False, label=_("tax group")
    )
    account = forms.ModelChoiceField(
        GLAccount.objects.none(),
        required=False,
        label=_("sales account"),
        help_text=_("For a line without an item; else the item's account answers."),
    )

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = GLAccount.objects.for_company(company).usable()
        choices = {
            "item": Item.objects.for_company(company).filter(is_archived=False),
            "tax_group": TaxGroup.objects.for_company(company).order_by("name"),
            "account": usable.order_by("number"),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("unit_price") is None and not data.get("item"):
            self.add_error("unit_price", _("Type a price, or choose an item."))
        return data

    def line(self) -> InvoiceLine:
        data = dict(self.cleaned_data)
        if data["unit_price"] is None:
            data["unit_price"] = data["item"].unit_price.amount
        data["discount"] = data["discount"] or Decimal(0)
        if data["item"] is not None:
            data["account"] = None
        del data["tax_group"]
        return InvoiceLine(**data)


class PastDayForm(PlainForm):
    """A day that has come; `today` is passed in."""

    day = forms.DateField(label=_("date"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"day": today}, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(
                _("This day is still to come: choose today or an earlier day.")
            )
        return day
