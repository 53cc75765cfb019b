from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounting.formats.profile import InvalidProfileError
from exports.models import GLImportSettings
from exports.queries import profile_of
from ui.forms import PlainForm, PlainModelForm

CORRECTIONS = {
    "base_name": _("Use letters without accents, digits, - and _ only."),
    "max_entries_per_file": _("Choose from 1 to 99999 entries."),
    "account_width": _("Choose a width of 1 or more."),
    "header_width": _("Choose a width of 42 or more: the columns before it need them."),
}
STALE_PAGE = _("This page is out of date: look at what goes below, then produce it.")


class ThroughForm(PlainForm):
    through = forms.DateField(
        label=_("Through"),
        help_text=_("What is ready by the end of this day goes."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_through(self) -> date:
        through: date = self.cleaned_data["through"]
        if through > self.today:
            raise forms.ValidationError(
                _("This day is still to come: choose today or an earlier day.")
            )
        return through


class ProduceForm(ThroughForm):
    """What the preview shows, once for the key that the page carries."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(["required", "invalid"], STALE_PAGE),
    )


class GLImportSettingsForm(PlainModelForm[GLImportSettings]):
    class Meta:
        model = GLImportSettings
        exclude = ["company"]

    def clean_next_counter(self) -> int:
        counter: int = self.cleaned_data["next_counter"]
        if not 1 <= counter <= 999:  # noqa: PLR2004 - three digits, and 000 is the TEST file
            raise forms.ValidationError(_("Choose a number from 1 to 999."))
        return counter

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # private in the stubs, the place where the instance is filled
        if self.errors:
            return
        try:
            profile_of(self.instance)
        except InvalidProfileError as error:
            self.add_error(error.field, CORRECTIONS[error.field])
