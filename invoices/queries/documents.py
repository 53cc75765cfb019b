"""The lines of sales, credit notes and write-offs, from the amounts they froze."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from accounting.journal.movements import Account
from catalog.queries import Choice
from invoices.models import (
    CreditNote,
    Invoice,
    InvoiceLine,
    InvoiceTax,
    Recovery,
    WriteOff,
)
from invoices.movements import Part, SaleFacts, SaleLine, SaleTax
from invoices.queries.rule import Numbers, frozen_account, frozen_setting


def sale_facts(
    invoice: Invoice,
    lines: Iterable[InvoiceLine],
    taxes: Iterable[InvoiceTax],
    numbers: Numbers,
) -> SaleFacts:
    """What an issued invoice does, from the amounts and accounts it froze."""
    return SaleFacts(
        receivable=receivable(invoice.receivable_id, numbers),
        discounts=_discounts(invoice, numbers),
        lines=tuple(
            SaleLine(
                revenue=frozen_account(
                    line.revenue_account_id, numbers, line.revenue_origin
                ),
                gross=line.gross.amount,
                discount=line.net_discount.amount + line.shared_discount.amount,
                tax_treatment=f"group:{line.tax_group_id}",
            )
            for line in lines
        ),
        taxes=tuple(
            SaleTax(
                payable=_payable(tax, numbers),
                amount=tax.amount.amount,
                tax=f"tax:{tax.tax_id}",
            )
            for tax in taxes
        ),
    )


def void_facts(
    invoice: Invoice, places: Mapping[int, Choice], numbers: Numbers
) -> SaleFacts:
    """The sale that a void takes back, on the accounts where its revenue is now."""
    lines = list(invoice.lines.all())
    sale = sale_facts(invoice, lines, invoice.taxes.all(), numbers)
    now = [places[line.pk] for line in lines]
    return replace(
        sale,
        lines=tuple(
            replace(
                sold, revenue=frozen_account(place.account_id, numbers, place.origin)
            )
            for sold, place in zip(sale.lines, now, strict=True)
        ),
    )


def receivable(account_id: int | None, numbers: Numbers) -> Account:
    return Account(number=numbers[account_id], origin="settings:sale_debit")


def _discounts(invoice: Invoice, numbers: Numbers) -> Account | None:
    account = invoice.discount_account_id
    return None if account is None else frozen_setting(account, numbers, "discounts")


def credit_note_facts(note: CreditNote, numbers: Numbers) -> SaleFacts:
    """What a credit note takes back, as the sale it is the mirror of."""
    invoice = note.invoice
    return SaleFacts(
        receivable=receivable(invoice.receivable_id, numbers),
        discounts=_discounts(invoice, numbers),
        lines=tuple(
            SaleLine(
                revenue=frozen_account(
                    line.revenue_account_id, numbers, line.revenue_origin
                ),
                gross=line.gross.amount,
                discount=line.discount.amount,
                tax_treatment=f"group:{line.invoice_line.tax_group_id}",
            )
            for line in note.lines.select_related("invoice_line")
        ),
        taxes=tuple(
            SaleTax(
                payable=_payable(tax.invoice_tax, numbers),
                amount=tax.amount.amount,
                tax=f"tax:{tax.invoice_tax.tax_id}",
            )
            for tax in note.taxes.select_related("invoice_tax")
        ),
    )


def _payable(tax: InvoiceTax, numbers: Numbers) -> Account:
    return frozen_account(tax.account_id, numbers, f"tax:{tax.tax_id}")


def write_off_parts(write_off: WriteOff, numbers: Numbers) -> list[Part]:
    """What a write-off debits: its account, and its part of the taxes."""
    account = frozen_account(write_off.account_id, numbers, write_off.account_origin)
    taxes = write_off.taxes.select_related("invoice_tax")
    return [
        Part(account=account, amount=write_off.net.amount),
        *(
            Part(account=_payable(tax.invoice_tax, numbers), amount=tax.amount.amount)
            for tax in taxes
        ),
    ]


def recovery_parts(recovery: Recovery, numbers: Numbers) -> list[Part]:
    """What a recovery credits: the account of the bad debt, and its taxes again."""
    write_off = recovery.write_off
    account = frozen_account(write_off.account_id, numbers, write_off.account_origin)
    taxes = recovery.taxes.select_related("invoice_tax")
    return [
        Part(account=account, amount=recovery.net.amount),
        *(
            Part(account=_payable(tax.invoice_tax, numbers), amount=tax.amount.amount)
            for tax in taxes
        ),
    ]
