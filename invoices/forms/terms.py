from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounting.fields import MAXIMUM
from accounting.journal.cents import ZERO
from invoices.models import Invoice
from invoices.services.drafts import Terms
from taxes.percent import to_percent, to_rate
from taxes.provinces import Province, province_code
from ui.forms import AmountField, PlainForm

if TYPE_CHECKING:
    Base = forms.ModelChoiceField[Invoice]
else:
    Base = forms.ModelChoiceField


class JobField(Base):
    """An issued invoice from which a job billed in parts started."""

    def label_from_instance(self, obj: Invoice) -> str:
        return f"{obj.number} · {obj.issued_on:%Y-%m-%d} · {obj.total}"


class TermsForm(PlainForm):
    """What a draft says of the whole sale."""

    due_on = forms.DateField(
        required=False,
        label=_("Due"),
        help_text=_("Empty: payable on receipt."),
    )
    province = forms.ChoiceField(
        choices=[("", _("— not said —")), *Province.choices],
        required=False,
        label=_("Place of supply"),
        help_text=_(
            "Where the work is done, or the goods delivered. It proposes the tax group of"
            " the lines you add from now on; you may choose another."
        ),
    )
    prices_include_taxes = forms.BooleanField(
        required=False,
        label=_("Prices include taxes"),
        help_text=_("The taxes are taken out of the prices you type."),
    )
    discount = AmountField(
        required=False,
        decimal_places=2,
        min_value=0,
        max_value=MAXIMUM,
        label=_("Discount on the whole ($)"),
        help_text=_(
            "Before taxes, unless prices include them; it is spread over the lines."
        ),
    )
    discount_percent = AmountField(
        required=False,
        decimal_places=2,
        min_value=0,
        max_value=100,
        label=_("Discount on the whole (%)"),
    )
    progress_of = JobField(
        Invoice.objects.none(),
        required=False,
        label=_("Follows the progress invoice"),
        empty_label=_("— none: this sale stands alone —"),
        help_text=_(
            "For a job billed in parts: the first invoice of the job. The taxes are"
            " computed on all the parts together, so that no cent is lost."
        ),
    )

    def __init__(self, data: Any = None, *, invoice: Invoice) -> None:
        super().__init__(data, initial=_initial(invoice))
        self.fields["progress_of"].queryset = _jobs(invoice)  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("discount") and found.get("discount_percent"):
            message = _("Give the discount in dollars or in percent, not both.")
            self.add_error("discount_percent", message)
        return found

    def terms(self) -> Terms:
        found = dict(self.cleaned_data)
        percent = found.pop("discount_percent")
        found["discount"] = found["discount"] or ZERO
        return Terms(**found, discount_rate=to_rate(percent) if percent else None)


def _initial(invoice: Invoice) -> dict[str, Any]:
    rate = invoice.discount_rate
    return {
        "due_on": invoice.due_on,
        "province": province_code(invoice.province),
        "prices_include_taxes": invoice.prices_include_taxes,
        "discount": None if rate else invoice.discount.amount or None,
        "discount_percent": to_percent(rate) if rate else None,
        "progress_of": invoice.progress_of_id,
    }


def _jobs(invoice: Invoice) -> Any:
    """The invoices of the customer that a job may have started with."""
    theirs = Invoice.objects.for_company(invoice.company).issued()
    firsts = theirs.filter(progress_of=None, kind=Invoice.Kind.SALE)
    return firsts.filter(customer=invoice.customer_id)
