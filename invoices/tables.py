from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounting.models import GLAccount
from invoices.models import Customer, Invoice, Payment, PaymentMethod
from ui.tables import AmountColumn, PageTable, StateColumn, page_link
from ui.templatetags.ui import status_badge


class CustomerTable(PageTable):
    caption = _("The customers of the company")
    number = tables.Column(linkify=page_link("invoices:customer_edit"))

    class Meta:
        model = Customer
        fields = ("number", "name", "city", "province", "tax_group")


class MethodTable(PageTable):
    caption = _("Payment methods and the account each debits")
    name = tables.Column(
        verbose_name=_("Name"), linkify=page_link("invoices:method_edit")
    )
    account = tables.Column(empty_values=())
    is_active = StateColumn()

    class Meta:
        model = PaymentMethod
        order_by = "name"
        fields = ("name", "account", "is_active")
        empty_text = _("No payment method yet: add how your customers pay.")

    def __init__(self, methods: Any, *, default: GLAccount | None) -> None:
        super().__init__(methods)
        self.default = default

    def render_account(self, value: GLAccount | None) -> str:
        if value:
            return str(value)
        if self.default is None:
            return status_badge("missing", gettext("no account"))
        sentence = '{} <span class="quiet">{}</span>'
        return format_html(sentence, self.default, gettext("by default"))


class InvoiceTable(PageTable):
    caption = _("The invoices of the company")
    number = tables.Column(
        empty_values=(),
        linkify=page_link("invoices:invoice_detail"),
    )
    total = AmountColumn()
    balance = AmountColumn()

    class Meta:
        model = Invoice
        fields = ("number", "issued_on", "customer", "status", "total", "balance")

    def render_number(self, record: Invoice) -> str:
        return str(record)


class PaymentTable(PageTable):
    caption = _("The payments received")
    received_on = tables.Column(linkify=page_link("invoices:payment_detail"))
    amount = AmountColumn()

    class Meta:
        model = Payment
        fields = ("received_on", "customer", "method", "reference", "amount")
