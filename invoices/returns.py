"""Payments taken back, proved: what their entries do, and what is owed again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.journal.plan import EntryPlan
from accounting.models import JournalEntry, JournalLine
from accounting.queries import settings_for
from companies.models import Company
from invoices.models import PaymentAllocation, PaymentReturn
from invoices.planning.facts import RETURN, PaymentFacts
from invoices.planning.payments import plan_payment
from invoices.queries.payments import payment_facts
from invoices.queries.rule import account_numbers, rule_of
from invoices.queries.states import invoice_states

Sums = dict[str | None, Decimal]
"""Debits less credits by the number of the account."""


def return_faults(company: Company, ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """Returns that owe, or whose entry moves, something else than their payment says.

    Each by its id, with the sentence that says so.
    """
    rows = PaymentReturn.objects.for_company(company).filter(
        pk__in=ids, payment__is_pending=False
    )
    owed: Any = dict(rows.values_list("payment", "document__total"))
    returns = dict(rows.values_list("payment", "pk"))
    moved = _moved(company, rows.values_list("pk", flat=True))
    rule = rule_of(settings_for(company))
    for payment in _payments(company, owed):
        names = {"number": payment.number, "date": payment.received_on}
        spent = sum((credit.spent for credit in payment.credits), ZERO)
        if (owed[payment.id] or ZERO) != spent:
            message = _(
                "What is owed for the return of the payment of %(date)s on %(number)s"
                " is not what was refunded or kept of it."
            )
            yield returns[payment.id], message % names
        plans = [p for p in plan_payment(payment, rule) if p.source_kind == RETURN]
        if any(moved.get(p.source_id) not in (None, _sums(p)) for p in plans):
            message = _(
                "The entry of the return of the payment of %(date)s on %(number)s does"
                " not take back what the payment did."
            )
            yield returns[payment.id], message % names


def _payments(company: Company, ids: Iterable[int]) -> list[PaymentFacts]:
    ids = list(ids)
    numbers = account_numbers(company)
    paid = PaymentAllocation.objects.filter(payment__in=ids)
    states = invoice_states(set(paid.values_list("invoice", flat=True)), numbers)
    return payment_facts(ids, states, numbers)


def _moved(company: Company, ids: Iterable[int]) -> dict[int, Sums]:
    """What the entry of each return moves, but for those that the books had before."""
    entries = JournalEntry.objects.for_company(company).living()
    entries = entries.of_sources(RETURN, list(ids))
    prior = entries.filter(status=JournalEntry.Status.PRIOR)
    gone = set(prior.values_list("source_id", flat=True))
    found: dict[int, Sums] = {pk: {} for pk in ids if pk not in gone}
    lines = JournalLine.objects.filter(entry__in=entries).order_by()
    columns = lines.values_list("entry__source_id", "account__number")
    for pk, number, net in columns.annotate(net=Sum(F("debit") - F("credit"))):
        found[pk][number] = to_cents(net)
    return found


def _sums(plan: EntryPlan) -> Sums:
    sums: Sums = defaultdict(lambda: ZERO)
    for line in plan.lines or ():
        sums[line.account] += line.signed
    return sums
