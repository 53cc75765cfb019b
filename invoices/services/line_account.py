from django.db import transaction
from django.utils.translation import gettext as _

from accounting.models import GLAccount, JournalEntry, JournalLine
from accounting.origins import FREE_TEXT
from accounting.services.accounts import check_usable
from accounting.services.guards import InvalidValueError, RefusedError
from companies.services import lock_company
from invoices.models import CreditNoteLine, Invoice, InvoiceLine
from invoices.planning.facts import CREDIT_NOTE, INVOICE
from invoices.services.rewriting import rewrite_sales

CHOSEN = "line"


class AccountChosenError(RefusedError):
    """The line no longer waits: a person or a rule gave it an account."""


@transaction.atomic
def choose_line_account(*, line: JournalLine, account: GLAccount) -> InvoiceLine:
    """Give its account to a line without an item that waits for one, and to no other."""
    company = lock_company(line.entry.company)
    line.refresh_from_db()
    line.entry.refresh_from_db()
    is_withdrawn = line.entry.status == JournalEntry.Status.WITHDRAWN
    if line.account_id is not None or is_withdrawn:
        raise AccountChosenError(
            _(
                "This line does not wait for an account any more: open its invoice again."
            )
        )
    if account.company_id != company.pk:
        raise InvalidValueError(_("Choose an account of this company."))
    check_usable(account, label=_("Sales account"))
    sold = sold_line_of(line)
    sold.account = sold.revenue_account = account
    sold.revenue_origin = CHOSEN
    sold.save(update_fields=["account", "revenue_account", "revenue_origin"])
    # What was credited of the line is taken back from the same account.
    taken = CreditNoteLine.objects.filter(invoice_line=sold, revenue_account=None)
    taken.update(revenue_account=account, revenue_origin=CHOSEN)
    rewrite_sales(company, [sold.invoice_id])
    line.refresh_from_db()
    return sold


def sold_line_of(line: JournalLine) -> InvoiceLine:
    """The line of the invoice that a waiting line of an entry stands for.

    The journal keeps the order of the document and leaves out what is 0.00.
    """
    before = line.entry.lines.filter(position__lt=line.position)
    place = before.filter(account=None, origin=FREE_TEXT).count()
    written = _waiting(line.entry)
    if place >= len(written):
        raise InvoiceLine.DoesNotExist
    return written[place]


def _waiting(entry: JournalEntry) -> list[InvoiceLine]:
    """The lines without an account that the sale, or the credit note, wrote."""
    waits = {"revenue_account": None, "revenue_origin": FREE_TEXT}
    if entry.source_kind == CREDIT_NOTE:
        taken = CreditNoteLine.objects.filter(
            credit_note__company=entry.company_id,
            credit_note=entry.source_id,
            **waits,
        ).select_related("invoice_line__invoice")
        rows = [(row, row.invoice_line) for row in taken.order_by("pk")]
        return [sold for row, sold in rows if _is_written(row, sold.invoice)]
    if entry.source_kind != INVOICE:
        return []
    lines = InvoiceLine.objects.filter(
        invoice__company=entry.company_id, invoice=entry.source_id, **waits
    ).select_related("invoice")
    return [
        sold for sold in lines.order_by("position") if _is_written(sold, sold.invoice)
    ]


def _is_written(line: InvoiceLine | CreditNoteLine, invoice: Invoice) -> bool:
    has_discounts = invoice.discount_account_id is not None
    return bool(line.gross if has_discounts else line.net)
