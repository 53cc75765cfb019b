from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounting.acomba.error_file import count_lines, decode_error_file
from accounting.formats.profile import InvalidProfileError
from exports.models import ExportFile, GLImportSettings
from exports.queries import profile_of
from exports.rejections import files_left_out
from ui.forms import PlainForm, PlainModelForm

CORRECTIONS = {
    "base_name": _("Use letters without accents, digits, - and _ only."),
    "max_entries_per_file": _("Choose from 1 to 99,999 entries."),
    "account_width": _("Choose a width of 1 or more."),
    "header_width": _("Choose a width of 42 or more: the columns before it need them."),
}
HELP = {
    "base_name": _("Before the dot; Acomba looks for the files by this name."),
    "next_counter": _(
        "From 1 to 999, after the dot: 1 is written .001; 1 follows 999."
    ),
    "encoding": _("How letters with accents are written."),
    "max_entries_per_file": _("The entries above this number go to another file."),
    "one_period_per_file": _("Acomba asks for one accounting period at each import."),
    "trailing_blank_lines": _("After the last line of the file."),
    "length_line": _("The second line of the file, such as LGL7."),
    "account_width": _("An account that is wider is refused by name, never cut."),
    "account_justify": _("An account narrower than its columns is put on this side."),
    "header_width": _("The line that starts with E, with its date and description."),
    "entry_number": _("In the last five columns of an entry's first line."),
    "decimal_mark": _("Between dollars and cents; thousands are never separated."),
    "department_width": _("Blank columns after the amounts; 0 leaves them out."),
    "split_large_amounts": _(
        "An amount that is larger than its columns becomes several lines that add up."
        " Otherwise its entry stays behind."
    ),
}
# What docs/acomba.md calls assumed: no real Acomba has said so yet.
UNPROVEN = {
    "next_counter": _("only .001 was seen; that the next file is .002 is deduced."),
    "encoding": _(
        "Windows-1252 is deduced. The TEST file of characters shows which set to choose."
    ),
    "max_entries_per_file": _(
        "998 comes from a remark, “less than 999 transactions in a file”."
    ),
    "one_period_per_file": _("that a file of two months is refused is deduced."),
    "trailing_blank_lines": _("0 is usual; a sister format takes 1 or 2."),
    "length_line": _(
        "the line was seen; that 7 is the width of an account is deduced."
    ),
    "account_width": _("accounts of 4 and 6 digits were seen, in 7 columns."),
    "account_justify": _("right was seen in this format, left in others too."),
    "header_width": _(
        "42 was seen; an error that Acomba gives may mean 43: “moins de 42 caractères"
        " après C”."
    ),
    "entry_number": _("these columns were seen blank; a number there is deduced."),
    "department_width": _("a code for each account was seen in a sister format only."),
    "split_large_amounts": _("that Acomba takes such lines as one amount is deduced."),
}
NOT_PROVEN = _("Not proven:")
LARGEST_REPORT = 1_000_000
MOST_LINES = 10_000
TOO_LARGE = _(
    "This is larger than 1 MB: GLimport.err grows with each import. Paste its end alone,"
    " where Acomba writes last."
)
TOO_LONG = _(
    "There are more than 10,000 lines: GLimport.err grows with each import. Paste its"
    " end alone, where Acomba writes last."
)
NOT_TOLD = _(
    "Paste what Acomba wrote, or choose its file; if there is none, check “Nothing"
    " received”."
)
CONTRADICTION = _(
    "Something was received: leave “Nothing received” unchecked, or take the text away."
)
LEFT_OUT = _(
    "GLimport.err says nothing of %(files)s, which Acomba may have taken: mark the other"
    " files as rejected one at a time."
)
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
        help_texts = HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, warning in UNPROVEN.items():
            field = self.fields[name]
            told = "{} <strong>{}</strong> {}"
            field.help_text = format_html(told, field.help_text, NOT_PROVEN, warning)

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
    """The period of each file, which Acomba asks for at each import."""

    def __init__(self, *args: Any, about: Sequence[ExportFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        for file in about:
            self.fields[_period(file)] = forms.CharField(
                label=self._label(file), max_length=20, required=False
            )

    def periods(self) -> dict[ExportFile, str]:
        return {file: self.cleaned_data[_period(file)] for file in self.about}

    def _label(self, file: ExportFile) -> str:
        if len(self.about) == 1:
            return gettext("Period chosen in Acomba")
        message = gettext("Period chosen in Acomba for %(file)s (%(month)s)")
        month = date_format(file.first_on, "YEAR_MONTH_FORMAT")
        return message % {"file": file, "month": month}


def _period(file: ExportFile) -> str:
    return f"period_{file.pk}"


class RejectedForm(PlainForm):
    """What GLimport.err says, pasted or as the file itself, or that it says nothing."""

    text = forms.CharField(
        label=_("Errors that Acomba wrote"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Paste what GLimport.err says, or choose the file."),
    )
    file = forms.FileField(label=_("GLimport.err"), required=False)
    nothing = forms.BooleanField(
        label=_("Nothing received: Acomba wrote no error."), required=False
    )

    def __init__(self, *args: Any, about: Sequence[ExportFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        return _bounded(text, size=len(text))

    def clean_file(self) -> str:
        """What it says, in whatever character set."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > LARGEST_REPORT:
            raise forms.ValidationError(TOO_LARGE)
        return _bounded(decode_error_file(file.read()), size=file.size)

    def clean(self) -> None:
        if self.errors:
            return
        texts = [self.cleaned_data["text"], self.cleaned_data["file"]]
        report = "\n".join(filter(None, texts)).replace("\x00", "")
        self.cleaned_data["error_report"] = report
        is_told = bool(report.strip())
        if is_told == self.cleaned_data["nothing"]:
            raise forms.ValidationError(CONTRADICTION if is_told else NOT_TOLD)
        if left_out := files_left_out(self.about, report):
            names = ", ".join(map(str, left_out))
            raise forms.ValidationError(LEFT_OUT % {"files": names})


def _bounded(text: str, *, size: int) -> str:
    if size > LARGEST_REPORT:
        raise forms.ValidationError(TOO_LARGE)
    if count_lines(text) > MOST_LINES:
        raise forms.ValidationError(TOO_LONG)
    return text


class CancelledForm(PlainForm):
    """Nothing to fill in: the page says what it does."""

    def __init__(self, *args: Any, about: Sequence[ExportFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about


class TakenBackForm(CancelledForm):
    reason = forms.CharField(label=_("Reason"), max_length=200)
