import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from invoices.models import Customer, Invoice, Payment
from ui.tables import AmountColumn, PageTable


class CustomerTable(PageTable):
    caption = _("The customers of the company")
    number = tables.Column(
        linkify=(
            "invoices:customer_edit",
            {"company": tables.A("company__slug"), "pk": tables.A("pk")},
        )
    )

    class Meta:
        model = Customer
        fields = ("number", "name", "city", "province", "tax_group")


class InvoiceTable(PageTable):
    caption = _("The invoices of the company")
    number = tables.Column(
        empty_values=(),
        linkify=(
            "invoices:invoice_detail",
            {"company": tables.A("company__slug"), "pk": tables.A("pk")},
        ),
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
    received_on = tables.Column(
        linkify=(
            "invoices:payment_detail",
            {"company": tables.A("company__slug"), "pk": tables.A("pk")},
        )
    )
    amount = AmountColumn()

    class Meta:
        model = Payment
        fields = ("received_on", "customer", "method", "reference", "amount")
