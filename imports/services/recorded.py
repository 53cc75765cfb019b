"""What is here already, by its content: each document answers for one row."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Value

from companies.models import Company
from imports.services.events import Event
from invoices.models import (
    Application,
    CustomerCredit,
    Forfeiture,
    Payout,
    Recovery,
    Refund,
    TipPayout,
    WriteOff,
)

Content = tuple[date, str, Decimal]

REFUNDS = ("refund", "deposit_refund", "credit_refund")
NO_REFERENCE = Value("")
_APPLIED = ("applied_on", "invoice__number", "amount", "credit__payment__reference")
_WRITTEN_OFF = ("written_off_on", "invoice__number", "amount", NO_REFERENCE)

# The day, what a row names first, the amount, the reference.
SOURCES: Mapping[str, "QuerySet[Any, tuple[Any, ...]]"] = {
    "apply_deposit": Application.objects.filter(
        credit__kind=CustomerCredit.Kind.DEPOSIT
    ).values_list(*_APPLIED),
    "apply_credit": Application.objects.filter(
        credit__kind=CustomerCredit.Kind.CREDIT
    ).values_list(*_APPLIED),
    "keep_deposit": Forfeiture.objects.values_list(
        "forfeited_on",
        "credit__customer__number",
        "amount",
        "credit__payment__reference",
    ),
    "difference": WriteOff.objects.filter(kind=WriteOff.Kind.DIFFERENCE).values_list(
        *_WRITTEN_OFF
    ),
    "write_off": WriteOff.objects.filter(kind=WriteOff.Kind.BAD_DEBT).values_list(
        *_WRITTEN_OFF
    ),
    "recovery": Recovery.objects.values_list(
        "received_on", "write_off__invoice__number", "amount", "reference"
    ),
    "payout": Payout.objects.values_list(
        "paid_on", "clearing__name", "gross", "reference"
    ),
    "tips_paid": TipPayout.objects.values_list(
        "paid_on", "method__name", "amount", NO_REFERENCE
    ),
}


class Recorded:
    """The documents of each kind, read when the first row of it comes."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._left: dict[str, dict[Content, list[str]]] = {}

    def has(self, event: Event) -> bool:
        """Whether a document is what the row says; it answers for no other row."""
        if event.kind in REFUNDS:
            refunds = Refund.objects.for_company(self._company)
            return refunds.filter(import_key=event.key).exists()
        references = self._documents(event.kind).get(_content(event), [])
        same = (name for name in references if event.reference in {"", name})
        found = next(same, None)
        if found is not None:
            references.remove(found)
        return found is not None

    def _documents(self, kind: str) -> dict[Content, list[str]]:
        if kind not in self._left:
            left = self._left[kind] = {}
            rows = (
                SOURCES[kind].filter(company=self._company) if kind in SOURCES else ()
            )
            for day, name, amount, reference in rows:
                content = (day, name, Decimal(amount))
                left.setdefault(content, []).append(reference or "")
        return self._left[kind]


def _content(event: Event) -> Content:
    row = event.row
    name = row.text("invoice_number") or row.text("customer_number")
    return event.day, name or row.text("method"), event.amount
