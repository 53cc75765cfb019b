from datetime import date

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from accounting.formats.limits import YEARS
from ui.forms import PlainForm

# What is exported later is dated on the day after, which a file must be able to hold.
LAST_DAY = date(YEARS[-1], 12, 30)


class CloseForm(PlainForm):
    through = forms.DateField(
        label=_("Close the books through"), validators=[MaxValueValidator(LAST_DAY)]
    )


class ReopenForm(PlainForm):
    to = forms.DateField(
        label=_("Keep them closed through"),
        required=False,
        help_text=_("Leave empty to reopen everything."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)
