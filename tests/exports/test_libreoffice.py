"""The workbook as another program opens it."""

import csv
import os
import subprocess
from pathlib import Path
from shutil import which

import pytest

from exports.services.files import files_in_format
from tests.exports.journal import produce
from tests.exports.reading import entries_in
from tests.invoices.shop import NOVEMBER_3, Shop

SOFFICE = which("soffice")
# Semicolons, quotes, UTF-8, from row 1; cells as they look.
FILTER = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true"
LOCALE = {**os.environ, "LC_ALL": "C.UTF-8"}
pytestmark = pytest.mark.skipif(
    SOFFICE is None,
    reason="needs LibreOffice: apt install libreoffice-calc-nogui, or bash .ci/run",
)


def convert(workbook: Path) -> list[list[str]]:
    """Its rows, as LibreOffice saves them as CSV."""
    folder = workbook.parent
    profile = f"-env:UserInstallation=file://{folder}/profile"
    to = ["--convert-to", FILTER, "--outdir", str(folder)]
    command = [str(SOFFICE), profile, "--headless", *to, str(workbook)]
    subprocess.run(  # noqa: S603 - our own words
        command, check=True, capture_output=True, timeout=120, env=LOCALE
    )
    with workbook.with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.reader(rows, delimiter=";"))


def test_scenario_92_libreoffice_reads_the_entries_of_the_file(
    shop: Shop, tmp_path: Path
) -> None:
    invoice = shop.issue(shop.line("1234.56"), shop.line("0.29", account="4010"))
    shop.pay({invoice: str(invoice.total.amount)}, on=NOVEMBER_3)
    batch = produce(shop.company)
    (twin,) = files_in_format(batch=batch, format_id="xlsx")
    workbook = tmp_path / twin.name
    workbook.write_bytes(bytes(twin.content))

    rows = convert(workbook)

    file = batch.files.get(format="glimport")
    assert [(row[0], row[2], row[3], row[5], row[6]) for row in rows[1:8]] == [
        (
            f"{entry.date}",
            entry.description,
            line.account,
            f"{line.debit:,}" if line.debit else "",
            f"{line.credit:,}" if line.credit else "",
        )
        for entry in entries_in(file)
        for line in entry
    ]
    assert rows[9] == ["Total", "", "", "", "", "2,839.54", "2,839.54"]
    assert rows[11][:3] == ["SHA-256", file.name, file.sha256]
