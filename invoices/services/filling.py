"""Accounts that were missing when a document was issued, once a rule answers."""

from django.db import transaction
from django.db.models import Model

from accounting.models import JournalEntry, JournalLine
from accounting.queries import settings_for
from catalog.models import Item
from catalog.queries import AccountRules, Choice
from companies.models import Company
from companies.services import lock_company
from invoices.models import (
    Application,
    CreditNoteLine,
    CustomerCredit,
    Forfeiture,
    InvoiceLine,
    InvoiceTax,
    Payment,
    PaymentMethod,
    PaymentReturn,
    Payout,
    Recovery,
    Refund,
    TipPayout,
    WriteOff,
)
from taxes.models import Tax

MISSING = "missing:"
WITH_ORIGIN: list[type[Model]] = [
    Payment,
    PaymentReturn,
    CustomerCredit,
    Refund,
    WriteOff,
    Recovery,
    Forfeiture,
    TipPayout,
]
OF_SETTINGS: dict[str, list[tuple[type[Model], str]]] = {
    "deposits": [(Payment, "deposits_account"), (Application, "account")],
    "tips": [(Payment, "tips_account"), (TipPayout, "tips_account")],
    "rounding": [(Payment, "rounding_account")],
    "card_fees": [(PaymentReturn, "fee_account"), (Payout, "fee_account")],
}
"""The accounts of the settings that documents freeze without saying which rule chose."""


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
    sold = InvoiceLine.objects.filter(invoice__company=company, revenue_account=None)
    taken = CreditNoteLine.objects.filter(
        credit_note__company=company, revenue_account=None
    )
    for lines in (sold, taken):
        lines.filter(revenue_origin=origin).update(
            revenue_account_id=choice.account_id, revenue_origin=choice.origin
        )
    for model in WITH_ORIGIN:
        rows = model._default_manager.filter(company=company, account=None)  # noqa: SLF001 - Django's documented name
        rows.filter(account_origin=origin).update(
            account_id=choice.account_id, account_origin=choice.origin
        )
    for model, field in OF_SETTINGS.get(key if kind == "settings" else "", ()):
        rows = model._default_manager.filter(company=company)  # noqa: SLF001 - Django's documented name
        rows.filter(**{field: None}).update(**{f"{field}_id": choice.account_id})
