"""Which documents are in the books: to change one takes an opposite entry there.

In the books is what was once in a batch, even of one rejected or cancelled since, and
what the old books held at the cut-over.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounting.models import JournalEntry
from invoices.models import Application, Invoice, InvoiceLine, Payment
from invoices.models import PaymentAllocation as Part
from invoices.planning.facts import ALLOCATION, APPLICATION, PAYMENT
from invoices.queries.states import touched

IN_BOOKS = Q(was_exported=True) | Q(status=JournalEntry.Status.PRIOR)
Document = Invoice | InvoiceLine | Payment | Part | Application


def is_in_books(document: Document) -> bool:
    """Tell whether the document is; a draft is where the invoice that it corrects is."""
    match document:
        case Invoice():
            return _invoice_is(document)
        case InvoiceLine():
            return _invoice_is(document.invoice)
        case Part():
            return _payment_is(document.payment)
        case Payment():
            return _payment_is(document)
        case Application():
            own = Q(source_kind=APPLICATION, source_id=document.pk)
            return JournalEntry.objects.filter(own, IN_BOOKS).exists()


def with_books(applications: "QuerySet[Application]") -> "QuerySet[Application]":
    """Add `in_books` to each."""
    own = Q(source_kind=APPLICATION, source_id=OuterRef("pk"))
    return applications.annotate(
        in_books=Exists(JournalEntry.objects.filter(own, IN_BOOKS))
    )


def _invoice_is(invoice: Invoice) -> bool:
    """Its sale is, or what was paid or taken back on its receivable."""
    if invoice.status == Invoice.Status.DRAFT:
        return invoice.replaces is not None and _invoice_is(invoice.replaces)
    return invoice.is_prior or bool(touched([invoice.pk]))


def _payment_is(payment: Payment) -> bool:
    """It is, or a part of it."""
    own = Q(source_kind=PAYMENT, source_id=payment.pk)
    parts = payment.allocations.values("pk")
    of_parts = Q(source_kind=ALLOCATION, source_id__in=parts)
    return JournalEntry.objects.filter(own | of_parts, IN_BOOKS).exists()
