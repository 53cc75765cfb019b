"""What the cells of a row have to say to each other."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from imports.tables.amounts import Discount
from imports.tables.errors import Reason
from imports.tables.names import Kind, Name, Texts
from imports.tables.rows import Row

INTEREST = "interest"
NOT_ON_INTEREST = (
    "item_code",
    "discount",
    "tax_group",
    "prices_include_taxes",
    "document_discount",
    "progress_of",
)


def line_is_whole(row: Row) -> Iterator[tuple[str, Reason]]:
    if not (row.text("item_code") or row.text("description")):
        yield (
            "description",
            _("A line without an item needs a description: write what was sold."),
        )
    if row.value("kind") == INTEREST:
        for name in NOT_ON_INTEREST:
            if row.value(name) not in (None, "", False, Discount()):
                yield (
                    name,
                    _("Interest bears no taxes and no discount: empty this cell."),
                )


def expiry_is_of_a_certificate(row: Row) -> Iterator[tuple[str, Reason]]:
    if row.value("certificate_expires") and not row.text("certificate_number"):
        yield (
            "certificate_number",
            _("An expiry date needs its certificate: give the certificate's number."),
        )


def net_is_of_a_line(row: Row) -> Iterator[tuple[str, Reason]]:
    if row.value("net") is not None and row.value("line") is None:
        yield (
            "line",
            _(
                "Give the position of the line that the amount is taken off, or no amount:"
                " all that is left of the invoice is then credited."
            ),
        )


def note_brings(texts: Texts) -> Iterator[Name]:
    yield Kind.CREDIT_NOTE, texts("credit_note_number")
    yield Kind.ON_INVOICE, texts("invoice_number")
