from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounting.models import GLAccount
from companies.models import Company
from invoices.forms.fields import (
    amount_field,
    method_field,
    methods_of,
    offer,
    reference_field,
)
from invoices.forms.invoices import PastDayForm


class PayoutForm(PastDayForm):
    """What the card processor paid; `gross` is before its fee."""

    clearing = method_field(_("paid by"))
    gross = amount_field(
        _("receipts paid out"), help_text=_("Before the fee of the processor.")
    )
    fee = amount_field(_("fee kept by the processor"), required=False)
    bank = forms.ModelChoiceField(GLAccount.objects.none(), label=_("bank account"))
    reference = reference_field()

    field_order = ["clearing", "gross", "fee", "bank", "day", "reference"]

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = GLAccount.objects.for_company(company).usable()
        assets = usable.filter(category=GLAccount.Category.ASSET)
        offer(self, clearing=methods_of(company), bank=assets.order_by("number"))


class TipPayoutForm(PastDayForm):
    amount = amount_field(_("tips handed over"))
    method = method_field(_("how they are paid"))
    note = forms.CharField(max_length=100, required=False, label=_("to whom"))

    field_order = ["amount", "method", "note", "day"]

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, method=methods_of(company))
