from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import PlainForm


class DayForm(PlainForm):
    """The day a report is of."""

    on = forms.DateField(label=_("On"))

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data or {"on": today.isoformat()})
