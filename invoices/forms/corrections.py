from django import forms
from django.utils.translation import gettext_lazy as _

from invoices.forms.invoices import PastDayForm
from ui.forms import PlainForm


class VoidForm(PastDayForm):
    reason = forms.CharField(
        max_length=200,
        label=_("Reason"),
        help_text=_("It stays with the invoice."),
    )


class ConfirmForm(PlainForm):
    """Nothing to fill in: the button says yes."""
