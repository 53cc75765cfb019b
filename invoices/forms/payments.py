"""Money as it is received: on one invoice, over several, or as a deposit."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounting.journal.cents import ZERO
from companies.models import Company
from invoices.forms.fields import (
    amount_field,
    method_field,
    methods_of,
    offer,
    reference_field,
)
from invoices.models import Customer, Invoice
from invoices.services.receiving import Money
from ui.dates import long_date
from ui.forms import AmountField, PlainForm
from ui.templatetags.ui import money


class ReceivedForm(PlainForm):
    """How much, how, when; `today` is passed in: a later day is a post-dated cheque."""

    day = forms.DateField(
        label=_("date"),
        help_text=_(
            "Choose a future day only for a post-dated cheque: it pays on that day."
        ),
    )
    amount = amount_field(_("amount received"))
    method = method_field(_("payment method"))
    reference = reference_field()

    def __init__(
        self, *args: Any, company: Company, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today
        self.today = today
        offer(self, method=methods_of(company))

    def money(self) -> Money:
        data = self.cleaned_data
        is_accepted = data.get("accept_difference")
        return Money(
            method=data["method"],
            amount=data["amount"],
            received_on=data["day"],
            recorded_on=self.today,
            tip=data.get("tip") or ZERO,
            difference_reason=data["difference_reason"] if is_accepted else "",
            reference=data["reference"],
        )


class CountedForm(ReceivedForm):
    """Money with a tip inside it, and perhaps a few cents too few or too many."""

    tip = amount_field(
        _("of which tip"),
        required=False,
        help_text=_("A part of the amount received that goes to the employees."),
    )
    accept_difference = forms.BooleanField(
        required=False,
        label=_("Accept the difference"),
        help_text=_(
            "A few cents too few or too many, within what the company accepts. Cash is"
            " rounded to five cents by itself."
        ),
    )
    difference_reason = forms.CharField(
        max_length=200, required=False, label=_("reason of the difference")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("accept_difference") and not data.get("difference_reason"):
            message = _("Say why the difference is accepted.")
            self.add_error("difference_reason", message)
        return data


class PaymentForm(CountedForm):
    keep_surplus = forms.BooleanField(
        required=False,
        label=_("Keep the surplus as a customer credit"),
        help_text=_("It can pay another invoice of the customer, or be refunded."),
    )

    field_order = [
        "amount",
        "method",
        "day",
        "reference",
        "tip",
        "keep_surplus",
    ]

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        super().__init__(*args, company=invoice.company, **kwargs)
        self.fields["amount"].initial = invoice.balance


class CustomerPaymentForm(CountedForm):
    """One amount over open invoices, the oldest first, a deposit, and the account."""

    deposit = amount_field(
        _("deposit"),
        required=False,
        help_text=_("For work to come; no tax is due on it until it pays an invoice."),
    )
    on_account = amount_field(
        _("kept on account"),
        required=False,
        help_text=_("A credit of the customer that pays nothing yet."),
    )

    def __init__(
        self,
        *args: Any,
        customer: Customer,
        invoices: Iterable[Invoice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, company=customer.company, **kwargs)
        self.invoices = {f"invoice_{invoice.pk}": invoice for invoice in invoices}
        for name, invoice in self.invoices.items():
            self.fields[name] = _invoice_field(invoice)
        first = ["amount", "method", "day", "reference", *self.invoices]
        self.order_fields([*first, "deposit", "on_account", "tip"])

    def amounts(self) -> dict[Invoice, Decimal]:
        data = self.cleaned_data
        paid = {invoice: data[name] for name, invoice in self.invoices.items()}
        return {invoice: amount for invoice, amount in paid.items() if amount}

    def kept(self) -> dict[str, Decimal]:
        """What pays no invoice yet."""
        names = ("deposit", "on_account")
        return {name: self.cleaned_data[name] or ZERO for name in names}


class DepositForm(ReceivedForm):
    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("customer"))

    field_order = ["customer", "amount", "method", "day", "reference"]

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, company=company, **kwargs)
        offer(self, customer=Customer.objects.for_company(company).known())


def _invoice_field(invoice: Invoice) -> AmountField:
    label = gettext("%(number)s of %(date)s, %(balance)s due") % {
        "number": invoice.number,
        "date": long_date(invoice.issued_on) if invoice.issued_on else "",
        "balance": money(invoice.balance),
    }
    return amount_field(label, required=False)
