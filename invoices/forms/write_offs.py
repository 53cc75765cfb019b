from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from invoices.forms.fields import (
    amount_field,
    method_field,
    methods_of,
    offer,
    reference_field,
)
from invoices.forms.invoices import PastDayForm
from invoices.models import Invoice, WriteOff


class WriteOffForm(PastDayForm):
    kind = forms.ChoiceField(
        choices=WriteOff.Kind.choices,
        label=_("what it is"),
        widget=forms.RadioSelect,
        initial=WriteOff.Kind.BAD_DEBT,
    )
    amount = amount_field(_("amount"), help_text=_("With taxes."))
    reason = forms.CharField(
        max_length=200, label=_("reason"), help_text=_("It stays with the write-off.")
    )

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = invoice.balance

    def values(self) -> dict[str, Any]:
        """As write_off_invoice takes them."""
        found = dict(self.cleaned_data)
        kind = WriteOff.Kind(found.pop("kind"))
        return {"kind": kind, "written_off_on": found.pop("day"), **found}


class RecoveryForm(PastDayForm):
    amount = amount_field(_("amount received"))
    method = method_field(_("payment method"))
    reference = reference_field()

    def __init__(
        self, *args: Any, write_off: WriteOff, left: Decimal, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, method=methods_of(write_off.company))
        self.fields["amount"].initial = left

    def values(self) -> dict[str, Any]:
        """As record_recovery takes them."""
        found = dict(self.cleaned_data)
        return {"received_on": found.pop("day"), **found}
