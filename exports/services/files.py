"""The other forms of a batch, the TEST file, and who took what."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.formats.glimport import GLImport
from accounting.formats.registry import FORMATS
from accounting.formats.splitting import TEST_COUNTER, file_name
from accounting.journal.entry import JournalEntry, JournalLine, Side
from accounting.queries import settings_for
from companies.models import Company, User
from companies.services import lock_company
from exports.models import Download, ExportBatch, ExportFile
from exports.queries import batch_entries, sheet_for, words_of
from exports.services.producing import RenderedFile, store_file


class NoTestAccountsError(Exception):
    """A TEST file needs the receivable and the account of payments."""


@transaction.atomic
def files_in_format(*, batch: ExportBatch, format_id: str) -> list[ExportFile]:
    """The files of the batch in a format: rendered once from its rows, then kept."""
    lock_company(batch.company)
    files = list(batch.files.filter(format=format_id))
    return files or [_render_twin(batch, format_id)]


def _render_twin(batch: ExportBatch, format_id: str) -> ExportFile:
    written = FORMATS[format_id]
    entries = tuple(batch_entries(batch))
    originals = list(batch.files.filter(format=GLImport.identifier))
    first_on, last_on = originals[0].first_on, originals[-1].last_on
    name = f"{words_of(batch.company).batch}-{batch.number}.{written.extension}"
    sheet = sheet_for(batch.company, file_name=name, first_on=first_on, last_on=last_on)
    prints = tuple((file.name, file.sha256) for file in originals)
    content = written.render(entries, sheet=replace(sheet, fingerprints=prints))
    rendered = RenderedFile(
        name=name, first_on=first_on, last_on=last_on, entries=entries, content=content
    )
    return store_file(batch, rendered, format_id=format_id)


def render_test_file(*, company: Company, on: date) -> tuple[str, bytes]:
    """The name and bytes of a file of one cent to try in Acomba; it marks nothing."""
    settings = settings_for(company)
    debit, credit = settings.payment_debit, settings.sale_debit
    if debit is None or credit is None:
        raise NoTestAccountsError(
            _(
                "Choose the debit accounts of sales and of payments in the settings first."
            )
        )
    cent = Decimal("0.01")
    entry = JournalEntry(
        date=on,
        description="TEST Réparation d’été – Côté",
        document="TEST",
        lines=(
            JournalLine(account=debit.number, side=Side.DEBIT, amount=cent),
            JournalLine(account=credit.number, side=Side.CREDIT, amount=cent),
        ),
    )
    sheet = sheet_for(company, file_name="", first_on=on, last_on=on)
    name = file_name(sheet.profile.base_name, TEST_COUNTER)
    sheet = replace(sheet, file_name=name, is_test=True)
    return name, GLImport().render([entry], sheet=sheet)


def log_download(
    *, file: ExportFile, user: User, downloaded_at: datetime
) -> ExportFile:
    """Keep who took the file, and give it."""
    Download.objects.create(file=file, user=user, downloaded_at=downloaded_at)
    return file
