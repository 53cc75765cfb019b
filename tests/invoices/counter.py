"""What people do at the counter, in short, and the journal as it stands after."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import connection

from accounting.models import JournalEntry, JournalLine
from exports.models import ExportBatch
from exports.queries import SetAside, read_terms, review_entries
from exports.services.producing import produce_batch
from invoices.models import (
    Application,
    CreditNote,
    CustomerCredit,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentAllocation,
    PaymentMethod,
    PaymentReturn,
    Recovery,
    Refund,
    WriteOff,
)
from invoices.services.applying import apply_credit
from invoices.services.correcting import start_correction
from invoices.services.crediting import issue_credit_note
from invoices.services.issuing import issue_invoice
from invoices.services.parts import free_payment, move_payment
from invoices.services.payments import record_payment
from invoices.services.refunding import refund_credit, refund_document
from invoices.services.returning import return_payment
from invoices.services.voiding import void_invoice
from invoices.services.writing_off import record_recovery, write_off_invoice
from tests.carrying import cancel_all, export
from tests.factories import make_method
from tests.invoices.shop import Shop
from tests.invoices.telling import filed, told

MORNING = time(10, tzinfo=ZoneInfo("America/Toronto"))


def sold(net: str, gst: str, qst: str, *, total: str, account: str = "4000") -> str:
    """The lines of a sale of one line with TPS and TVQ."""
    return f"D 1201 {total} / C {account} {net}, C 2310 {gst}, C 2320 {qst}"


def taken_back(net: str, gst: str, qst: str, *, total: str) -> str:
    """The lines of its void, or of its credit note."""
    return f"D 4000 {net}, D 2310 {gst}, D 2320 {qst} / C 1201 {total}"


HUNDRED = sold("100.00", "5.00", "9.98", total="114.98")
HUNDRED_BACK = taken_back("100.00", "5.00", "9.98", total="114.98")


@dataclass(frozen=True)
class Counter:
    shop: Shop

    def choose(self, **accounts: str) -> None:
        """Choose other accounts of the settings, by their numbers."""
        chart: dict[str, Any] = {
            name: self.shop.account(number) for name, number in accounts.items()
        }
        self.shop.change(**chart)

    def method(self, name: str, account: str, **values: Any) -> PaymentMethod:
        chosen = self.shop.account(account)
        return make_method(self.shop.company, name, account=chosen, **values)

    def issue(self, price: str, on: date, **values: Any) -> Invoice:
        return self.shop.issue(self.shop.line(price, **values), on=on)

    def issue_draft(self, draft: Invoice, on: date) -> Invoice:
        return issue_invoice(invoice=draft, issued_on=on)

    def pay(self, amounts: dict[Invoice, str], on: date, **extra: Any) -> Payment:
        money = {
            name: Decimal(value)
            for name, value in extra.items()
            if name in {"deposit", "on_account", "tip", "rounding"}
        }
        return record_payment(
            customer=self.shop.customer,
            received_on=on,
            amounts={i: Decimal(text) for i, text in amounts.items()},
            **{"method": self.shop.method, **extra, **money},
        )

    def deposit(self, amount: str, on: date, **extra: Any) -> CustomerCredit:
        return self.pay({}, on, deposit=amount, **extra).credits.get()

    def void(self, invoice: Invoice, on: date) -> Invoice:
        return void_invoice(invoice=invoice, voided_on=on, reason="Erreur")

    def correct(self, invoice: Invoice, price: str, on: date) -> Invoice:
        draft = start_correction(invoice=invoice)
        draft.lines.update(unit_price=Decimal(price))
        return issue_invoice(invoice=draft, issued_on=on)

    def credit(self, invoice: Invoice, net: str | None, on: date) -> CreditNote:
        line = invoice.lines.get()
        return self.credit_lines(invoice, None if net is None else {line: net}, on)

    def credit_lines(
        self, invoice: Invoice, nets: dict[InvoiceLine, str] | None, on: date
    ) -> CreditNote:
        amounts = None
        if nets is not None:
            amounts = {line.pk: Decimal(net) for line, net in nets.items()}
        return issue_credit_note(invoice=invoice, nets=amounts, issued_on=on)

    def bounce(
        self, payment: Payment, on: date, kind: str = "BANK", **extra: Any
    ) -> PaymentReturn:
        return return_payment(
            payment=payment, kind=PaymentReturn.Kind(kind), returned_on=on, **extra
        )

    def part(self, payment: Payment, invoice: Invoice) -> PaymentAllocation:
        return payment.allocations.get(invoice=invoice, ended_on=None)

    def free(self, payment: Payment, invoice: Invoice, on: date) -> CustomerCredit:
        return free_payment(part=self.part(payment, invoice), freed_on=on)

    def move(
        self, payment: Payment, old: Invoice, new: Invoice, on: date
    ) -> PaymentAllocation:
        return move_payment(part=self.part(payment, old), invoice=new, moved_on=on)

    def apply(
        self, credit: CustomerCredit, invoice: Invoice, amount: str, on: date
    ) -> Application:
        return apply_credit(
            credit=credit, invoice=invoice, amount=Decimal(amount), applied_on=on
        )

    def refund(self, source: CustomerCredit | Invoice, amount: str, on: date) -> Refund:
        values: dict[str, Any] = {
            "amount": Decimal(amount),
            "refunded_on": on,
            "method": self.shop.method,
        }
        if isinstance(source, Invoice):
            return refund_document(invoice=source, **values)
        return refund_credit(credit=source, **values)

    def write_off(
        self, invoice: Invoice, amount: str, on: date, kind: str = "BAD_DEBT"
    ) -> WriteOff:
        return write_off_invoice(
            invoice=invoice,
            kind=WriteOff.Kind(kind),
            amount=Decimal(amount),
            written_off_on=on,
            reason="Introuvable",
        )

    def recover(self, write_off: WriteOff, amount: str, on: date) -> Recovery:
        return record_recovery(
            write_off=write_off,
            amount=Decimal(amount),
            received_on=on,
            method=self.shop.method,
        )

    def customer_credit(self) -> CustomerCredit:
        return CustomerCredit.objects.get(kind=CustomerCredit.Kind.CREDIT)

    def export(self, *events: str) -> None:
        """What a batch does, to the ready entries of these events, or to all."""
        own = JournalEntry.objects.for_company(self.shop.company)
        ready = own.filter(status="READY")
        if events:
            ready = ready.filter(event__in=events)
        export(ready)

    def cancel(self) -> None:
        """What cancelling its batch does."""
        cancel_all()

    def filed(self, through: date, produced_on: date | None = None) -> list[str]:
        """What a batch through this day would hold, with the dates of the file."""
        company = self.shop.company
        day = produced_on or through
        terms = read_terms(company=company, through=through, produced_on=day)
        reviewed = review_entries(company, through, terms)
        return [filed(e) for e in reviewed if not isinstance(e, SetAside)]

    def produce(self, through: date) -> ExportBatch:
        return produce_batch(
            company=self.shop.company,
            through=through,
            produced_at=datetime.combine(through, MORNING),
            produced_on=through,
            produced_by=None,
            key=uuid4(),
        )

    def left(self) -> dict[str, str]:
        """What the living entries leave on each account, debits less credits."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        living = JournalEntry.objects.for_company(self.shop.company).living()
        lines = JournalLine.objects.filter(entry__in=living).select_related("account")
        for line in lines:
            number = line.account.number if line.account else "?"
            sums[number] += line.debit - line.credit
        return {number: f"{sums[number]:.2f}" for number in sorted(sums)}

    def owed(self, invoice: Invoice) -> str:
        invoice.refresh_from_db()
        return str(invoice.balance.amount)

    def journal(self) -> list[str]:
        """The living entries in order: `R! sale 10-28 D 1201 114.98 / C 4000 100.00`."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        living = JournalEntry.objects.for_company(self.shop.company).living()
        rows = living.order_by("pk").prefetch_related("lines__account")
        return [told(entry) for entry in rows]
