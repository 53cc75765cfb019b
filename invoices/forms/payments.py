from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from invoices.forms.invoices import PastDayForm
from invoices.models import Invoice, PaymentMethod
from ui.forms import AmountField


class PaymentForm(PastDayForm):
    amount = AmountField(decimal_places=2, label=_("amount"))
    method = forms.ModelChoiceField(
        PaymentMethod.objects.none(), label=_("payment method")
    )
    reference = forms.CharField(max_length=60, required=False, label=_("reference"))

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        methods = PaymentMethod.objects.for_company(invoice.company)
        self.fields["method"].queryset = methods.filter(is_active=True)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["amount"].initial = invoice.balance
