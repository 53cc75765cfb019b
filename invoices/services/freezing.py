"""What issuing fixes on an invoice: its amounts, its taxes, the accounts it uses."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from accounting.models import AccountingSettings
from accounting.origins import CHOSEN, find_subjects
from accounting.roles import WORDS, Use, clash_of, rule_of, shared_sentence
from accounting.subjects import Role
from invoices.models import Invoice, InvoiceLine, InvoiceTax
from invoices.services.accounts import settings_account
from invoices.services.amounts import IssueError, Tables, compute_document
from invoices.services.refusals import (
    TooEarlyError,
    check_is_known,
    check_old_books_open,
)
from taxes.computation import TaxAmount


def freeze(
    invoice: Invoice, lines: Sequence[InvoiceLine], tables: Tables, on: date
) -> list[InvoiceTax]:
    """Fix the invoice and its lines as of this day; give its taxes, none saved yet.

    A replacement keeps the tax date of its original, and how its taxes were rounded.
    """
    if not lines:
        raise IssueError(_("An invoice needs a line before it is issued."))
    check_is_known(invoice.customer)
    _freeze_terms(invoice, tables, on)
    amounts = compute_document(invoice, lines, invoice.tax_on or on, tables)
    for line in lines:
        _freeze_account(invoice, line, tables)
        line.taxes_borne = _taxes_borne(invoice, line, amounts, tables)
    invoice.receivable_id = _receivable(lines, amounts, tables)
    _check_credited(invoice, lines, amounts, tables)
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


def _freeze_terms(invoice: Invoice, tables: Tables, on: date) -> None:
    customer, settings = invoice.customer, tables.settings
    invoice.customer_name = customer.name
    invoice.is_relieved = customer.is_exempt
    invoice.certificate_number = customer.certificate_number
    invoice.issued_on = on
    invoice.tax_on = invoice.tax_on or on
    invoice.tax_rounding = invoice.tax_rounding or settings.tax_rounding
    invoice.discount_account_id = settings.discounts_id
    invoice.is_prior = _is_prior(invoice, settings, on)


def _is_prior(invoice: Invoice, settings: AccountingSettings, on: date) -> bool:
    """Return True before the cut-over, unless it replaces a document to export."""
    first, original = settings.cut_over_on, invoice.replaces
    if first is None or on >= first:
        return False
    if original is not None and not original.is_prior:
        return False
    try:
        check_old_books_open(settings, on)
    except TooEarlyError as error:
        raise IssueError(str(error)) from error
    return True


def _freeze_account(invoice: Invoice, line: InvoiceLine, tables: Tables) -> None:
    """Interest goes to its own account, everything else where its rule says."""
    if invoice.kind == Invoice.Kind.INTEREST:
        interest = settings_account(tables.settings, "interest")
        line.revenue_account_id = interest.account_id
        line.revenue_origin = interest.origin
    else:
        choice = tables.rules.revenue(line.item, line.account_id)
        line.revenue_account_id = choice.account_id
        line.revenue_origin = choice.origin


def _taxes_borne(
    invoice: Invoice, line: InvoiceLine, taxes: Sequence[TaxAmount], tables: Tables
) -> str:
    on = invoice.tax_on or invoice.issued_on
    if on is None:
        return ""
    terms = tables.taxes.terms(line.tax_group_id, on, is_relieved=invoice.is_relieved)
    positions = (
        str(position)
        for position, tax in enumerate(taxes, start=1)
        if tax.term in terms
    )
    return ",".join(positions)


def _check_credited(
    invoice: Invoice,
    lines: Iterable[InvoiceLine],
    taxes: Iterable[TaxAmount],
    tables: Tables,
) -> None:
    """Refuse accounts that were chosen before they were refused there."""
    receivable = Use(invoice.receivable_id or 0, Role.RECEIVABLE, "", "")
    proved = {receivable.account_id: receivable, **tables.proved}
    for account, origin, name in _credited(invoice, lines, taxes, tables):
        carried = clash_of(account, origin, proved)
        if carried is None:
            continue
        number = tables.numbers[account] or ""
        if origin == CHOSEN:
            message = _(
                "“%(line)s” is on account %(number)s, which carries %(carried)s and"
                " nothing else: take the line away and add it with another account."
            )
            words = {"line": name, "number": number, "carried": WORDS[carried]}
            raise IssueError(message % words)
        subject = rule_of(origin)
        rule = find_subjects(invoice.company, [subject])[subject].text
        raise IssueError(shared_sentence(rule, number, carried))


def _credited(
    invoice: Invoice,
    lines: Iterable[InvoiceLine],
    taxes: Iterable[TaxAmount],
    tables: Tables,
) -> Iterator[tuple[int | None, str, str]]:
    """Each account beside the receivable, its origin, and the name of a line's own."""
    yield invoice.discount_account_id, "settings:discounts", ""
    for line in lines:
        name = line.description if line.revenue_origin == CHOSEN else ""
        yield line.revenue_account_id, line.revenue_origin, name
    for tax in taxes:
        if tax.amount:
            account = tables.taxes.taxes[tax.term.tax].credit_account_id
            yield account, f"tax:{tax.term.tax}", ""


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
