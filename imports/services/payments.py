from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _

from companies.models import Company
from imports.services.lookups import find
from imports.services.problems import Outcome, Problems
from imports.tables.rows import Row
from invoices.models import Customer, Invoice, Payment, PaymentMethod
from invoices.services.payments import (
    PaymentError,
    Receipt,
    check_allocation,
    record_receipts,
)

CHUNK = 500
SHARED = ("payment_date", "customer_number", "method", "kind")
COLUMNS = (*SHARED, "invoice_number", "amount")


@dataclass(frozen=True, slots=True)
class _Known:
    customers: dict[str, Customer]
    methods: dict[str, PaymentMethod]
    invoices: dict[str, Invoice]


def import_payments(
    company: Company, rows: Sequence[Row], problems: Problems
) -> Outcome:
    """Take the payments that are new, in the order of their dates."""
    numbers = {row.text("invoice_number") for row in rows}
    invoices = Invoice.objects.for_company(company).issued()
    known = _Known(
        customers={c.number: c for c in Customer.objects.for_company(company)},
        methods={m.name: m for m in PaymentMethod.objects.for_company(company)},
        invoices={i.number or "": i for i in invoices if i.number in numbers},
    )
    outcome = Outcome()
    receipts = []
    documents = sorted(_by_key(rows), key=lambda pair: pair[1][0].day("payment_date"))
    stored = _stored(company, [key for key, _rows in documents])
    for key, document in documents:
        if key in stored:
            outcome.unchanged += 1
            _check_same(stored[key], document, problems)
        elif receipt := _receipt(key, document, known, problems):
            receipts.append(receipt)
    if not problems.errors:
        for start in range(0, len(receipts), CHUNK):
            record_receipts(company=company, receipts=receipts[start : start + CHUNK])
        outcome.created = len(receipts)
    return outcome


def _by_key(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows of one reference together; the others alone, told apart by their ordinal."""
    documents: dict[str, list[Row]] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        parts: tuple[object, ...] = ("reference", row.text("reference"))
        if not row.text("reference"):
            values = tuple(str(row.value(column)) for column in COLUMNS)
            seen[values] += 1
            parts = (*values, seen[values])
        key = sha256(repr(parts).encode()).hexdigest()
        documents.setdefault(key, []).append(row)
    return iter(documents.items())


def _stored(company: Company, keys: Sequence[str]) -> dict[str | None, Payment]:
    """The payments that came with these keys, with what they pay."""
    payments = Payment.objects.for_company(company)
    known = payments.select_related("customer", "method")
    known = known.prefetch_related("allocations__invoice")
    # SQLite refuses a list of thousands in one question.
    return {
        payment.import_key: payment
        for start in range(0, len(keys), CHUNK)
        for payment in known.filter(import_key__in=keys[start : start + CHUNK])
    }


def _check_same(payment: Payment, rows: Sequence[Row], problems: Problems) -> None:
    amounts: Counter[str] = Counter()
    heads = set()
    for row in rows:
        heads.add(
            (row.day("payment_date"), row.text("customer_number"), row.text("method"))
        )
        amounts[row.text("invoice_number")] += row.decimal("amount")  # type: ignore[assignment]  # Counter adds Decimals too
    kept = {str(part.invoice): part.amount.amount for part in payment.allocations.all()}
    head = (payment.received_on, payment.customer.number, payment.method.name)
    if heads != {head} or dict(amounts) != kept:
        message = _("Payment %(reference)s is already here with other content.")
        values = {"reference": rows[0].text("reference")}
        problems.add(rows[0], "reference", message % values)


def _receipt(
    key: str, rows: Sequence[Row], known: _Known, problems: Problems
) -> Receipt | None:
    first = rows[0]
    customer = find(known.customers, first, "customer_number", problems)
    method = find(known.methods, first, "method", problems)
    for row in rows[1:]:
        for column in SHARED:
            if row.value(column) != first.value(column):
                message = _("The first row of this reference says otherwise.")
                problems.add(row, column, message)
    if customer is None or method is None:
        return None
    amounts: dict[int, Decimal] = {}
    receipt = Receipt(
        customer_id=customer.pk,
        method=method,
        received_on=first.day("payment_date"),
        amounts=amounts,
        reference=first.text("reference"),
        import_key=key,
    )
    for row in rows:
        invoice = find(known.invoices, row, "invoice_number", problems)
        if invoice is not None:
            amount = row.decimal("amount")
            _take(receipt, row, invoice, problems)
            amounts[invoice.pk] = amounts.get(invoice.pk, Decimal(0)) + amount
    return receipt


def _take(receipt: Receipt, row: Row, invoice: Invoice, problems: Problems) -> None:
    """Check the row against what is left of the invoice after the rows before it."""
    amount = row.decimal("amount")
    try:
        check_allocation(receipt, invoice, amount)
    except PaymentError as error:
        problems.add(row, "amount", error)
    else:
        invoice.balance = invoice.balance.amount - amount
