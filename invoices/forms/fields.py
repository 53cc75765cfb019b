"""What the forms of money have in common."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounting.fields import MAXIMUM
from companies.models import Company
from invoices.models import PaymentMethod
from ui.forms import AmountField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CENT = Decimal("0.01")


def amount_field(label: "StrOrPromise", **options: Any) -> AmountField:
    """Dollars and cents above zero."""
    return AmountField(
        label=label, decimal_places=2, min_value=CENT, max_value=MAXIMUM, **options
    )


def reference_field() -> forms.CharField:
    return forms.CharField(
        max_length=60,
        required=False,
        label=_("reference"),
        help_text=_("The number of the cheque, of the transfer, of the quote…"),
    )


def method_field(label: "StrOrPromise | None" = None) -> Any:
    """A choice of methods that `offer` fills."""
    return forms.ModelChoiceField(
        PaymentMethod.objects.none(), label=label or _("payment method")
    )


def methods_of(company: Company) -> QuerySet[PaymentMethod]:
    return PaymentMethod.objects.for_company(company).filter(is_active=True)


def offer(form: forms.BaseForm, **rows: QuerySet[Any]) -> None:
    """Limit each of these choices to these rows."""
    for name, queryset in rows.items():
        field = form.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = queryset
