"""What the pages of documents show beside the documents themselves."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.shortcuts import get_object_or_404

from accounting.models import JournalEntry
from accounting.queries import settings_for
from companies.models import Company
from invoices.consequences import sale_has_left
from invoices.models import (
    Invoice,
    InvoiceLine,
    PaymentReturn,
    Reclassification,
    Recovery,
)
from invoices.planning.facts import ALLOCATION, INVOICE, PAYMENT
from invoices.queries.in_books import with_books

SHOWN = ("customer", "company", "replaces", "replaced_by", "progress_of")


def invoice_for_page(company: Company, pk: int) -> Invoice:
    invoices = Invoice.objects.for_company(company)
    return get_object_or_404(invoices.select_related(*SHOWN), pk=pk)


def line_for_page(company: Company, pk: int) -> InvoiceLine:
    lines = InvoiceLine.objects.filter(invoice__company=company)
    return get_object_or_404(lines.select_related("invoice__company"), pk=pk)


def entries_of_invoice(invoice: Invoice) -> QuerySet[JournalEntry]:
    """The living entries of the invoice and of all that settles it, with their lines."""
    allocations = dict(invoice.allocations.values_list("pk", "payment"))
    returns = PaymentReturn.objects.filter(
        Q(payment__in=allocations.values()) | Q(document=invoice)
    )
    settling: list[QuerySet[Any]] = [
        returns,
        invoice.applications.all(),
        invoice.applications_given.all(),
        invoice.credit_notes.all(),
        invoice.write_offs.all(),
        invoice.refunds.all(),
        Recovery.objects.filter(write_off__invoice=invoice),
        Reclassification.objects.filter(line__invoice=invoice),
    ]
    sources = (
        Q(source_kind=INVOICE, source_id=invoice.pk)
        | Q(source_kind=PAYMENT, source_id__in=allocations.values())
        | Q(source_kind=ALLOCATION, source_id__in=allocations)
    )
    for rows in settling:
        sources |= _sources(rows.model, list(rows.values_list("pk", flat=True)))
    return _entries(invoice.company, sources)


def entries_of(company: Company, *documents: Model) -> QuerySet[JournalEntry]:
    """The living entries of these documents, and of nothing else."""
    sources = Q(pk__in=())
    for document in documents:
        sources |= _sources(type(document), [document.pk])
    return _entries(company, sources)


def settlements_of(invoice: Invoice) -> dict[str, QuerySet[Any]]:
    """What pays the invoice, takes it back or gives it up, in force and ended."""
    paid = invoice.allocations.select_related("payment__method", "payment__returned")
    applied = invoice.applications.select_related("credit", "from_invoice")
    return {
        "allocations": paid.order_by("pk"),
        "applications": with_books(applied),
        "given": with_books(invoice.applications_given.select_related("invoice")),
        "credit_notes": invoice.credit_notes.order_by("issued_on", "pk"),
        "write_offs": invoice.write_offs.order_by("written_off_on", "pk"),
        "refunds": invoice.refunds.select_related("method"),
    }


def is_reopened(invoice: Invoice) -> bool:
    """Open under the rule though its sale was exported: it does not wait again."""
    if not settings_for(invoice.company).only_when_paid:
        return False
    return invoice.balance.amount > 0 and sale_has_left(invoice)


def return_of(invoice: Invoice) -> PaymentReturn | None:
    """The return of a payment that the invoice is owed for, if it is no sale."""
    if invoice.kind != Invoice.Kind.RETURNED_PAYMENT:
        return None
    returns = PaymentReturn.objects.select_related("payment")
    return returns.filter(document=invoice).first()


def chain_of(invoice: Invoice) -> list[Invoice]:
    """The invoice with what it replaces and what replaces it, the first one first."""
    chain = [invoice]
    while (before := chain[0].replaces) is not None:
        chain.insert(0, before)
    while (after := getattr(chain[-1], "replaced_by", None)) is not None:
        chain.append(after)
    return chain


def _sources(model: type[Model], ids: Iterable[int]) -> Q:
    kind = model._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
    return Q(source_kind=kind, source_id__in=ids)


def _entries(company: Company, sources: Q) -> QuerySet[JournalEntry]:
    living = JournalEntry.objects.for_company(company).living().filter(sources)
    return (
        living.with_faults()
        .select_related("company")
        .prefetch_related("lines__account")
        .order_by("happened_on", "pk")
    )
