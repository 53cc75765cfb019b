from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import PlainForm


class CutOverForm(PlainForm):
    first_day = forms.DateField(
        label=_("First day of the books kept here"),
        help_text=_("Documents before it are in the books of Acomba already."),
    )


class SignatureForm(PlainForm):
    is_compared = forms.BooleanField(
        label=_("I compared this list with the books of Acomba, and they agree.")
    )


class DayForm(PlainForm):
    day = forms.DateField(label=_("Date of the reclassification"))
