"""Proof of the receivable: what customers owe is what the books say, and will say."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.journal.cents import ZERO, to_cents
from accounting.models import GLAccount, JournalEntry, JournalLine
from companies.models import Company
from exports.models import ExportFile
from invoices.models import Customer, Invoice
from invoices.queries.prior import opening_receivable
from reports.queries.links import customer_link
from reports.report import Column, Kind, Report, Table, Value, with_total

Status = JournalEntry.Status


def receivable_proof(company: Company, _on: date) -> list[Table]:
    """Owed by customers = what Acomba has + produced + ready + held, on the receivable.

    It proves the state of now, whatever day is asked: entries have no past states.
    """
    accounts = Invoice.objects.for_company(company).exclude(receivable=None)
    ids = set(accounts.values_list("receivable", flat=True))
    return [_by_state(company, ids), _by_customer(company)]


def _by_state(company: Company, accounts: Iterable[int | None]) -> Table:
    lines = JournalLine.objects.filter(entry__company=company, account__in=accounts)
    sums = _sums(lines)
    imported, opening = _imported(lines), opening_receivable(company)
    live = sum((sums[s] for s in (Status.EXPORTED, Status.READY, Status.HELD)), ZERO)
    owed = _owed(company)
    rows: list[list[Value]] = [
        [_("In the books before the cut-over"), opening],
        [_("Imported into Acomba"), imported],
        [_("What Acomba has"), opening + imported],
        [_("Produced, not imported yet"), sums[Status.EXPORTED] - imported],
        [_("Ready to export"), sums[Status.READY]],
        [_("Held until paid"), sums[Status.HELD]],
        [_("Total"), opening + live],
        [_("Owed by customers"), owed],
        [_("Difference"), owed - opening - live],
    ]
    numbers = GLAccount.objects.filter(pk__in=[pk for pk in accounts if pk])
    names = ", ".join(sorted(numbers.values_list("number", flat=True)))
    columns = [Column(_("Account %(number)s") % {"number": names}), AMOUNT]
    return Table(caption=_("By state"), columns=columns, rows=rows)


AMOUNT = Column("", Kind.AMOUNT)


def _sums(lines: "QuerySet[JournalLine]") -> dict[str, Decimal]:
    """Debits less credits, by the status of their entries."""
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for status, debit, credit in (
        lines.order_by()
        .values_list("entry__status")
        .annotate(Sum("debit"), Sum("credit"))
    ):
        sums[status] = to_cents(debit) - to_cents(credit)
    return sums


def _imported(lines: "QuerySet[JournalLine]") -> Decimal:
    """Those of the files that a person said Acomba took."""
    taken = lines.filter(
        entry__batches__released_at=None,
        entry__batches__file__state=ExportFile.State.IMPORTED,
    )
    sums = taken.aggregate(
        debit=Sum("debit", default=ZERO), credit=Sum("credit", default=ZERO)
    )
    return to_cents(sums["debit"]) - to_cents(sums["credit"])


def _owed(company: Company) -> Decimal:
    invoices = Invoice.objects.for_company(company).issued()
    return to_cents(invoices.aggregate(sum=Sum("balance", default=ZERO))["sum"])


def _by_customer(company: Company) -> Table:
    invoices = Invoice.objects.for_company(company).open()
    sums = {
        pk: to_cents(sum_)
        for pk, sum_ in invoices.order_by()
        .values_list("customer")
        .annotate(Sum("balance"))
    }
    customers = Customer.objects.for_company(company).filter(pk__in=sums)
    rows: list[list[Value]] = [
        [customer_link(customer), sums[customer.pk]]
        for customer in customers.select_related("company").order_by("name", "pk")
    ]
    columns = [Column(_("Customer")), Column(_("Owed"), Kind.AMOUNT)]
    return with_total(_("By customer"), columns, rows, label=_("Total"))


RECEIVABLE = Report(
    title=gettext_lazy("Proof of the receivable"),
    lead=gettext_lazy(
        "What customers owe now equals the receivable that Acomba has, with what it"
        " has not imported yet. A difference that is not zero is an error: keep"
        " this report in Excel and send it to the person who looks after this site."
    ),
    build=receivable_proof,
)
