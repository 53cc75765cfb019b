from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256

from django.db.models import Exists, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from accounting.formats.glimport import GLImport
from accounting.formats.glimport_reader import GLImportFormatError
from accounting.formats.read_back import read_back
from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry, JournalLine
from companies.models import Company
from exports.models import BatchEntry, ExportFile
from exports.queries import frozen_profile

LIVING = (ExportFile.State.PRODUCED, ExportFile.State.IMPORTED)
Totals = Mapping[str, tuple[Decimal, Decimal]]


def batch_faults(company: Company) -> Iterator[str]:
    """Entries whose status and place in a batch say different things."""
    places = BatchEntry.objects.filter(entry=OuterRef("pk"))
    living = places.filter(released_at=None, file__state__in=LIVING)
    entries = JournalEntry.objects.for_company(company).annotate(
        is_placed=Exists(places), is_carried=Exists(living)
    )
    exported = Q(status=JournalEntry.Status.EXPORTED)
    faults = {
        exported & Q(is_carried=False): _(
            "Entry %(entry)s (%(document)s) is exported, but in no batch."
        ),
        ~exported & Q(is_carried=True): _(
            "Entry %(entry)s (%(document)s) is in a batch, but not exported."
        ),
        Q(was_exported=True, is_placed=False)
        | Q(was_exported=False, is_placed=True): _(
            "Entry %(entry)s (%(document)s) is wrong about having been exported."
        ),
    }
    for condition, message in faults.items():
        wrong = entries.filter(condition).order_by("pk")
        for pk, document in wrong.values_list("pk", "document_number"):
            yield message % {"entry": pk, "document": document}
    yield from _kept_faults(company)


def _kept_faults(company: Company) -> Iterator[str]:
    """Files that ended and hold entries, or stand and hold them no more."""
    places = BatchEntry.objects.filter(batch__company=company)
    stands = Q(file__state__in=LIVING)
    faults = {
        Q(released_at=None) & ~stands: _(
            "%(batch)s: entry %(entry)s is still in %(file)s, which has ended."
        ),
        Q(released_at__isnull=False) & stands: _(
            "%(batch)s: entry %(entry)s has left %(file)s, which still stands."
        ),
    }
    for condition, message in faults.items():
        wrong = (
            places.filter(condition)
            .select_related("file__batch")
            .defer("file__content", "file__error_report")
        )
        for place in wrong.order_by("pk"):
            file = place.file
            names = {"batch": file.batch, "file": file, "entry": place.entry_id}
            yield message % names


def file_faults(company: Company) -> Iterator[str]:
    """Files whose bytes are not those written, or do not say what the entries say."""
    files = ExportFile.objects.filter(batch__company=company).order_by("pk")
    for file in files.select_related("batch").iterator(chunk_size=1):
        names = {"file": file.name, "batch": file.batch}
        if sha256(file.content).hexdigest() != file.sha256:
            message = _("%(batch)s: the bytes of %(file)s are not those written.")
            yield message % names
        elif file.format == GLImport.identifier and not _says_its_entries(file):
            message = _("%(batch)s: %(file)s does not total what its entries total.")
            yield message % names


def _says_its_entries(file: ExportFile) -> bool:
    try:
        parsed = read_back(bytes(file.content), profile=frozen_profile(file.batch))
    except GLImportFormatError:
        return False
    sums: dict[str, tuple[Decimal, Decimal]] = defaultdict(lambda: (ZERO, ZERO))
    for line in (line for entry in parsed.entries for line in entry):
        debits, credits_ = sums[line.account or ""]
        sums[line.account or ""] = (debits + line.debit, credits_ + line.credit)
    return sums == _totals(file)


def _totals(file: ExportFile) -> Totals:
    lines = JournalLine.objects.filter(entry__batches__file=file)
    rows = lines.values_list("account__number").annotate(Sum("debit"), Sum("credit"))
    return {
        number or "": (to_cents(debits), to_cents(credits_))
        for number, debits, credits_ in rows.order_by("account__number")
    }
