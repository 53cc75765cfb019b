from django.db import transaction
from django.utils.translation import gettext as _

from accounting.models import GLAccount, JournalEntry, JournalLine
from accounting.origins import CHOSEN, FREE_TEXT
from accounting.queries import settings_for
from accounting.roles import clash_of, proved_uses
from accounting.services.accounts import check_for_document
from accounting.services.guards import InvalidValueError, RefusedError
from companies.services import lock_company
from invoices.models import CreditNoteLine, Invoice, InvoiceLine
from invoices.planning.facts import CREDIT_NOTE, INVOICE
from invoices.services.rewriting import rewrite_sales


class AccountChosenError(RefusedError):
    """The line no longer waits: a person or a rule gave it an account."""


@transaction.atomic
def choose_line_account(*, line: JournalLine, account: GLAccount) -> InvoiceLine:
    """Give its account to a line without an item that waits for one, and to no other.

    One that was put on an account that carries something else waits too.
    """
    company = lock_company(line.entry.company)
    line.refresh_from_db()
    line.entry.refresh_from_db()
    if not may_choose_account(line):
        raise AccountChosenError(
            _("This line no longer waits for an account: open its invoice again.")
        )
    if account.company_id != company.pk:
        raise InvalidValueError(_("Choose an account of this company."))
    check_for_document(account, label=_("Sales account"))
    sold = sold_line_of(line)
    sold.account = sold.revenue_account = account
    sold.revenue_origin = CHOSEN
    sold.save(update_fields=["account", "revenue_account", "revenue_origin"])
    # What was credited of the line is taken back from the same account.
    taken = CreditNoteLine.objects.filter(
        invoice_line=sold, revenue_account=line.account_id
    )
    taken.update(revenue_account=account, revenue_origin=CHOSEN)
    rewrite_sales(company, [sold.invoice_id])
    line.refresh_from_db()
    return sold


def may_choose_account(line: JournalLine) -> bool:
    entry = line.entry
    if entry.was_exported or entry.status == JournalEntry.Status.WITHDRAWN:
        return False
    if line.account_id is None:
        return True
    proved = proved_uses(settings_for(entry.company))
    is_chosen = line.origin == CHOSEN
    return is_chosen and clash_of(line.account_id, CHOSEN, proved) is not None


def sold_line_of(line: JournalLine) -> InvoiceLine:
    """The line of the invoice that such a line of an entry stands for.

    The journal keeps the order of the document and leaves out what is 0.00.
    """
    if line.origin not in (FREE_TEXT, CHOSEN):
        raise InvoiceLine.DoesNotExist
    before = line.entry.lines.filter(position__lt=line.position)
    place = before.filter(account=line.account_id, origin=line.origin).count()
    written = _written_on(line)
    if place >= len(written):
        raise InvoiceLine.DoesNotExist
    return written[place]


def _written_on(line: JournalLine) -> list[InvoiceLine]:
    """The lines that the sale, or the credit note, wrote where this one stands."""
    entry = line.entry
    place = {"revenue_account": line.account_id, "revenue_origin": line.origin}
    if entry.source_kind == CREDIT_NOTE:
        taken = CreditNoteLine.objects.filter(
            credit_note__company=entry.company_id,
            credit_note=entry.source_id,
            **place,
        ).select_related("invoice_line__invoice")
        rows = [(row, row.invoice_line) for row in taken.order_by("pk")]
        return [sold for row, sold in rows if _is_written(row, sold.invoice)]
    if entry.source_kind != INVOICE:
        return []
    lines = InvoiceLine.objects.filter(
        invoice__company=entry.company_id, invoice=entry.source_id, **place
    ).select_related("invoice")
    return [
        sold for sold in lines.order_by("position") if _is_written(sold, sold.invoice)
    ]


def _is_written(line: InvoiceLine | CreditNoteLine, invoice: Invoice) -> bool:
    has_discounts = invoice.discount_account_id is not None
    return bool(line.gross if has_discounts else line.net)
