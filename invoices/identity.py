"""The identity of the books: what documents say is owed is what the journal says.

Of each account that invoices, deposits and customer credits are on, in cents, debits
positive: the opening balance and the living entries make what is owed; the held ones,
what held invoices owe and have been promised; the rest is in the books.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry, JournalLine
from accounting.queries import settings_for
from companies.models import Company
from invoices.models import (
    Application,
    CustomerCredit,
    Invoice,
    PaymentAllocation,
)
from invoices.planning.facts import Rule, is_held
from invoices.queries.chunks import chunks
from invoices.queries.prior import opening_amounts, opening_credits
from invoices.queries.rule import Numbers, account_numbers, rule_of
from invoices.queries.states import invoice_states
from invoices.services.balances import balances_of, credit_balances_of
from invoices.services.receipts import dollars

Status = JournalEntry.Status
Sums = defaultdict[str, Decimal]
# Decimals: the stubs take the column of an amount for Money.
Amounts = Iterable[tuple[int | None, Any]]


def identity_faults(company: Company) -> Iterator[str]:
    """The equations that do not hold, each as a sentence."""
    numbers, settings = account_numbers(company), settings_for(company)
    opening = _opening(company, numbers)
    due, waiting = _due_and_waiting(company, numbers, rule_of(settings))
    held, books = _held_and_books(company)
    for number in sorted({*opening, *due, *waiting}):
        in_books = opening[number] + books[number]
        everything = in_books + held[number]
        yield from _differs(_("everything"), number, everything, due[number])
        yield from _differs(_("held"), number, held[number], waiting[number])
        left = due[number] - waiting[number]
        yield from _differs(_("in the books"), number, in_books, left)
    if not settings.only_when_paid and any(held.values()):
        yield _("Entries are held although no rule holds them.")


def _differs(
    which: str, number: str, journal: Decimal, documents: Decimal
) -> Iterator[str]:
    if journal != documents:
        message = _(
            "Account %(number)s, %(which)s: the journal has %(journal)s, the"
            " documents %(documents)s."
        )
        names = {"journal": dollars(journal), "documents": dollars(documents)}
        yield message % {"number": number, "which": which, **names}


def _held_and_books(company: Company) -> tuple[Sums, Sums]:
    """What living entries debit each account, by whether they are held."""
    entries = JournalEntry.objects.for_company(company).living()
    lines = JournalLine.objects.filter(entry__in=entries, account__isnull=False)
    rows = lines.order_by().values_list("entry__status", "account__number")
    held: Sums = defaultdict(lambda: ZERO)
    books: Sums = defaultdict(lambda: ZERO)
    for status, number, debits, credits_ in rows.annotate(Sum("debit"), Sum("credit")):
        sums = held if status == Status.HELD else books
        sums[number or ""] += to_cents(debits) - to_cents(credits_)
    return held, books


def _opening(company: Company, numbers: Numbers) -> Sums:
    """Sum what was open at the cut-over, by the dates of documents."""
    sums: Sums = defaultdict(lambda: ZERO)
    due = opening_amounts(company)
    invoices = Invoice.objects.for_company(company).filter(is_prior=True)
    receivables = dict(invoices.values_list("pk", "receivable"))
    _add(sums, ((receivables[pk], amount) for pk, amount in due.items()), numbers)
    brought = opening_credits(company)
    _add(sums, ((credit.account_id, -left) for credit, left in brought), numbers)
    return sums


def _due_and_waiting(
    company: Company, numbers: Numbers, rule: Rule
) -> tuple[Sums, Sums]:
    """What customers owe less what they are owed, and what of it is held."""
    due: Sums = defaultdict(lambda: ZERO)
    waiting: Sums = defaultdict(lambda: ZERO)
    for ids in chunks(Invoice.objects.for_company(company).issued()):
        states = invoice_states(ids, numbers)
        balances = balances_of(ids)
        for pk, state in states.items():
            due[state.receivable.number or ""] += balances[pk]
        held = [pk for pk, state in states.items() if is_held(state, rule)]
        for pk in held:
            waiting[states[pk].receivable.number or ""] += balances[pk]
        _add(waiting, _promised(held) if held else (), numbers)
    for ids in chunks(CustomerCredit.objects.for_company(company)):
        accounts = dict(
            CustomerCredit.objects.filter(pk__in=ids).values_list("pk", "account")
        )
        left = credit_balances_of(ids)
        _add(due, ((accounts[pk], -left[pk]) for pk in ids), numbers)
    return due, waiting


def _promised(held: Collection[int]) -> Iterator[tuple[int | None, Any]]:
    """What deposits and credits will pay of held invoices, by account."""
    parts = PaymentAllocation.objects.filter(
        invoice__in=held, ended_on=None, payment__is_pending=False
    )
    through = parts.filter(through_deposits=True)
    yield from through.values_list("payment__deposits_account", "amount")
    used = Application.objects.filter(invoice__in=held, ended_on=None)
    yield from used.values_list("account", "amount")


def _add(sums: Sums, amounts: Amounts, numbers: Numbers) -> None:
    """By number of account; what waits for its account is on none yet."""
    for account, amount in amounts:
        if account is not None:
            sums[numbers[account] or ""] += amount
