"""Credit notes that arrive issued, with their numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import to_cents
from companies.models import Company
from imports.services.known import Known
from imports.services.lookups import find_for_all
from imports.services.problems import CellError, Outcome, Problems
from imports.tables.names import Kind
from imports.tables.rows import Row
from invoices.models import CreditNote, CreditNoteLine, Invoice
from invoices.queries.creditable import creditable_nets
from invoices.services.crediting import issue_credit_note
from invoices.services.refusals import DocumentError, TooEarlyError

SHARED = ("credit_note_date", "invoice_number", "reason")
Nets = Mapping[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class NoteRows:
    number: str
    rows: list[Row] = field(default_factory=list)

    @property
    def day(self) -> date:
        return self.rows[0].day("credit_note_date")

    def nets(self) -> Nets | None:
        """The amounts by position, None for all that is left; None for every line."""
        if [row.value("line") for row in self.rows] == [None]:
            return None
        nets: dict[int, Decimal | None] = {}
        for row in self.rows:
            if row.value("line") is None or int(row.decimal("line")) in nets:
                message = _(
                    "Credit note %(number)s names a line twice: give each line once."
                )
                raise CellError("line", message % {"number": self.number})
            net = None if row.value("net") is None else row.decimal("net")
            nets[int(row.decimal("line"))] = net
        return nets


def notes_of(rows: Sequence[Row]) -> list[NoteRows]:
    notes: dict[str, NoteRows] = {}
    for row in rows:
        number = row.text("credit_note_number")
        notes.setdefault(number, NoteRows(number)).rows.append(row)
    return sorted(notes.values(), key=lambda note: note.day)


class CreditNoteImport:
    """Issues credit notes one by one, in the order in which it is given them."""

    def __init__(self, known: Known, problems: Problems) -> None:
        self.known = known
        self.problems = problems
        self.outcome = Outcome()
        self._stored = _stored(known.company)

    def add(self, note: NoteRows) -> None:
        first = note.rows[0]
        for row in note.rows[1:]:
            for column in SHARED:
                if row.value(column) != first.value(column):
                    message = _(
                        "The first row of this credit note has another value: give the"
                        " same one."
                    )
                    self.problems.add(row, column, message)
        try:
            if not self.problems.is_refused(Kind.CREDIT_NOTE, note.number):
                self._take(note, first)
        except CellError as error:
            self.problems.add(first, error.column, error)
        except TooEarlyError as error:
            self.problems.add(first, "credit_note_date", error)
        except DocumentError as error:
            self.problems.add(first, "net", error)

    def _take(self, note: NoteRows, first: Row) -> None:
        stored = self._stored.get(note.number)
        nets = note.nets()
        if stored is not None:
            self.outcome.unchanged += 1
            if not _is_same(stored, note, nets):
                message = _(
                    "Credit note %(number)s is already here with other content."
                )
                words = {"number": note.number}
                raise CellError("credit_note_number", message % words)
            return
        invoice = find_for_all(
            self.known.invoices, note.rows, "invoice_number", self.problems
        )
        if invoice is None:
            return
        issue_credit_note(
            invoice=invoice,
            nets=None if nets is None else _by_line(invoice, nets),
            issued_on=note.day,
            reason=first.text("reason"),
            number=note.number,
        )
        self.outcome.created += 1


def _stored(company: Company) -> dict[str, CreditNote]:
    notes = CreditNote.objects.for_company(company).select_related("invoice")
    return {note.number: note for note in notes}


def _by_line(invoice: Invoice, nets: Nets) -> dict[int, Decimal]:
    lines = {line.position: line for line in invoice.lines.all()}
    left = creditable_nets(invoice)
    found = {}
    for position, net in nets.items():
        if position not in lines:
            message = _("Invoice %(number)s has no line %(position)s.")
            words = {"number": invoice.number, "position": position}
            raise CellError("line", message % words)
        pk = lines[position].pk
        found[pk] = left[pk] if net is None else net
    return found


def _is_same(stored: CreditNote, note: NoteRows, nets: Nets | None) -> bool:
    first = note.rows[0]
    said = (note.day, first.text("invoice_number"), first.text("reason"))
    if (stored.issued_on, stored.invoice.number, stored.reason) != said:
        return False
    credited = {
        line.invoice_line.position: line.net.amount
        for line in stored.lines.select_related("invoice_line")
    }
    ended = {position for position, left in _left_after(stored) if not left}
    if nets is None:
        return len(ended) == stored.invoice.lines.count()
    return set(nets) == set(credited) and all(
        position in ended if net is None else net == credited[position]
        for position, net in nets.items()
    )


def _left_after(note: CreditNote) -> Iterator[tuple[int, Decimal]]:
    """What this note and those before it left of each line."""
    rows = CreditNoteLine.objects.filter(
        invoice_line__invoice=note.invoice_id, credit_note__lte=note.pk
    ).order_by()
    sums = dict(rows.values_list("invoice_line").annotate(Sum("net")))
    for line in note.invoice.lines.all():
        yield line.position, line.net.amount - to_cents(sums.get(line.pk, Decimal(0)))
