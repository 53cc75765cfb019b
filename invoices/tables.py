from datetime import date
from typing import Any

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounting.models import GLAccount
from invoices.models import CreditNote, Customer, Invoice, PaymentMethod
from invoices.templatetags.documents import invoice_badge
from ui.signs import Sign
from ui.tables import AmountColumn, PageTable, StateColumn, page_link
from ui.templatetags.ui import status_badge


class CustomerTable(PageTable):
    caption = _("The customers of the company")
    number = tables.Column(linkify=page_link("invoices:customer_detail"))

    owed = AmountColumn(verbose_name=_("Owes"))

    class Meta:
        model = Customer
        fields = ("number", "name", "city", "province", "tax_group", "owed")

    def order_owed(
        self,
        customers: QuerySet[Any],
        is_descending: bool,  # noqa: FBT001 - django_tables2 calls it
    ) -> tuple[QuerySet[Any], bool]:
        """Who was never billed owes the least, whatever the database makes of it."""
        owed = F("owed")
        least_first = owed.asc(nulls_first=True)
        most_first = owed.desc(nulls_last=True)
        return customers.order_by(most_first if is_descending else least_first), True


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
            return status_badge(Sign.NEEDS_YOU, gettext("no account"))
        sentence = '{} <span class="quiet">{}</span>'
        return format_html(sentence, self.default, gettext("by default"))


class InvoiceTable(PageTable):
    caption = _("The invoices of the company")
    number = tables.Column(
        empty_values=(),
        linkify=page_link("invoices:invoice_detail"),
    )
    due_on = tables.Column(empty_values=())
    total = AmountColumn()
    balance = AmountColumn()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    class Meta:
        model = Invoice
        fields = (
            "number",
            "issued_on",
            "due_on",
            "customer",
            "status",
            "total",
            "balance",
        )

    def render_number(self, record: Invoice) -> str:
        if record.kind == Invoice.Kind.SALE:
            return str(record)
        kind = record.get_kind_display()
        return format_html('{} <span class="quiet">{}</span>', record, kind)

    def render_due_on(self, value: date | None) -> str:
        if value is None:
            return gettext("on receipt")
        return date_format(value, "SHORT_DATE_FORMAT")

    def order_due_on(
        self,
        invoices: QuerySet[Invoice],
        is_descending: bool,  # noqa: FBT001 - django_tables2 calls it
    ) -> tuple[QuerySet[Invoice], bool]:
        """What is payable on receipt is due on its date."""
        due_on = Coalesce("due_on", "issued_on")
        day = due_on.desc() if is_descending else due_on.asc()
        return invoices.order_by(day), True

    def render_status(self, record: Invoice) -> SafeString:
        return invoice_badge(record, self.today)


class CreditNoteTable(PageTable):
    caption = _("The credit notes of the company")
    number = tables.Column(
        linkify=(
            "invoices:creditnote_detail",
            {"company": tables.A("company__slug"), "pk": tables.A("pk")},
        )
    )
    invoice = tables.Column(
        order_by="invoice__number",
        linkify=(
            "invoices:invoice_detail",
            {"company": tables.A("company__slug"), "pk": tables.A("invoice_id")},
        ),
    )
    customer = tables.Column(
        accessor="invoice__customer_name", verbose_name=_("customer")
    )
    total = AmountColumn()

    class Meta:
        model = CreditNote
        fields = ("number", "issued_on", "invoice", "customer", "reason", "total")
