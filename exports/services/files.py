"""The other forms of a batch, and who took what."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from accounting.formats.base import Format
from accounting.formats.limits import FormatLimitError
from accounting.formats.registry import FORMATS
from companies.models import User
from companies.services import lock_company
from exports.models import Download, ExportBatch, ExportFile
from exports.queries import batch_entries, read_chart, sheet_of
from exports.reasons import explain_limit
from exports.services.rendering import RenderedFile, store_file


class FileRefusedError(Exception):
    """A format cannot hold what the batch holds; no file of it was made."""


def files_in_format(*, batch: ExportBatch, format_id: str) -> list[ExportFile]:
    """The files of the batch in a format: rendered once from its rows, then kept."""
    files = list(batch.files.filter(format=format_id))
    return files or [_keep_twin(batch, _render_twin(batch, format_id))]


def _render_twin(batch: ExportBatch, format_id: str) -> RenderedFile:
    written = FORMATS[format_id]
    originals = batch.files.for_acomba()
    sheet = replace(
        sheet_of(batch, read_chart(batch.company)),
        fingerprints=tuple(originals.values_list("name", "sha256")),
    )
    period = originals.aggregate(first_on=Min("first_on"), last_on=Max("last_on"))
    try:
        content = written.render(batch_entries(batch), sheet=sheet)
    except FormatLimitError as error:
        raise FileRefusedError(_refusal(written, error)) from error
    return RenderedFile(
        **period,
        format=format_id,
        name=f"{sheet.words.batch}-{batch.number}.{written.extension}",
        entry_count=batch.entry_count,
        total=batch.total,
        content=content,
    )


def _refusal(written: Format, error: FormatLimitError) -> str:
    broken = error.problems[0]
    message = _("No %(format)s file was made. %(document)s: %(reason)s")
    return message % {
        "format": written.label,
        "document": broken.document,
        "reason": explain_limit(broken),
    }


@transaction.atomic
def _keep_twin(batch: ExportBatch, twin: RenderedFile) -> ExportFile:
    """Keep it, or give the one that somebody else kept while it was rendered."""
    lock_company(batch.company)
    kept = batch.files.filter(format=twin.format).first()
    return kept or store_file(batch, twin)


def log_download(
    *, file: ExportFile, user: User | None, downloaded_at: datetime, part: str = ""
) -> ExportFile:
    """Keep who took the file, nobody for the command line, and give it."""
    Download.objects.create(
        file=file, user=user, downloaded_at=downloaded_at, part=part
    )
    return file
