from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import PlainForm


class CloseForm(PlainForm):
    through = forms.DateField(label=_("Close the books through"))


class ReopenForm(PlainForm):
    to = forms.DateField(
        label=_("Keep them closed through"),
        required=False,
        help_text=_("Leave empty to reopen everything."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)
