"""What the lists of documents are narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from invoices.models import Invoice, Settlement
from ui.forms import PlainForm

OWING, OVERDUE, RETURNED = "OWING", "OVERDUE", "RETURNED"
STATES = [
    ("", _("all")),
    (Invoice.Status.DRAFT, _("draft")),
    (Invoice.Status.ISSUED, _("issued")),
    *Settlement.choices,
    (OWING, _("unpaid or partly paid")),
    (OVERDUE, _("overdue")),
    (Invoice.Status.VOID, _("void")),
    (RETURNED, _("returned payment")),
]


class DocumentSearchForm(PlainForm):
    search = forms.CharField(
        required=False, max_length=150, label=_("Number or customer")
    )
    first = forms.DateField(required=False, label=_("From"))
    last = forms.DateField(required=False, label=_("Through"))

    def wanted(self) -> dict[str, Any]:
        """What was asked and understood; the rest is told beside its field."""
        self.is_valid()
        return self.cleaned_data


class InvoiceSearchForm(DocumentSearchForm):
    state = forms.ChoiceField(choices=STATES, required=False, label=_("State"))


class CustomerSearchForm(PlainForm):
    search = forms.CharField(
        required=False, max_length=150, label=_("Number, name or city")
    )
    owing = forms.BooleanField(required=False, label=_("Only those who owe something"))

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data
