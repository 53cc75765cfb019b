from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.journal.cents import ZERO, to_cents
from accounting.models import GLAccount, JournalEntry, JournalLine
from companies.models import Company
from reports.report import Column, Kind, Report, Table, Value, with_total

STATES = (
    JournalEntry.Status.EXPORTED,
    JournalEntry.Status.READY,
    JournalEntry.Status.HELD,
)
Sums = dict[tuple[str, str], dict[str, Decimal]]
"""Of each account, number and name, what each status of its entries adds up to."""


def sales_by_account(company: Company, on: date) -> list[Table]:
    """Revenue of the calendar year to date, by account and state of its entries."""
    columns = [
        Column(_("Account")),
        Column(_("Name")),
        Column(_("Exported"), Kind.AMOUNT),
        Column(_("Ready"), Kind.AMOUNT),
        Column(_("Held"), Kind.AMOUNT),
        Column(_("Total"), Kind.AMOUNT),
    ]
    rows: list[list[Value]] = [
        [
            number,
            name,
            *(by_state.get(state, ZERO) for state in STATES),
            sum(by_state.values(), ZERO),
        ]
        for (number, name), by_state in sorted(_sums(company, on).items())
    ]
    return [with_total(_("Accounts"), columns, rows, label=_("Total"))]


def _sums(company: Company, on: date) -> Sums:
    lines = JournalLine.objects.filter(
        entry__company=company,
        entry__status__in=STATES,
        entry__happened_on__range=(date(on.year, 1, 1), on),
        account__category=GLAccount.Category.REVENUE,
    )
    rows = lines.order_by().values_list(
        "account__number", "account__name", "entry__status"
    )
    sums: Sums = defaultdict(dict)
    for number, name, status, debit, credit in rows.annotate(
        Sum("debit"), Sum("credit")
    ):
        sums[number, name][status] = to_cents(credit) - to_cents(debit)
    return sums


SALES = Report(
    title=gettext_lazy("Sales by account"),
    lead=gettext_lazy(
        "Since the first of January, by the real dates of documents; returns and"
        " credit notes are taken off."
    ),
    build=sales_by_account,
)
