"""What issuing fixes on an invoice: its amounts, its taxes, the accounts it uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from accounting.models import AccountingSettings
from accounting.queries import settings_for
from catalog.queries import AccountRules
from companies.models import Company
from invoices.models import Invoice, InvoiceLine, InvoiceTax
from invoices.queries import Numbers, account_numbers
from invoices.totals import DiscountTooLargeError, line_amounts
from taxes.computation import TaxAmount, TaxedLine, TaxRounding, compute_taxes
from taxes.queries import TaxTable


class IssueError(Exception):
    """The invoice cannot be issued; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What issuing asks of the company, read once for any number of invoices."""

    settings: AccountingSettings
    rules: AccountRules
    taxes: TaxTable
    numbers: Numbers


def read_tables(company: Company) -> Tables:
    settings = settings_for(company)
    return Tables(
        settings=settings,
        rules=AccountRules(settings),
        taxes=TaxTable(company),
        numbers=account_numbers(company),
    )


def compute_line(line: InvoiceLine) -> None:
    """Set gross, discount and net of a line from its quantity, price and discount."""
    try:
        amounts = line_amounts(
            quantity=line.quantity,
            unit_price=line.unit_price.amount,
            discount=line.discount.amount,
            discount_rate=line.discount_rate,
        )
    except DiscountTooLargeError as error:
        message = _("The discount of “%(line)s” is more than its amount.")
        raise IssueError(message % {"line": line.description}) from error
    line.gross, line.discount, line.net = amounts.gross, amounts.discount, amounts.net


def compute_document_taxes(
    lines: Iterable[InvoiceLine], on: date, tables: Tables
) -> tuple[TaxAmount, ...]:
    taxed = (
        TaxedLine(net=line.net.amount, terms=tables.taxes.terms(line.tax_group_id, on))
        for line in lines
    )
    return compute_taxes(taxed, TaxRounding(tables.settings.tax_rounding))


def set_totals(
    invoice: Invoice, lines: Iterable[InvoiceLine], taxes: Iterable[TaxAmount]
) -> None:
    subtotal = sum((line.net.amount for line in lines), ZERO)
    tax_total = sum((tax.amount for tax in taxes), ZERO)
    invoice.subtotal, invoice.tax_total = subtotal, tax_total
    invoice.total = invoice.balance = subtotal + tax_total


def freeze(
    invoice: Invoice, lines: Sequence[InvoiceLine], tables: Tables, on: date
) -> list[InvoiceTax]:
    """Fix the invoice and its lines as of this day; give its taxes, none saved yet."""
    if not lines:
        raise IssueError(_("An invoice needs a line before it is issued."))
    for line in lines:
        compute_line(line)
        choice = tables.rules.revenue(line.item, line.account_id)
        line.revenue_account_id = choice.account_id
        line.revenue_origin = choice.origin
    amounts = compute_document_taxes(lines, on, tables)
    set_totals(invoice, lines, amounts)
    invoice.receivable_id = _receivable(lines, amounts, tables)
    invoice.discount_account_id = tables.settings.discounts_id
    invoice.customer_name = invoice.customer.name
    invoice.issued_on = on
    invoice.status = Invoice.Status.ISSUED
    return [
        InvoiceTax(
            invoice=invoice,
            position=position,
            tax_id=amount.term.tax,
            treatment=amount.term.treatment.value,
            rate=amount.term.rate,
            base=amount.base,
            amount=amount.amount,
            account_id=tables.taxes.taxes[amount.term.tax].credit_account_id,
        )
        for position, amount in enumerate(amounts, start=1)
    ]


def _receivable(
    lines: Iterable[InvoiceLine], taxes: Iterable[TaxAmount], tables: Tables
) -> int:
    """The one account the lines, the taxes and the payments of an invoice agree on."""
    settings = tables.settings
    found = {tables.rules.receivable(line.item).account_id for line in lines}
    found |= {tables.taxes.taxes[tax.term.tax].debit_account_id for tax in taxes}
    found.add(settings.payment_credit_id)
    found.discard(None)
    if len(found) == 1:
        return found.pop() or 0
    if not found:
        message = _(
            "No receivable: choose the debit account of sales in the accounting settings."
        )
        raise IssueError(message)
    accounts = ", ".join(sorted(tables.numbers[pk] or "" for pk in found))
    message = _(
        "The items, taxes and payments of this invoice use several receivables"
        " (%(accounts)s): give them the same debit account."
    )
    raise IssueError(message % {"accounts": accounts})
