"""Accounts that were missing when a document was issued, once a rule answers."""

from django.db import transaction

from accounting.models import JournalEntry, JournalLine
from accounting.queries import settings_for
from catalog.models import Item
from catalog.queries import AccountRules, Choice
from companies.models import Company
from companies.services import lock_company
from invoices.models import InvoiceLine, InvoiceTax, Payment, PaymentMethod
from taxes.models import Tax

MISSING = "missing:"


@transaction.atomic
def fill_missing_accounts(*, company: Company) -> int:
    """Give their account to the entry lines that waited for one; say how many.

    Only what was missing changes: an account that a document froze stays.
    """
    lock_company(company)
    waiting = JournalLine.objects.filter(entry__company=company, account=None)
    waiting = waiting.exclude(entry__status=JournalEntry.Status.WITHDRAWN)
    filled = 0
    for origin in set(waiting.values_list("origin", flat=True)):
        choice = _answer(company, origin)
        if choice.account_id is not None:
            filled += waiting.filter(origin=origin).update(
                account_id=choice.account_id, origin=choice.origin
            )
            _fill_documents(company, origin, choice)
    return filled


def _answer(company: Company, origin: str) -> Choice:
    """What the rule that did not answer says now."""
    settings = settings_for(company)
    kind, _, key = origin.removeprefix(MISSING).partition(":")
    if kind == "tax":
        tax = Tax.objects.for_company(company).get(pk=key)
        return Choice(account_id=tax.credit_account_id, origin=f"tax:{key}")
    if kind == "method":
        method = PaymentMethod.objects.for_company(company).get(pk=key)
        if method.account_id is not None:
            return Choice(account_id=method.account_id, origin=f"method:{key}")
        return Choice(
            account_id=settings.payment_debit_id, origin=f"default:method:{key}"
        )
    if kind == "settings":
        return Choice(
            account_id=getattr(settings, f"{key}_id"), origin=f"settings:{key}"
        )
    items = Item.objects.for_company(company).select_related("category")
    return AccountRules(settings).revenue(items.get(pk=key) if kind == "item" else None)


def _fill_documents(company: Company, origin: str, choice: Choice) -> None:
    """Keep what the documents froze equal to the lines of their entries."""
    kind, _, key = origin.removeprefix(MISSING).partition(":")
    if kind == "tax":
        taxes = InvoiceTax.objects.filter(invoice__company=company, account=None)
        taxes.filter(tax=int(key)).update(account_id=choice.account_id)
    elif kind == "method":
        payments = Payment.objects.for_company(company).filter(account=None)
        payments.filter(account_origin=origin).update(
            account_id=choice.account_id, account_origin=choice.origin
        )
    elif kind in {"item", "text"}:
        lines = InvoiceLine.objects.filter(invoice__company=company)
        lines.filter(revenue_account=None, revenue_origin=origin).update(
            revenue_account_id=choice.account_id, revenue_origin=choice.origin
        )
