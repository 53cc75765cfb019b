"""Files to try in Acomba: TEST in their title, and nothing of them is marked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from accounting.formats.base import Sheet
from accounting.formats.glimport import GLImport
from accounting.formats.profile import ENCODINGS, Encoding
from accounting.formats.splitting import TEST_COUNTER, file_name
from accounting.journal.entry import JournalEntry, JournalLine, Side
from accounting.queries import settings_for
from companies.models import Company
from exports.queries import glimport_settings_for, profile_of, words_in

CENT = Decimal("0.01")
LETTERS = "éèêëàâçùûüœ«»–’€…"


class TrialFile(Protocol):
    """Gives the name and bytes of a file."""

    def __call__(self, *, company: Company, on: date) -> tuple[str, bytes]: ...


class NoTestAccountsError(Exception):
    """A TEST file needs the receivable and the account of payments."""


def render_test_file(*, company: Company, on: date) -> tuple[str, bytes]:
    """The name and bytes of a file of one cent."""
    lines = _lines(company)
    entry = _entry("TEST Réparation d’été – Côté", on, lines)
    sheet = _sheet(company, on)
    return sheet.file_name, GLImport().render([entry], sheet=sheet)


def render_characters_file(*, company: Company, on: date) -> tuple[str, bytes]:
    """An entry in each character set, named by it: Acomba shows one of them right.

    All are rendered in each set, and each entry is taken from the rendering in its own.
    """
    lines = _lines(company)
    entries = [_entry(f"{each.upper()} {LETTERS}", on, lines) for each in ENCODINGS]
    sheet = _sheet(company, on)
    rendered = [_rendered(entries, sheet, encoding) for encoding in ENCODINGS]
    first_line = 1 + sheet.profile.length_line
    height = 1 + len(lines)
    content = b"".join(
        each[min(max(at - first_line, 0) // height, len(each) - 1)]
        for at, each in enumerate(zip(*rendered, strict=True))
    )
    return sheet.file_name, content


def _rendered(
    entries: Sequence[JournalEntry], sheet: Sheet, encoding: Encoding
) -> list[bytes]:
    profile = replace(sheet.profile, encoding=encoding)
    content = GLImport().render(entries, sheet=replace(sheet, profile=profile))
    return content.splitlines(keepends=True)


def _lines(company: Company) -> tuple[JournalLine, ...]:
    settings = settings_for(company)
    debit, credit = settings.payment_debit, settings.sale_debit
    if debit is None or credit is None:
        raise NoTestAccountsError(
            _(
                "Choose the debit accounts of sales and of payments in the settings first."
            )
        )
    return (
        JournalLine(account=debit.number, side=Side.DEBIT, amount=CENT),
        JournalLine(account=credit.number, side=Side.CREDIT, amount=CENT),
    )


def _entry(text: str, on: date, lines: tuple[JournalLine, ...]) -> JournalEntry:
    return JournalEntry(date=on, description=text, document="TEST", lines=lines)


def _sheet(company: Company, on: date) -> Sheet:
    profile = profile_of(glimport_settings_for(company))
    return Sheet(
        file_name=file_name(profile.base_name, TEST_COUNTER),
        first_on=on,
        last_on=on,
        is_test=True,
        profile=profile,
        words=words_in(company.language),
    )
