"""The first day of the books kept here: what came before is in the books already."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.queries import settings_for
from companies.models import Company
from companies.services import lock_company
from invoices.models import CreditNote, Invoice, Payment
from invoices.planning.facts import INVOICE, PAYMENT
from invoices.queries.books import once_exported
from invoices.services.journal import refresh_all
from invoices.services.refusals import DocumentError
from invoices.services.rewriting import rewrite_sales


@transaction.atomic
def set_cut_over(*, company: Company, first_day: date) -> None:
    """Take documents before this day as in the books, unless they were exported."""
    company = lock_company(company)
    settings = settings_for(company)
    settings.cut_over_on = first_day
    settings.save(update_fields=["cut_over_on"])
    invoices = Invoice.objects.for_company(company).numbered()
    # What is owed for a returned payment is in the books as the entry of its return.
    invoices = invoices.exclude(kind=Invoice.Kind.RETURNED_PAYMENT)
    _check_none_exported(company, first_day)
    earlier = invoices.filter(issued_on__lt=first_day)
    changed = list(earlier.filter(is_prior=False).values_list("pk", flat=True))
    changed += invoices.filter(is_prior=True, issued_on__gte=first_day).values_list(
        "pk", flat=True
    )
    earlier.update(is_prior=True)
    invoices.filter(issued_on__gte=first_day).update(is_prior=False)
    _update_what_follows(company, first_day)
    rewrite_sales(company, changed)
    refresh_all(company=company)


@transaction.atomic
def export_prior(*, invoice: Invoice, is_prior: bool) -> None:
    """Choose for one document: in the books already, or to export."""
    company = lock_company(invoice.company)
    first = settings_for(company).cut_over_on
    if first is None or invoice.issued_on is None or invoice.issued_on >= first:
        message = _("Invoice %(number)s is not from before the cut-over.")
        raise DocumentError(message % {"number": invoice})
    if invoice.kind == Invoice.Kind.RETURNED_PAYMENT:
        message = _("%(number)s goes with the payment that was returned.")
        raise DocumentError(message % {"number": invoice})
    if once_exported({INVOICE: [invoice.pk]}):
        message = _("Invoice %(number)s was exported: it stays so.")
        raise DocumentError(message % {"number": invoice.number})
    Invoice.objects.filter(pk=invoice.pk).update(is_prior=is_prior)
    _update_what_follows(company, first)
    rewrite_sales(company, [invoice.pk])
    refresh_all(company=company)


def _check_none_exported(company: Company, first_day: date) -> None:
    earlier = Invoice.objects.for_company(company).filter(issued_on__lt=first_day)
    payments = Payment.objects.for_company(company).filter(received_on__lt=first_day)
    left = once_exported(
        {
            INVOICE: list(earlier.values_list("pk", flat=True)),
            PAYMENT: list(payments.values_list("pk", flat=True)),
        }
    )
    if left:
        message = _("Documents before this day were exported: choose an earlier day.")
        raise DocumentError(message)


def _update_what_follows(company: Company, first_day: date) -> None:
    """Payments and credit notes before the day, of documents that were in the books."""
    payments = Payment.objects.for_company(company)
    early = payments.filter(received_on__lt=first_day)
    others = early.filter(
        allocations__invoice__is_prior=False, allocations__follows=False
    )
    payments.filter(received_on__gte=first_day).update(is_prior=False)
    prior = early.exclude(pk__in=others.values_list("pk", flat=True))
    early.update(is_prior=False)
    payments.filter(pk__in=list(prior.values_list("pk", flat=True))).update(
        is_prior=True
    )
    notes = CreditNote.objects.for_company(company)
    notes.update(is_prior=False)
    notes.filter(issued_on__lt=first_day, invoice__is_prior=True).update(is_prior=True)
