from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company
from invoices.models import Invoice
from invoices.queries.prior import opening_amounts, opening_credits, opening_tips
from reports.queries.links import customer_link, invoice_link
from reports.report import Column, Kind, Report, Table, Value, with_total


def cut_over_list(company: Company, _on: date) -> list[Table]:
    """What was open when the books here began, for the accountant to sign."""
    return [_invoices(company), _credits(company), *_tips(company)]


def _invoices(company: Company) -> Table:
    amounts = {pk: due for pk, due in opening_amounts(company).items() if due}
    invoices = Invoice.objects.for_company(company).filter(pk__in=amounts)
    columns = [
        Column(_("Invoice")),
        Column(_("Date"), Kind.DAY),
        Column(_("Customer")),
        Column(_("Open amount"), Kind.AMOUNT),
    ]
    rows: list[list[Value]] = [
        [
            invoice_link(invoice),
            invoice.issued_on,
            invoice.customer_name,
            amounts[invoice.pk],
        ]
        for invoice in invoices.select_related("company").order_by("issued_on", "pk")
    ]
    return with_total(_("Open invoices"), columns, rows, label=_("Total"))


def _credits(company: Company) -> Table:
    columns = [
        Column(_("Customer")),
        Column(_("Date"), Kind.DAY),
        Column(_("Kind")),
        Column(_("Open amount"), Kind.AMOUNT),
    ]
    rows: list[list[Value]] = [
        [
            customer_link(credit.customer),
            credit.opened_on,
            credit.get_kind_display(),
            left,
        ]
        for credit, left in opening_credits(company)
    ]
    return with_total(_("Deposits and credits"), columns, rows, label=_("Total"))


def _tips(company: Company) -> Iterator[Table]:
    tips = opening_tips(company)
    if tips:
        columns = [Column(_("Kind")), Column(_("Open amount"), Kind.AMOUNT)]
        rows: list[list[Value]] = [[_("Tips to hand over"), tips]]
        yield Table(caption=_("Tips"), columns=columns, rows=rows)


CUT_OVER = Report(
    title=gettext_lazy("Opening balances at the cut-over"),
    lead=gettext_lazy(
        "These documents were in the books of Acomba before the first day kept here:"
        " they are not exported again; what is received on them is. The total is"
        " the opening balance of the receivable."
    ),
    build=cut_over_list,
    is_to_sign=True,
)
