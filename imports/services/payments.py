"""Payments: what was received, in all the rows of one reference."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from companies.models import Company
from imports.services.documents import Document
from imports.services.known import Known
from imports.services.problems import Outcome, Problems
from imports.services.receipts import receipt_of
from imports.services.same_payment import is_same
from imports.tables.names import Kind
from invoices.models import Payment
from invoices.services.payments import Receipt, record_receipts

CHUNK = 500


class PaymentImport:
    """Takes payments in the order in which it is given them, many at once."""

    def __init__(
        self, known: Known, documents: Sequence[Document], problems: Problems
    ) -> None:
        self.known = known
        self.problems = problems
        self.outcome = Outcome()
        self._stored = _stored(known.company, [document.key for document in documents])
        self._receipts: list[Receipt] = []

    def add(self, document: Document) -> None:
        if self.problems.is_refused(Kind.PAYMENT, document.reference):
            # Another of its rows cannot be read: these are not all of it.
            return
        stored = self._stored.get(document.key)
        if stored is not None:
            self.outcome.unchanged += 1
            _check_same(stored, document, self.problems)
        elif receipt := receipt_of(document, self.known, self.problems):
            self._receipts.append(receipt)
        if len(self._receipts) == CHUNK:
            self.write()

    def write(self) -> None:
        """Record what was added so far, so that others find it."""
        record_receipts(
            company=self.known.company,
            receipts=self._receipts,
            recorded_on=self.known.on,
        )
        self.outcome.created += len(self._receipts)
        self._receipts = []


def _stored(company: Company, keys: Sequence[str]) -> dict[str | None, Payment]:
    """The payments that came with these keys, with what they pay."""
    payments = Payment.objects.for_company(company)
    known = payments.select_related("customer", "method")
    known = known.prefetch_related("allocations__invoice", "credits")
    # SQLite refuses a list of thousands in one question.
    return {
        payment.import_key: payment
        for start in range(0, len(keys), CHUNK)
        for payment in known.filter(import_key__in=keys[start : start + CHUNK])
    }


def _check_same(payment: Payment, document: Document, problems: Problems) -> None:
    if not is_same(payment, document.rows):
        message = _("Payment %(reference)s is already here with other content.")
        values = {"reference": document.reference}
        problems.add(document.rows[0], "reference", message % values)
