"""What becomes of the files of a batch, in short."""

from datetime import datetime
from typing import Any

from exports.models import ExportBatch, ExportFile
from exports.services.cancelling import (
    cancel_files,
    confirm_import,
    reject_files,
    take_back_import,
)
from tests.exports.journal import NOW


def take(*files: ExportFile, period: str = "11", **values: Any) -> None:
    """Acomba took these files."""
    confirm_import(
        periods=dict.fromkeys(files, period),
        **{"imported_at": NOW, "imported_by": None, **values},
    )


def refuse(*files: ExportFile, report: str = "", **values: Any) -> None:
    """Acomba refused these files."""
    reject_files(
        files=files,
        error_report=report,
        **{"rejected_at": NOW, "rejected_by": None, **values},
    )


def cancel(*files: ExportFile, **values: Any) -> None:
    cancel_files(files=files, **{"cancelled_at": NOW, "cancelled_by": None, **values})


def take_back(file: ExportFile, at: datetime, reason: str = "Autre société") -> None:
    take_back_import(file=file, reason=reason, taken_back_at=at, taken_back_by=None)


def files_of(batch: ExportBatch) -> list[ExportFile]:
    """Those that Acomba imports, the first first, as they are now."""
    return list(batch.files.for_acomba())


def states_of(batch: ExportBatch) -> list[str | None]:
    return [file.state for file in files_of(batch)]
