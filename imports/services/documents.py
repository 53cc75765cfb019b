"""The rows of a payments file, as the documents that they make."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from imports.tables.money import is_received
from imports.tables.rows import Row

CONTENT = (
    "payment_date",
    "customer_number",
    "method",
    "kind",
    "invoice_number",
    "amount",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A payment with all its rows, or one row of anything else; `key` tells it apart."""

    key: str
    is_payment: bool
    rows: list[Row] = field(default_factory=list)

    @property
    def day(self) -> date:
        return self.rows[0].day("payment_date")

    @property
    def reference(self) -> str:
        return self.rows[0].text("reference")


def documents_of(rows: Sequence[Row]) -> list[Document]:
    """What was received of one reference together, each other row alone, by date."""
    documents: dict[str, Document] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        is_payment = is_received(row)
        key = _key(row, seen, has_name=is_payment and bool(row.text("reference")))
        document = documents.setdefault(key, Document(key, is_payment))
        document.rows.append(row)
    return sorted(documents.values(), key=lambda document: document.day)


def _key(row: Row, seen: Counter[tuple[str, ...]], *, has_name: bool) -> str:
    """Its reference, else its content and its ordinal among equal rows."""
    parts: tuple[object, ...] = ("reference", row.text("reference"))
    if not has_name:
        content = tuple(str(row.value(column)) for column in CONTENT)
        if row.text("reference"):
            content = (*content, row.text("reference"))
        seen[content] += 1
        parts = (*content, seen[content])
    return sha256(repr(parts).encode()).hexdigest()
