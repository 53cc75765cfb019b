from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.journal.cents import ZERO
from companies.models import Company
from invoices.models import Customer, Invoice
from invoices.queries.open_items import open_amounts
from reports.queries.links import customer_link
from reports.report import Column, Kind, Report, Table, Value, with_total

BOUNDS = (30, 60, 90)


def ageing(company: Company, on: date) -> list[Table]:
    """What each customer owed at the end of the day, by the age of the invoices.

    What was overdue on that day is told beside it: invoices have terms of their own.
    """
    due = open_amounts(company, on)
    sums: dict[int, list[Decimal]] = defaultdict(lambda: [ZERO] * (len(BOUNDS) + 1))
    invoices = Invoice.objects.for_company(company).filter(pk__in=due)
    overdue: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for pk, customer, issued_on, due_on in invoices.values_list(
        "pk", "customer", "issued_on", "due_on"
    ):
        days = (on - issued_on).days if issued_on else 0
        place = sum(days > bound for bound in BOUNDS)
        sums[customer][place] += due[pk]
        if due[pk] > 0 and (payable_on := due_on or issued_on) and payable_on < on:
            overdue[customer] += due[pk]
    customers = Customer.objects.for_company(company).filter(pk__in=sums)
    labels = [_("0–30 days"), _("31–60 days"), _("61–90 days"), _("over 90 days")]
    columns = [
        Column(_("Customer")),
        *(Column(label, Kind.AMOUNT) for label in labels),
        Column(_("Total"), Kind.AMOUNT),
        Column(_("Of which overdue"), Kind.AMOUNT),
    ]
    rows: list[list[Value]] = [
        [
            customer_link(customer),
            *sums[customer.pk],
            sum(sums[customer.pk], ZERO),
            overdue[customer.pk],
        ]
        for customer in customers.select_related("company").order_by("name", "pk")
    ]
    return [with_total(_("Customers"), columns, rows, label=_("Total"))]


AGEING = Report(
    title=gettext_lazy("Aged receivables"),
    lead=gettext_lazy(
        "What customers owed at the end of the day, by the age of the invoices; a credit"
        " is negative."
    ),
    build=ageing,
)
