"""What a customer, a payment method and an invoice would put in the next file."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet

from accounting.journal.cents import CENT
from accounting.queries import settings_for
from accounting.saving import Sample, SampleLine
from catalog.queries import AccountRules
from invoices.models import Customer, DocumentNumbering, Invoice, PaymentMethod
from invoices.services.accounts import method_account
from invoices.services.numbering import numbering_for, revised_number
from taxes.models import Tax, TaxGroupMember
from taxes.samples import tax_lines


def customer_sample(customer: Customer, on: date) -> Sample:
    """The description of the next invoice, if it is theirs."""
    numbering = numbering_for(customer.company, DocumentNumbering.Series.INVOICE)
    return Sample(
        on=on,
        document=str(numbering),
        party=customer.name,
        tax_groups=tuple(tax_groups_of([customer])),
    )


def tax_groups_of(customers: Iterable[Customer]) -> Iterator[int]:
    """The groups that what they buy would bear; one who is relieved bears none."""
    for customer in customers:
        if customer.tax_group_id is not None and not customer.is_exempt:
            yield customer.tax_group_id


def method_sample(method: PaymentMethod, on: date) -> Sample:
    chosen = method_account(method, settings_for(method.company))
    return Sample(on=on, lines=(SampleLine(chosen.account_id, chosen.origin, CENT),))


def invoice_sample(invoice: Invoice, on: date) -> Sample:
    """Its sale, as it is fixed, or as it would be if the draft were issued that day."""
    if invoice.status == Invoice.Status.DRAFT:
        usual = customer_sample(invoice.customer, on)
        document, party = revised_number(invoice) or usual.document, usual.party
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
        net = line.net.amount
        yield SampleLine(choice.account_id, choice.origin, net, is_sold=True)
    if not invoice.customer.is_exempt:
        yield from tax_lines(_draft_taxes(invoice))


def _draft_taxes(invoice: Invoice) -> "QuerySet[Tax]":
    """Those its lines will bear: their amounts are not kept before it is issued."""
    members = TaxGroupMember.objects.filter(
        group__in=invoice.lines.values("tax_group"),
        treatment=TaxGroupMember.Treatment.TAXABLE,
    )
    return Tax.objects.filter(pk__in=members.order_by().values("tax")).order_by("pk")


def _issued_lines(invoice: Invoice) -> Iterator[SampleLine]:
    total = invoice.total.amount
    yield SampleLine(invoice.receivable_id, "settings:sale_debit", total)
    for line in invoice.lines.all():
        account = line.revenue_account_id
        net = line.net.amount
        yield SampleLine(account, line.revenue_origin, net, is_sold=True)
    for tax in invoice.taxes.all():
        level = "" if tax.account_id else "missing:"
        origin = f"{level}tax:{tax.tax_id}"
        yield SampleLine(tax.account_id, origin, tax.amount.amount)
