"""What the pages of money show: the rows, what they lead to, and their entries."""

from typing import Any

from django.db.models import Model
from django.shortcuts import get_object_or_404

from companies.models import Company
from invoices.models import (
    Application,
    CustomerCredit,
    Invoice,
    Payment,
    PaymentReturn,
)
from invoices.pages import entries_of
from invoices.queries.in_books import with_books


def payment_for_page(company: Company, pk: int) -> Payment:
    payments = Payment.objects.for_company(company)
    return get_object_or_404(
        payments.select_related("company", "customer", "method"), pk=pk
    )


def payment_page(payment: Payment) -> dict[str, Any]:
    """What it pays and paid, what it left to its customer, and how it ended."""
    parts = payment.allocations.select_related("invoice").order_by("pk")
    credits_ = payment.credits.select_related("freed_from__invoice")
    returned = PaymentReturn.objects.filter(payment=payment)
    returned = returned.select_related("document")
    documents: list[Model] = [payment, *parts, *credits_, *returned]
    return {
        "payment": payment,
        "parts": parts,
        "credits": credits_,
        "returned": returned.first(),
        "entries": entries_of(payment.company, *documents),
    }


def credit_for_page(company: Company, pk: int) -> CustomerCredit:
    credits_ = CustomerCredit.objects.for_company(company)
    related = credits_.select_related(
        "customer__company", "company", "payment__company", "freed_from__invoice"
    )
    return get_object_or_404(related, pk=pk)


def credit_page(credit: CustomerCredit) -> dict[str, Any]:
    """Where its money comes from and all that it was used for."""
    applications = with_books(credit.applications.select_related("invoice"))
    refunds = credit.refunds.select_related("method")
    forfeitures = credit.forfeitures.prefetch_related("taxes__tax")
    brought = [credit.payment] if credit.payment else []
    documents: list[Model] = [*applications, *refunds, *forfeitures]
    return {
        "credit": credit,
        "applications": applications,
        "refunds": refunds,
        "forfeitures": forfeitures,
        "entries": entries_of(credit.company, credit, *brought, *documents),
    }


def giver_of(application: Application) -> CustomerCredit | Invoice:
    """Whose money pays the invoice: the deposit's or credit's, or a document's."""
    return application.credit or application.from_invoice or application.invoice
