"""The amounts of a document: its lines, the discount on the whole, its taxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, spread, to_cents
from accounting.models import AccountingSettings
from accounting.queries import settings_for
from accounting.roles import Use, proved_of, uses_of
from catalog.queries import AccountRules
from companies.models import Company
from invoices.models import Invoice, InvoiceLine, InvoiceTax
from invoices.queries.rule import Numbers, account_numbers
from invoices.services.refusals import DocumentError
from invoices.totals import DiscountTooLargeError, line_amounts
from taxes.computation import (
    TaxAmount,
    TaxedLine,
    TaxRounding,
    TaxTerm,
    Treatment,
    compute_progress,
    compute_taxes,
    extract_taxes,
    price_factor,
)
from taxes.queries import TaxTable


class IssueError(DocumentError):
    """The invoice cannot be issued; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What issuing asks of the company, read once for any number of invoices."""

    settings: AccountingSettings
    rules: AccountRules
    taxes: TaxTable
    numbers: Numbers
    proved: Mapping[int, Use]


def read_tables(company: Company) -> Tables:
    settings, taxes = settings_for(company), TaxTable(company)
    chosen = [use for row in (settings, *taxes.taxes.values()) for use in uses_of(row)]
    return Tables(
        settings=settings,
        rules=AccountRules(settings),
        taxes=taxes,
        numbers=account_numbers(company),
        proved=proved_of(chosen),
    )


def compute_document(
    invoice: Invoice, lines: Sequence[InvoiceLine], on: date, tables: Tables
) -> tuple[TaxAmount, ...]:
    """Set the amounts of the lines and the totals of the invoice; give its taxes.

    `on` dates the rates.
    """
    for line in lines:
        compute_line(line)
    _share_discount(invoice, lines)
    taxed = [
        TaxedLine(
            net=line.net.amount,
            terms=tables.taxes.terms(
                line.tax_group_id, on, is_relieved=invoice.is_relieved
            ),
        )
        for line in lines
    ]
    if invoice.prices_include_taxes:
        taxes = _take_taxes_out(lines, taxed)
    else:
        rounding = invoice.tax_rounding or tables.settings.tax_rounding
        taxes = compute_taxes(taxed, TaxRounding(rounding))
    if invoice.progress_of_id is not None:
        taxes = compute_progress(_billed(invoice), taxes)
    _set_totals(invoice, lines, taxes)
    return taxes


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
    line.shared_discount = ZERO


def _share_discount(invoice: Invoice, lines: Sequence[InvoiceLine]) -> None:
    """Spread the discount on the whole over the lines that are sold, by amount."""
    sold = [line for line in lines if line.net.amount > 0]
    whole = sum((line.net.amount for line in sold), ZERO)
    discount = invoice.discount.amount
    if invoice.discount_rate is not None:
        discount = to_cents(whole * invoice.discount_rate)
        invoice.discount = discount
    if discount > whole:
        message = _("The discount on the whole is more than the invoice: lower it.")
        raise IssueError(message)
    shares = spread(discount, [line.net.amount for line in sold])
    for line, share in zip(sold, shares, strict=True):
        line.shared_discount = share
        line.net = line.net.amount - share


def _take_taxes_out(
    lines: Sequence[InvoiceLine], taxed: Sequence[TaxedLine]
) -> tuple[TaxAmount, ...]:
    """Bring every amount of the lines to what it is without taxes."""
    extracted = extract_taxes(taxed)
    for line, net, terms in zip(
        lines, extracted.nets, (line.terms for line in taxed), strict=True
    ):
        factor = price_factor(terms)
        line.discount = to_cents(line.discount.amount / factor)
        line.shared_discount = to_cents(line.shared_discount.amount / factor)
        line.net = net
        line.gross = net + line.discount.amount + line.shared_discount.amount
    return extracted.taxes


def _billed(invoice: Invoice) -> list[TaxAmount]:
    """The taxes of the other parts of the job, less what was credited of them."""
    first = invoice.progress_of_id
    rows = InvoiceTax.objects.filter(invoice__status=Invoice.Status.ISSUED)
    parts = rows.filter(invoice=first) | rows.filter(invoice__progress_of=first)
    # What it replaces stands until it is issued.
    others = parts.exclude(invoice__in=[invoice.pk, invoice.replaces_id])
    return [_billed_tax(row) for row in others.prefetch_related("credited")]


def _billed_tax(row: InvoiceTax) -> TaxAmount:
    credited = row.credited.all()
    return TaxAmount(
        term=TaxTerm(tax=row.tax_id, treatment=Treatment(row.treatment), rate=row.rate),
        base=row.base.amount - sum((part.base.amount for part in credited), ZERO),
        amount=row.amount.amount - sum((part.amount.amount for part in credited), ZERO),
    )


def _set_totals(
    invoice: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[TaxAmount]
) -> None:
    subtotal = sum((line.net.amount for line in lines), ZERO)
    tax_total = sum((tax.amount for tax in taxes), ZERO)
    invoice.subtotal, invoice.tax_total = subtotal, tax_total
    invoice.total = invoice.balance = subtotal + tax_total
