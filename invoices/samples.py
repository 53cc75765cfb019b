"""What a customer, a payment method and an invoice would put in the next file."""

from collections.abc import Iterator
from datetime import date

from accounting.journal.cents import CENT
from accounting.queries import settings_for
from accounting.saving import Sample, SampleLine
from catalog.queries import AccountRules
from invoices.models import (
    Customer,
    DocumentNumbering,
    Invoice,
    InvoiceTax,
    PaymentMethod,
)
from invoices.services.accounts import method_account
from invoices.services.numbering import numbering_for


def customer_sample(customer: Customer, on: date) -> Sample:
    """The description of the next invoice, if it is theirs."""
    numbering = numbering_for(customer.company, DocumentNumbering.Series.INVOICE)
    return Sample(on=on, document=str(numbering), party=customer.name)


def method_sample(method: PaymentMethod, on: date) -> Sample:
    chosen = method_account(method, settings_for(method.company))
    return Sample(on=on, lines=(SampleLine(chosen.account_id, chosen.origin, CENT),))


def invoice_sample(invoice: Invoice, on: date) -> Sample:
    """Its sale, as it is fixed, or as it would be if the draft were issued that day."""
    if invoice.status == Invoice.Status.DRAFT:
        usual = customer_sample(invoice.customer, on)
        document, party = usual.document, usual.party
        lines = _draft_lines(invoice)
    else:
        document, party = invoice.number or "", invoice.customer_name
        lines = _issued_lines(invoice)
    return Sample(on=on, document=document, party=party, lines=tuple(lines))


def _draft_lines(invoice: Invoice) -> Iterator[SampleLine]:
    settings = settings_for(invoice.company)
    rules = AccountRules(settings)
    if settings.sale_debit_id:
        total = invoice.total.amount
        yield SampleLine(settings.sale_debit_id, "settings:sale_debit", total)
    for line in invoice.lines.select_related("item__category"):
        choice = rules.revenue(line.item, line.account_id)
        yield SampleLine(choice.account_id, choice.origin, line.net.amount)
    for tax in invoice.taxes.select_related("tax"):
        yield _tax_line(tax, tax.tax.credit_account_id)


def _issued_lines(invoice: Invoice) -> Iterator[SampleLine]:
    total = invoice.total.amount
    yield SampleLine(invoice.receivable_id, "settings:sale_debit", total)
    for line in invoice.lines.all():
        account = line.revenue_account_id
        yield SampleLine(account, line.revenue_origin, line.net.amount)
    for tax in invoice.taxes.all():
        yield _tax_line(tax, tax.account_id)


def _tax_line(tax: InvoiceTax, account_id: int | None) -> SampleLine:
    level = "" if account_id else "missing:"
    return SampleLine(account_id, f"{level}tax:{tax.tax_id}", tax.amount.amount)
