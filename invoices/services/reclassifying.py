"""Exported revenue on another account than its rule gives today: offered, never done."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.journal.dating import Event
from accounting.models import JournalEntry
from companies.models import Company, User
from companies.services import lock_company
from invoices.models import CreditNoteLine, Invoice, InvoiceLine, Reclassification
from invoices.movements import moved_lines
from invoices.planning.facts import INVOICE
from invoices.queries.rule import account_numbers, frozen_account
from invoices.services.entries import write_entry
from invoices.services.reapplying import AccountChange, changes_of
from invoices.services.refusals import DocumentError, check_not_before


def proposed_reclassifications(company: Company) -> list[AccountChange]:
    entries = JournalEntry.objects.for_company(company)
    sales = entries.filter(
        source_kind=INVOICE,
        event=Event.SALE.value,
        status=JournalEntry.Status.EXPORTED,
    )
    changes = changes_of(company, sales.values_list("source_id", flat=True))
    return [change for change in changes if revenue_left(change.line)]


@transaction.atomic
def reclassify(
    *, line: InvoiceLine, reclassified_on: date, reclassified_by: User | None
) -> Reclassification:
    """Move what is left of a line's revenue to the account of today; taxes stay."""
    company = lock_company(line.invoice.company)
    proposed = {
        change.line.pk: change for change in proposed_reclassifications(company)
    }
    change = proposed.get(line.pk)
    if change is None:
        raise DocumentError(
            _(
                "The revenue of this line is already on the account that its rule gives:"
                " there is nothing to reclassify."
            )
        )
    check_not_before(reclassified_on, line.invoice.issued_on, line.invoice)
    row = Reclassification.objects.create(
        company=company,
        line=line,
        from_account_id=change.before.account_id,
        from_origin=change.before.origin,
        account_id=change.after.account_id,
        account_origin=change.after.origin,
        amount=revenue_left(line),
        reclassified_on=reclassified_on,
        reclassified_by=reclassified_by,
    )
    _write(row, line.invoice)
    return row


def _write(row: Reclassification, invoice: Invoice) -> None:
    numbers = account_numbers(row.company)
    before = frozen_account(row.from_account_id, numbers, row.from_origin)
    after = frozen_account(row.account_id, numbers, row.account_origin)
    write_entry(
        row,
        Event.RECLASSIFICATION,
        number=invoice.number or "",
        party=invoice.customer_name,
        on=row.reclassified_on,
        lines=moved_lines(before, after, row.amount.amount),
    )


def revenue_left(line: InvoiceLine) -> Decimal:
    """What the line's account was credited, less its credit notes; signed."""
    netted = line.invoice.discount_account_id is None
    column = "net" if netted else "gross"
    rows = CreditNoteLine.objects.filter(invoice_line=line)
    credited = rows.aggregate(sum=Sum(column, default=ZERO))["sum"]
    own = line.net.amount if netted else line.gross.amount
    return own - to_cents(credited)
