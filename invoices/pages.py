"""What the pages of documents show beside the documents themselves."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounting.models import JournalEntry
from companies.models import Company
from invoices.models import Invoice, Payment
from invoices.release import ALLOCATION, INVOICE, PAYMENT


def invoice_for_page(company: Company, pk: int) -> Invoice:
    invoices = Invoice.objects.for_company(company)
    return get_object_or_404(invoices.select_related("customer", "company"), pk=pk)


def entries_of_invoice(invoice: Invoice) -> QuerySet[JournalEntry]:
    """The living entries of the invoice and of all that pays it, with their lines."""
    allocations = dict(invoice.allocations.values_list("pk", "payment"))
    return _entries(
        invoice.company,
        Q(source_kind=INVOICE, source_id=invoice.pk)
        | Q(source_kind=PAYMENT, source_id__in=allocations.values())
        | Q(source_kind=ALLOCATION, source_id__in=allocations),
    )


def entries_of_payment(payment: Payment) -> QuerySet[JournalEntry]:
    allocations = list(payment.allocations.values_list("pk", flat=True))
    return _entries(
        payment.company,
        Q(source_kind=PAYMENT, source_id=payment.pk)
        | Q(source_kind=ALLOCATION, source_id__in=allocations),
    )


def _entries(company: Company, sources: Q) -> QuerySet[JournalEntry]:
    living = JournalEntry.objects.for_company(company).living().filter(sources)
    return living.prefetch_related("lines__account").order_by("happened_on", "pk")
