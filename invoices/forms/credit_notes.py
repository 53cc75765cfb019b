from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.fields import MAXIMUM
from invoices.forms.invoices import PastDayForm
from invoices.models import Invoice, InvoiceLine
from ui.forms import AmountField
from ui.templatetags.ui import money


class CreditNoteForm(PastDayForm):
    """How much of each line is taken back, before taxes; or all that is left.

    `left` is what may still be credited of each line, by id.
    """

    reason = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("Reason")
    )
    everything = forms.BooleanField(
        required=False, label=gettext_lazy("Credit everything that is left")
    )

    def __init__(
        self, *args: Any, invoice: Invoice, left: Mapping[int, Decimal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        lines = invoice.lines.all()
        self.lines = {f"line_{line.pk}": line for line in lines if left[line.pk]}
        for name, line in self.lines.items():
            self.fields[name] = _amount_field(line, left[line.pk])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        typed = [name for name in self.lines if found.get(name)]
        wrong = [name for name in self.lines if name in self.errors]
        if found.get("everything") and typed:
            message = _("Type amounts, or credit everything that is left: not both.")
            self.add_error("everything", message)
        elif not (found.get("everything") or typed or wrong):
            message = _("Type an amount, or choose to credit everything that is left.")
            raise forms.ValidationError(message)
        return found

    def nets(self) -> dict[int, Decimal] | None:
        """By line id; None for all that is left."""
        if self.cleaned_data["everything"]:
            return None
        typed = {line.pk: self.cleaned_data[name] for name, line in self.lines.items()}
        return {pk: amount for pk, amount in typed.items() if amount}


def _amount_field(line: InvoiceLine, left: Decimal) -> AmountField:
    return AmountField(
        required=False,
        decimal_places=2,
        min_value=-MAXIMUM,
        max_value=MAXIMUM,
        label=line.description,
        help_text=_("Before taxes; %(left)s is left.") % {"left": money(left)},
    )
