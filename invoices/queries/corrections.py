from collections.abc import Collection, Iterator

from accounting.journal.dating import Event
from invoices.models import CreditNote, WriteOff
from invoices.planning.documents import CorrectionFacts
from invoices.planning.facts import CREDIT_NOTE, WRITE_OFF
from invoices.queries.payments import States


def corrections_of(
    invoice_ids: Collection[int], states: States
) -> Iterator[CorrectionFacts]:
    """The credit notes and write-offs of these invoices."""
    for note in CreditNote.objects.filter(invoice__in=invoice_ids).order_by("pk"):
        yield CorrectionFacts(
            source_kind=CREDIT_NOTE,
            id=note.pk,
            event=Event.CREDIT_NOTE,
            number=note.number,
            invoice=states[note.invoice_id],
            happened_on=note.issued_on,
        )
    for row in WriteOff.objects.filter(invoice__in=invoice_ids).order_by("pk"):
        invoice = states[row.invoice_id]
        yield CorrectionFacts(
            source_kind=WRITE_OFF,
            id=row.pk,
            event=Event.WRITE_OFF,
            number=invoice.number,
            invoice=invoice,
            happened_on=row.written_off_on,
        )
