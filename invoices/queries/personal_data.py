"""Every row that is about a customer, in tables that a person can read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounting.models import JournalLine
from invoices.models import (
    Application,
    CreditNote,
    CreditNoteLine,
    CreditNoteTax,
    Customer,
    CustomerCredit,
    Forfeiture,
    ForfeitureTax,
    Invoice,
    InvoiceLine,
    InvoiceTax,
    Payment,
    PaymentAllocation,
    PaymentReturn,
    Reclassification,
    Recovery,
    RecoveryTax,
    Refund,
    WriteOff,
    WriteOffTax,
)

Value = str | Decimal | date | int | None
OWN = "customer"
# The way from a row to its customer, and the columns that say something of them.
COLUMNS: dict[type[Model], tuple[str, Sequence[str]]] = {
    Customer: (
        "pk",
        (
            *("number", "name", "email", "address", "city", "province", "country"),
            *("postal_code", "tax_group__name", "is_exempt", "certificate_number"),
            *("certificate_expires_on", "anonymized_on"),
        ),
    ),
    Invoice: (
        OWN,
        (
            *("number", "kind", "status", "issued_on", "due_on", "customer_name"),
            *("province", "is_relieved", "certificate_number", "subtotal"),
            *("tax_total", "total", "balance", "voided_on", "void_reason"),
        ),
    ),
    InvoiceLine: (
        "invoice__customer",
        (
            *("invoice__number", "position", "description", "quantity"),
            *("unit_price", "discount", "net", "tax_group__name"),
        ),
    ),
    InvoiceTax: (
        "invoice__customer",
        ("invoice__number", "tax__code", "rate", "base", "amount"),
    ),
    CreditNote: (
        "invoice__customer",
        (
            *("number", "invoice__number", "issued_on", "reason", "subtotal"),
            *("tax_total", "total"),
        ),
    ),
    CreditNoteLine: (
        "credit_note__invoice__customer",
        ("credit_note__number", "invoice_line__description", "net"),
    ),
    CreditNoteTax: (
        "credit_note__invoice__customer",
        ("credit_note__number", "invoice_tax__tax__code", "base", "amount"),
    ),
    Payment: (
        OWN,
        (
            *("received_on", "method__name", "amount", "tip", "rounding"),
            *("rounding_reason", "is_pending", "reference"),
        ),
    ),
    PaymentAllocation: (
        "payment__customer",
        (
            *("payment__received_on", "invoice__number", "amount", "allocated_on"),
            "ended_on",
        ),
    ),
    PaymentReturn: ("payment__customer", ("payment__received_on", "kind", "fee")),
    CustomerCredit: (OWN, ("kind", "opened_on", "amount", "balance")),
    Application: (
        "invoice__customer",
        ("invoice__number", "amount", "applied_on", "ended_on"),
    ),
    Refund: (OWN, ("refunded_on", "amount", "method__name", "reference")),
    Forfeiture: ("credit__customer", ("forfeited_on", "amount", "net", "reason")),
    ForfeitureTax: (
        "forfeiture__credit__customer",
        ("forfeiture__forfeited_on", "tax__code", "rate", "base", "amount"),
    ),
    WriteOff: (
        "invoice__customer",
        ("invoice__number", "kind", "written_off_on", "amount", "reason"),
    ),
    WriteOffTax: (
        "write_off__invoice__customer",
        ("write_off__invoice__number", "invoice_tax__tax__code", "amount"),
    ),
    Recovery: (
        "write_off__invoice__customer",
        (
            *("write_off__invoice__number", "received_on", "method__name", "amount"),
            "reference",
        ),
    ),
    RecoveryTax: (
        "recovery__write_off__invoice__customer",
        ("recovery__received_on", "invoice_tax__tax__code", "amount"),
    ),
    Reclassification: (
        "line__invoice__customer",
        ("line__invoice__number", "line__description", "amount", "reclassified_on"),
    ),
}
# No page shows these columns, and their models give them no words.
BARE_NAMES = (gettext_noop("base"), gettext_noop("ended on"))
JOURNAL = (
    *("entry__happened_on", "entry__document_number", "entry__event", "entry__party"),
    *("account__number", "account__name", "debit", "credit"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalTable:
    name: str
    headings: list[str]
    rows: list[list[Value]]


def personal_tables(customer: Customer) -> Iterator[PersonalTable]:
    """Give the record, every document with its parts, its journal and its history."""
    names = table_names()
    sources = Q(pk__in=())
    for model, (way, columns) in COLUMNS.items():
        value = customer.pk if way == "pk" else customer
        found = model._default_manager.filter(**{way: value}).order_by("pk")  # noqa: SLF001 - Django's documented API
        kind = model._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
        sources |= Q(
            entry__source_kind=kind, entry__source_id__in=found.order_by().values("pk")
        )
        if found:
            yield _table(names[model], found, columns)
    lines = JournalLine.objects.filter(sources, entry__company=customer.company)
    yield _table(_("journal"), lines.order_by("entry", "position"), JOURNAL)
    yield _history(customer)


def table_names() -> dict[type[Model], str]:
    return {
        Customer: _("customer"),
        Invoice: _("invoices"),
        InvoiceLine: _("invoice lines"),
        InvoiceTax: _("invoice taxes"),
        CreditNote: _("credit notes"),
        CreditNoteLine: _("credit note lines"),
        CreditNoteTax: _("credit note taxes"),
        Payment: _("payments"),
        PaymentAllocation: _("payments on invoices"),
        PaymentReturn: _("returned payments"),
        CustomerCredit: _("deposits and credits"),
        Application: _("deposits and credits applied"),
        Refund: _("refunds"),
        Forfeiture: _("deposits kept"),
        ForfeitureTax: _("deposits kept taxes"),
        WriteOff: _("write-offs"),
        WriteOffTax: _("write-off taxes"),
        Recovery: _("recoveries"),
        RecoveryTax: _("recovery taxes"),
        Reclassification: _("reclassifications"),
    }


def _table(name: str, found: "QuerySet[Any]", columns: Sequence[str]) -> PersonalTable:
    fields = [_field(found.model, path) for path in columns]
    return PersonalTable(
        name=name,
        headings=[capfirst(_(str(field.verbose_name))) for field in fields],
        rows=[
            [_value(field, value) for field, value in zip(fields, row, strict=True)]
            for row in found.values_list(*columns)
        ],
    )


def _field(model: type[Model], path: str) -> "Field[Any, Any]":
    """The field at the end of the path, or the one that names what it leads to."""
    name, _mark, rest = path.partition("__")
    field: Any = model._meta.get_field(name)  # noqa: SLF001 - _meta is Django's documented API
    return _field(field.related_model, rest) if rest else field


def _value(field: "Field[Any, Any]", value: Any) -> Value:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = dict(field.flatchoices)
    return str(choices[value]) if value in choices else value


def _history(customer: Customer) -> PersonalTable:
    """What the history says of the record, and who took such a file."""
    kept = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Customer), object_id=customer.pk
    )
    rows: list[list[Value]] = [
        [
            timezone.localtime(entry.timestamp).isoformat(" ", "minutes"),
            str(entry.actor or entry.actor_email or _("command line")),
            str(entry.changes or ""),
        ]
        for entry in kept.select_related("actor").order_by("pk")
    ]
    headings = [_("When"), _("Who"), _("What")]
    return PersonalTable(name=_("history"), headings=headings, rows=rows)
