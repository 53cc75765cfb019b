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
LARGEST_REPORT = 1_000_000
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


class ImportedForm(PlainForm):
    acomba_period = forms.CharField(
        label=_("Period chosen in Acomba"), max_length=20, required=False
    )


class RejectedForm(PlainForm):
    """What GLimport.err says, pasted or as the file itself."""

    text = forms.CharField(
        label=_("Errors that Acomba wrote"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Paste what GLimport.err says, or choose the file."),
    )
    file = forms.FileField(label=_("GLimport.err"), required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST_REPORT:
            raise forms.ValidationError(
                _("This file is larger than any GLimport.err: choose another.")
            )
        return file

    def report(self) -> str:
        """The text that was pasted, then the file's."""
        texts: list[str] = [self.cleaned_data["text"]]
        file = self.cleaned_data["file"]
        if file is not None:
            texts.append(file.read().decode("cp1252", errors="replace"))
        return "\n".join(filter(None, texts)).replace("\x00", "")
