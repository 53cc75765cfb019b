"""Credit notes and everything of the payments file, in the order of their dates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from companies.models import Company
from imports.services.credit_notes import CreditNoteImport, NoteRows, notes_of
from imports.services.documents import Document, documents_of
from imports.services.event_kinds import DRAWS_ON_CUSTOMER, TAKE
from imports.services.events import Event, event_of
from imports.services.known import Known, read_known
from imports.services.payments import PaymentImport
from imports.services.problems import CellError, Outcome, Problems
from imports.services.recorded import Recorded
from imports.services.returns import is_taken_back
from imports.tables.names import Kind
from imports.tables.rows import Row
from invoices.services.refusals import DocumentError, TooEarlyError
from taxes.queries import NoRateError

Sheet = tuple[Sequence[Row], Problems]
Step = tuple[date, int, Document | NoteRows]


def import_settlements(
    *, company: Company, sheets: Mapping[str, Sheet], on: date
) -> dict[str, Outcome]:
    """Take `credit_notes` and `payments`, as far as there are any; `on` is today."""
    rows = [row for sheet, _problems in sheets.values() for row in sheet]
    numbers = {row.text("invoice_number") for row in rows}
    known = read_known(company, numbers, on)
    nothing: Sheet = ((), Problems(file=""))
    note_rows, note_problems = sheets.get("credit_notes", nothing)
    money_rows, money_problems = sheets.get("payments", nothing)
    documents = documents_of(money_rows)
    till = _Till(
        notes=CreditNoteImport(known, note_problems),
        payments=PaymentImport(known, documents, money_problems),
        recorded=Recorded(company),
    )
    steps = [*_steps(documents), *((n.day, 1, n) for n in notes_of(note_rows))]
    for _day, _phase, step in sorted(steps, key=lambda step: step[:2]):
        till.take(step)
    till.payments.write()
    outcomes = {"credit_notes": till.notes.outcome, "payments": till.payments.outcome}
    return {kind: outcomes[kind] for kind in sheets}


def _steps(documents: Sequence[Document]) -> Iterator[Step]:
    """Of one day, credit notes come after the payments that the file has first."""
    followed: set[date] = set()
    for document in documents:
        if not document.is_payment:
            followed.add(document.day)
        yield document.day, 2 if document.day in followed else 0, document


@dataclass(frozen=True, slots=True)
class _Till:
    notes: CreditNoteImport
    payments: PaymentImport
    recorded: Recorded

    @property
    def known(self) -> Known:
        return self.payments.known

    def take(self, step: Document | NoteRows) -> None:
        if isinstance(step, Document) and step.is_payment:
            self.payments.add(step)
            return
        self.payments.write()
        if isinstance(step, NoteRows):
            self.notes.add(step)
        else:
            self._follow(step)
        self.known.invoices.forget()

    def _follow(self, document: Document) -> None:
        problems = self.payments.problems
        if problems.is_refused(Kind.PAYMENT, document.reference):
            problems.wait(document.rows[0], "reference")
            return
        event = event_of(document, self.known, problems)
        if event is None:
            return
        try:
            self._do(event)
        except CellError as error:
            self._refuse(event, error.column, error)
        except TooEarlyError as error:
            problems.add(event.row, "payment_date", error)
        except DocumentError as error:
            self._refuse(event, "amount", error)
        except NoRateError as error:
            problems.add(event.row, "amount", error)

    def _refuse(self, event: Event, column: str, error: Exception) -> None:
        """An amount may be wrong only for want of what was refused before."""
        problems, row = self.payments.problems, event.row
        before = {
            "customer_number": Kind.OF_CUSTOMER,
            "invoice_number": Kind.ON_INVOICE,
        }
        if event.kind not in DRAWS_ON_CUSTOMER:
            del before["customer_number"]
        for named, kind in before.items() if column == "amount" else ():
            if problems.misses(kind, row.text(named)):
                problems.wait(row, named, kind)
                return
        problems.add(row, column, error)

    def _do(self, event: Event) -> None:
        if is_taken_back(event) or self.recorded.has(event):
            self.payments.outcome.unchanged += 1
        else:
            TAKE[event.kind](event)
            self.payments.outcome.created += 1
