"""Rows of files in short, brought into a shop, and what the command says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from imports.services.files import ImportRefusedError
from imports.services.problems import Outcome
from tests.imports.services.files import bring_in
from tests.invoices.counter import Counter

INVOICES = (
    "invoice_number,invoice_date,customer_number,item_code,description,quantity,"
    "unit_price,discount,tax_group,due_date,prices_include_taxes,document_discount,"
    "kind,progress_of,province"
)
CREDIT_NOTES = "credit_note_number,credit_note_date,invoice_number,line,net,reason"
PAYMENTS = (
    "payment_date,customer_number,invoice_number,amount,method,kind,reference,fee,"
    "reason"
)
HEADERS = {"invoices": INVOICES, "credit_notes": CREDIT_NOTES, "payments": PAYMENTS}
Rows = Sequence[Mapping[str, str]]


def money(day: str, kind: str, amount: str, **cells: str) -> Mapping[str, str]:
    """A row of payments of customer C-100, of 2026."""
    whose = {} if kind in {"payout", "tips_paid"} else {"customer_number": "C-100"}
    head = {"payment_date": f"2026-{day}", "kind": kind, "amount": amount}
    return {**head, **whose, **cells}


def paid(day: str, invoice: str, amount: str, **cells: str) -> Mapping[str, str]:
    named = {"invoice_number": invoice, "method": "Chèque", **cells}
    return money(day, "payment", amount, **named)


def sale(number: str, price: str, **cells: str) -> Mapping[str, str]:
    """A line of an invoice of 2026-11-03, with TPS and TVQ."""
    return {
        "invoice_number": number,
        "invoice_date": "2026-11-03",
        "customer_number": "C-100",
        "description": "Travaux",
        "quantity": "1",
        "unit_price": price,
        "tax_group": "TPS+TVQ",
        **cells,
    }


def note(number: str, day: str, invoice: str, **cells: str) -> Mapping[str, str]:
    return {
        "credit_note_number": number,
        "credit_note_date": f"2026-{day}",
        "invoice_number": invoice,
        **cells,
    }


def table(kind: str, rows: Rows) -> str:
    names = HEADERS[kind].split(",")
    lines = (",".join(row.get(name, "") for name in names) for row in rows)
    return "\n".join([HEADERS[kind], *lines, ""])


@dataclass(frozen=True)
class Till:
    counter: Counter
    folder: Path

    def take(self, **rows: Rows) -> dict[str, Outcome]:
        files = {kind: table(kind, each) for kind, each in rows.items()}
        return bring_in(self.counter.shop.company, self.folder, **files)

    def refusals(self, **rows: Rows) -> list[str]:
        """What is wrong, as the command tells it; empty when the files came in."""
        try:
            self.take(**rows)
        except ImportRefusedError as refused:
            return [
                f"{error.file}:{error.line}: {error.column}: {error.reason}"
                for error in refused.errors
            ]
        return []

    def later(self) -> list[str]:
        """The journal without its sales and payments."""
        told = self.counter.journal()
        return [line for line in told if line.split()[1] not in {"sale", "payment"}]
