from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import PlainForm


class CutOverForm(PlainForm):
    first_day = forms.DateField(
        label=_("First day of the books kept here"),
        help_text=_("Documents before it are in the books of Acomba already."),
    )


class DayForm(PlainForm):
    day = forms.DateField(label=_("Date of the reclassification"))
