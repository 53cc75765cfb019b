"""« Réappliquer les comptes »: what was not exported takes what the rules say today."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounting.journal.dating import Event
from accounting.models import JournalEntry
from accounting.queries import settings_for
from accounting.roles import clash_of, proved_uses
from catalog.queries import AccountRules, Choice
from companies.models import Company
from companies.services import lock_company
from invoices.models import CreditNote, CreditNoteLine, Invoice, InvoiceLine
from invoices.planning.facts import CREDIT_NOTE, INVOICE
from invoices.queries.revenue import current_accounts
from invoices.services.rewriting import rewrite_sales

Status = JournalEntry.Status


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """A document line whose rule gives another account today than it is on."""

    line: InvoiceLine
    before: Choice
    after: Choice


def account_changes(company: Company) -> list[AccountChange]:
    """The lines of documents that « Réappliquer » would change."""
    return changes_of(company, _invoices_not_exported(company), takes_away=True)


def changes_of(
    company: Company, invoice_ids: Iterable[int], *, takes_away: bool = False
) -> list[AccountChange]:
    """The lines whose rule gives another account today.

    `takes_away`: where it gives none, a line leaves an account that carries something
    else all the same, and waits for one.
    """
    settings = settings_for(company)
    rules, proved = AccountRules(settings), proved_uses(settings)
    rows = InvoiceLine.objects.filter(
        invoice__in=list(invoice_ids),
        invoice__kind=Invoice.Kind.SALE,
        invoice__status=Invoice.Status.ISSUED,
    ).select_related("item__category", "invoice__company", "revenue_account")
    lines = list(rows.order_by("invoice", "position"))
    places = current_accounts(lines)
    found = []
    for line in lines:
        before, after = places[line.pk], rules.revenue(line.item, line.account_id)
        is_refused = clash_of(before.account_id, before.origin, proved) is not None
        is_given = after.account_id is not None or (takes_away and is_refused)
        if is_given and after.account_id != before.account_id:
            found.append(AccountChange(line=line, before=before, after=after))
    return found


def _invoices_not_exported(company: Company) -> list[int]:
    """Invoices no sale and no credit note of which was ever in a batch."""
    entries = JournalEntry.objects.for_company(company).living()
    sales = entries.filter(source_kind=INVOICE, event=Event.SALE.value)
    free = sales.filter(was_exported=False).exclude(status=Status.PRIOR)
    left = entries.filter(source_kind=CREDIT_NOTE, was_exported=True)
    noted = CreditNote.objects.filter(pk__in=left.values_list("source_id", flat=True))
    ids = set(free.values_list("source_id", flat=True))
    return sorted(ids - set(noted.values_list("invoice", flat=True)))


@transaction.atomic
def reapply_accounts(*, company: Company) -> list[AccountChange]:
    """Freeze these documents anew, on the accounts of today; tell what changed.

    Their entries are withdrawn and written again.
    """
    company = lock_company(company)
    changes = account_changes(company)
    for change in changes:
        frozen = {
            "revenue_account_id": change.after.account_id,
            "revenue_origin": change.after.origin,
        }
        InvoiceLine.objects.filter(pk=change.line.pk).update(**frozen)
        CreditNoteLine.objects.filter(invoice_line=change.line).update(**frozen)
    rewrite_sales(company, {change.line.invoice_id for change in changes})
    return changes
