"""Deposits, customer credits and what documents owe back: used, sent back, kept."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from invoices.forms.fields import (
    amount_field,
    method_field,
    methods_of,
    offer,
    reference_field,
)
from invoices.forms.invoices import PastDayForm
from invoices.models import Customer, CustomerCredit, Invoice
from invoices.queries.sources import Source, owed_by, sources_for
from taxes.models import TaxGroup
from ui.forms import PlainForm, with_capitals


class ApplyForm(PastDayForm):
    """Pay an invoice of the customer with what is left here."""

    invoice = forms.ModelChoiceField(Invoice.objects.none(), label=_("invoice"))
    amount = amount_field(_("amount"))

    field_order = ["invoice", "amount", "day"]

    def __init__(
        self, *args: Any, customer: Customer, left: Decimal, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        owed = owed_by(customer)
        offer(self, invoice=owed)
        first = owed.first()
        due = first.balance.amount if first else left
        self.fields["amount"].initial = min(left, due)


class SourceForm(PastDayForm):
    """Pay this invoice with what the company already has of its customer."""

    source = forms.ChoiceField(
        label=_("pay with"),
        error_messages={"invalid_choice": _("Choose one of those offered.")},
    )
    amount = amount_field(_("amount"))

    field_order = ["source", "amount", "day"]

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = {one.key: one for one in sources_for(invoice.customer)}
        self.fields["source"].choices = with_capitals(  # type: ignore[attr-defined]  # a ChoiceField
            (key, one.label) for key, one in self.sources.items()
        )
        left = [one.left for one in self.sources.values()]
        due = max(Decimal(0), invoice.balance.amount)
        self.fields["amount"].initial = min(left[0], due) if left else None

    def clean_source(self) -> Source:
        return self.sources[self.cleaned_data["source"]]


class RefundForm(PastDayForm):
    amount = amount_field(_("amount sent back"))
    method = method_field(_("how it is sent back"))
    reference = reference_field()

    field_order = ["amount", "method", "day", "reference"]

    def __init__(
        self, *args: Any, company: Company, left: Decimal, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, method=methods_of(company))
        self.fields["amount"].initial = max(Decimal(0), left)


class ForfeitForm(PastDayForm):
    amount = amount_field(_("amount kept"))
    tax_group = forms.ModelChoiceField(
        TaxGroup.objects.none(),
        label=_("tax group"),
        help_text=_("The taxes of what was to be delivered: they are inside it."),
    )
    reason = forms.CharField(max_length=200, label=_("reason"))

    field_order = ["amount", "tax_group", "reason", "day"]

    def __init__(self, *args: Any, credit: CustomerCredit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = TaxGroup.objects.for_company(credit.company)
        offer(self, tax_group=groups.order_by("name"))
        self.fields["amount"].initial = credit.balance
        self.fields["tax_group"].initial = credit.customer.tax_group_id


class CustomerForm(PlainForm):
    """Whose money is sent back."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("customer"))

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, customer=Customer.objects.for_company(company))
