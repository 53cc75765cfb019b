"""A company with the chart, taxes and customer of the scenarios, and what it does."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from accounting.models import GLAccount, JournalEntry
from accounting.queries import settings_for
from accounting.services.settings import save_settings
from catalog.models import Item
from companies.models import Company
from invoices.models import Customer, Invoice, InvoiceLine, Payment, PaymentMethod
from invoices.services.issuing import issue_invoice
from invoices.services.payments import record_payment
from taxes.models import TaxGroup
from tests.carrying import export
from tests.factories import (
    make_company,
    make_customer,
    make_draft,
    make_method,
    make_settings,
    make_tax_groups,
)

NOVEMBER_3 = date(2026, 11, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    company: Company
    groups: dict[str, TaxGroup]
    customer: Customer
    method: PaymentMethod

    def account(self, number: str) -> GLAccount:
        return GLAccount.objects.for_company(self.company).get(number=number)

    def line(
        self,
        price: str,
        account: str | None = "4000",
        *,
        group: str = "TPS+TVQ",
        item: Item | None = None,
        **values: Any,
    ) -> InvoiceLine:
        """A line not saved yet; `account` is its own, in the chart."""
        values = {"quantity": Decimal(1), "description": "Travaux", **values}
        return InvoiceLine(
            item=item,
            unit_price=Decimal(price),
            account=self.account(account) if account else None,
            tax_group=self.groups[group],
            **values,
        )

    def draft(self, *lines: InvoiceLine) -> Invoice:
        return make_draft(self.customer, *lines)

    def issue(self, *lines: InvoiceLine, on: date = NOVEMBER_3) -> Invoice:
        return issue_invoice(invoice=self.draft(*lines), issued_on=on)

    def pay(self, amounts: dict[Invoice, str], on: date) -> Payment:
        return record_payment(
            customer=self.customer,
            method=self.method,
            received_on=on,
            amounts={invoice: Decimal(text) for invoice, text in amounts.items()},
        )

    def change(self, on: date = NOVEMBER_3, **values: Any) -> None:
        """Save these accounts and policies in the settings."""
        settings = settings_for(self.company)
        for name, value in values.items():
            setattr(settings, name, value)
        save_settings(settings=settings, changed_on=on)

    def wait_for_payment(self, partial_payments: str = "immediate") -> None:
        self.change(only_when_paid=True, partial_payments=partial_payments)


def open_shop(slug: str = "cote") -> Shop:
    company = make_settings(make_company(slug)).company
    return Shop(
        company=company,
        groups=make_tax_groups(company),
        customer=make_customer(company),
        method=make_method(company),
    )


def entry_of(document: Model) -> JournalEntry:
    """The living entry of an invoice, a payment or a part of a payment."""
    kind = document._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
    return JournalEntry.objects.living().get(source_kind=kind, source_id=document.pk)


def has_entry(document: Model) -> bool:
    kind = document._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
    living = JournalEntry.objects.living()
    return living.filter(source_kind=kind, source_id=document.pk).exists()


def lines_of(document: Model) -> list[str]:
    """Its lines in order, such as `D 1201 114.98`; `?` for a missing account."""
    return [
        f"{'D' if line.debit else 'C'} {line.account.number if line.account else '?'}"
        f" {line.debit or line.credit:.2f}"
        for line in entry_of(document).lines.order_by("position")
    ]


def sale(total: str, net: str, gst: str, qst: str, account: str = "4000") -> list[str]:
    """The lines of a sale of one line with TPS and TVQ."""
    return [
        f"D 1201 {total}",
        f"C {account} {net}",
        f"C 2310 {gst}",
        f"C 2320 {qst}",
    ]


def state_of(document: Model) -> tuple[str, date | None]:
    """The status of its entry, and the day from which it may be exported."""
    entry = entry_of(document)
    return entry.status, entry.ready_on


def mark_exported(document: Model) -> None:
    """What a batch does to an entry."""
    export([entry_of(document)])
