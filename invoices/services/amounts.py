"""The amounts of a document: its lines, the discount on the whole, its taxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, spread, to_cents
from accounting.models import AccountingSettings
from accounting.queries import settings_for
from accounting.roles import Use, proved_of, uses_of
from catalog.queries import AccountRules
from companies.models import Company
from invoices.models import Invoice, InvoiceLine
from invoices.queries.progress import billed_by_set, billed_taxes, term_of
from invoices.queries.rule import Numbers, account_numbers
from invoices.services.refusals import DocumentError
from invoices.totals import DiscountTooLargeError, line_amounts
from taxes.computation import (
    Extracted,
    TaxAmount,
    TaxedLine,
    TaxRounding,
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
    taxes = _compute_taxes(invoice, lines, taxed, tables)
    _set_totals(invoice, lines, taxes)
    return taxes


def _compute_taxes(
    invoice: Invoice,
    lines: Sequence[InvoiceLine],
    taxed: Sequence[TaxedLine],
    tables: Tables,
) -> tuple[TaxAmount, ...]:
    is_part = invoice.progress_of_id is not None
    same = _as_billed(invoice, taxed) if is_part else None
    if invoice.prices_include_taxes:
        billed = billed_by_set(invoice) if is_part else {}
        extracted = same or extract_taxes(taxed, billed)
        _take_taxes_out(lines, taxed, extracted.nets)
        return extracted.taxes
    if same is not None:
        return same.taxes
    rounding = invoice.tax_rounding or tables.settings.tax_rounding
    taxes = compute_taxes(taxed, TaxRounding(rounding))
    return compute_progress(billed_taxes(invoice), taxes) if is_part else taxes


def compute_line(line: InvoiceLine) -> None:
    """Set the amounts of a line from its quantity, price and discount, as typed."""
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
    line.net_discount, line.shared_discount = amounts.discount, ZERO


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
    lines: Sequence[InvoiceLine], taxed: Sequence[TaxedLine], nets: Sequence[Decimal]
) -> None:
    """Bring every amount of the lines to what it is without taxes."""
    for line, net, terms in zip(lines, nets, (t.terms for t in taxed), strict=True):
        factor = price_factor(terms)
        line.net_discount = to_cents(line.net_discount.amount / factor)
        line.shared_discount = to_cents(line.shared_discount.amount / factor)
        line.net = net
        line.gross = net + line.net_discount.amount + line.shared_discount.amount


def _as_billed(invoice: Invoice, taxed: Sequence[TaxedLine]) -> Extracted | None:
    """The nets and taxes of the part of a job that it replaces at the same prices.

    The other parts may have changed since: they would move a cent of a correction that
    changes none.
    """
    original = invoice.replaces
    if original is None or (original.prices_include_taxes, original.progress_of_id) != (
        invoice.prices_include_taxes,
        invoice.progress_of_id,
    ):
        return None
    taxes, lines = list(original.taxes.all()), list(original.lines.all())
    nets = tuple(line.net.amount for line in lines)
    for line in lines:
        compute_line(line)
    _share_discount(original, lines)
    before = [
        (line.net.amount, {term_of(tax) for tax in taxes if line.bears(tax)})
        for line in lines
    ]
    price = sum((line.net.amount for line in lines), ZERO)
    has_price = not invoice.prices_include_taxes or price == original.total.amount
    if not has_price or before != [(line.net, set(line.terms)) for line in taxed]:
        return None
    amounts = (
        TaxAmount(term=term_of(tax), base=tax.base.amount, amount=tax.amount.amount)
        for tax in taxes
    )
    return Extracted(nets=nets, taxes=tuple(amounts))


def _set_totals(
    invoice: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[TaxAmount]
) -> None:
    subtotal = sum((line.net.amount for line in lines), ZERO)
    tax_total = sum((tax.amount for tax in taxes), ZERO)
    invoice.subtotal, invoice.tax_total = subtotal, tax_total
    invoice.total = invoice.balance = subtotal + tax_total
