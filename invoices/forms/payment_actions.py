"""What is done with a payment afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounting.models import GLAccount
from invoices.forms.fields import amount_field, offer
from invoices.forms.invoices import PastDayForm
from invoices.models import Invoice, Payment, PaymentAllocation, PaymentReturn
from invoices.queries.sources import owed_by

KINDS = PaymentReturn.Kind


class ReturnForm(PastDayForm):
    """What the bank or the card processor did."""

    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in (KINDS.BANK, KINDS.CHARGEBACK)],
        widget=forms.RadioSelect,
        label=_("what happened"),
    )
    fee = amount_field(
        _("fee"),
        required=False,
        help_text=_("What the bank or the processor charged the company for it."),
    )
    account = forms.ModelChoiceField(
        GLAccount.objects.none(),
        required=False,
        label=_("taken from"),
        help_text=_(
            "Empty: where the payment arrived. Choose the bank if it took the money and"
            " the fee from there."
        ),
    )
    reason = forms.CharField(max_length=200, required=False, label=_("note"))

    field_order = ["kind", "day", "account", "fee", "reason"]

    def __init__(self, *args: Any, payment: Payment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = GLAccount.objects.for_company(payment.company).usable()
        assets = usable.filter(category=GLAccount.Category.ASSET)
        offer(self, account=assets.order_by("number"))


class MistakeForm(PastDayForm):
    reason = forms.CharField(max_length=200, label=_("reason"))


class MoveForm(PastDayForm):
    """Open invoices of the same customer; `part` is the money that moves."""

    invoice = forms.ModelChoiceField(Invoice.objects.none(), label=_("to the invoice"))

    def __init__(self, *args: Any, part: PaymentAllocation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = owed_by(part.payment.customer).exclude(pk=part.invoice_id)
        offer(self, invoice=others)
