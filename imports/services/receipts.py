"""The receipt that the rows of one payment describe, or what is wrong with them."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from imports.services.documents import Document
from imports.services.known import Known
from imports.services.lookups import find, find_for_all
from imports.services.problems import Problems
from imports.tables.money import CREDIT, DEPOSIT, DIFFERENCE, PAYMENT, TIP
from imports.tables.rows import Row
from invoices.models import Customer, Invoice, PaymentMethod
from invoices.planning.receiving import Received
from invoices.services.payments import PaymentError, Receipt, is_of_old_books
from invoices.services.receipts import (
    check_allocation,
    check_amount,
    check_receipt,
)
from invoices.services.refusals import (
    AnonymousCustomerError,
    TooEarlyError,
    check_is_known,
)


def receipt_of(document: Document, known: Known, problems: Problems) -> Receipt | None:
    """None when one of the rows is wrong; what it pays is then owed no more in memory."""
    before = problems.count
    parties = _parties(document, known, problems)
    if parties is None:
        return None
    draft = _Draft(document, known, problems, *parties)
    for row in document.rows:
        draft.add(row)
    if problems.count == before:
        draft.check()
    return draft.receipt() if problems.count == before else None


def _parties(
    document: Document, known: Known, problems: Problems
) -> tuple[Customer, PaymentMethod] | None:
    """Who paid and how, on which all rows agree; a difference may leave out how."""
    rows = document.rows
    first = next((row for row in rows if row.text("method")), rows[0])
    from_first = [first, *(row for row in rows if row is not first)]
    customer = find_for_all(known.customers, from_first, "customer_number", problems)
    method = find_for_all(known.methods, from_first, "method", problems)
    for row in rows:
        for column in ("payment_date", "customer_number", "method"):
            if row.value(column) and row.value(column) != first.value(column):
                message = _(
                    "The first row of this reference has another value: give the same"
                    " one."
                )
                problems.add(row, column, message)
    if not first.text("method"):
        message = _(
            "No payment of this file has this reference: give its rows as well, or"
            " leave the reference of the difference out."
        )
        problems.add(first, "reference", message)
    return (customer, method) if customer and method else None


@dataclass(slots=True)
class _Draft:
    document: Document
    known: Known
    problems: Problems
    customer: Customer
    method: PaymentMethod
    invoices: dict[int, Invoice] = field(default_factory=dict)
    amounts: dict[int, Decimal] = field(default_factory=dict)
    kept: dict[str, Decimal] = field(default_factory=dict)
    rounding: Decimal = ZERO
    rounding_reason: str = ""

    def add(self, row: Row) -> None:
        kind, amount = row.text("kind"), row.decimal("amount")
        if kind not in {PAYMENT, DIFFERENCE}:
            self.kept[kind] = self.kept.get(kind, ZERO) + amount
            return
        invoice = find(self.known.invoices, row, "invoice_number", self.problems)
        if invoice is None:
            return
        if kind == DIFFERENCE:
            self.rounding_reason = row.text("reason")
            self.rounding -= amount
        else:
            coins = self._coins(invoice)
            self.rounding += coins
            amount -= coins
        self._pay(row, invoice, amount)

    def _coins(self, invoice: Invoice) -> Decimal:
        """What cash has above the balance, or below, for want of smaller coins."""
        rows = self.document.rows
        kinds = [row.text("kind") for row in rows]
        if kinds.count(PAYMENT) != 1 or not {PAYMENT, TIP} >= set(kinds):
            return ZERO
        received = Received(
            amount=sum((row.decimal("amount") for row in rows), ZERO),
            tip=sum((r.decimal("amount") for r in rows if r.text("kind") == TIP), ZERO),
            is_cash=self.method.is_cash,
        )
        due = invoice.balance.amount
        if due <= 0 or not received.rounds(due):
            return ZERO
        return received.amount - received.tip - due

    def _pay(self, row: Row, invoice: Invoice, amount: Decimal) -> None:
        """Check it against what is left of the invoice after the rows before it."""
        try:
            check_amount(amount)
            check_allocation(self.receipt(), invoice, amount)
        except PaymentError as error:
            self.problems.add(row, "amount", error)
            return
        self.invoices[invoice.pk] = invoice
        self.amounts[invoice.pk] = self.amounts.get(invoice.pk, ZERO) + amount
        if self.document.day <= self.known.on:
            invoice.balance = invoice.balance.amount - amount

    def check(self) -> None:
        first, settings = self.document.rows[0], self.known.settings
        try:
            if self.kept:
                check_is_known(self.customer)
            check_receipt(self.receipt(), settings)
            is_of_old_books(self.receipt(), settings, self.invoices)
        except (AnonymousCustomerError, PaymentError) as error:
            self.problems.add(first, "amount", error)
        except TooEarlyError as error:
            self.problems.add(first, "payment_date", error)

    def receipt(self) -> Receipt:
        return Receipt(
            customer_id=self.customer.pk,
            method=self.method,
            received_on=self.document.day,
            amounts=self.amounts,
            deposit=self.kept.get(DEPOSIT, ZERO),
            on_account=self.kept.get(CREDIT, ZERO),
            tip=self.kept.get(TIP, ZERO),
            rounding=self.rounding,
            rounding_reason=self.rounding_reason,
            reference=self.document.reference,
            import_key=self.document.key,
        )
