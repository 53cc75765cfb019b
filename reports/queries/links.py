from django.urls import reverse

from invoices.models import Customer, Forfeiture, Invoice
from reports.report import Linked


def invoice_link(invoice: Invoice) -> Linked:
    url = reverse("invoices:invoice_detail", args=[invoice.company.slug, invoice.pk])
    return Linked(str(invoice), url)


def customer_link(customer: Customer) -> Linked:
    url = reverse("invoices:customer_edit", args=[customer.company.slug, customer.pk])
    return Linked(str(customer), url)


def forfeiture_link(forfeiture: Forfeiture, number: str) -> Linked:
    args = [forfeiture.company.slug, forfeiture.pk]
    return Linked(number, reverse("invoices:forfeiture_detail", args=args))
