"""One habit: tables carry 2026-11-03, sentences « 3 novembre 2026 »."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from ui.dates import long_date, long_moment

SHORT = {
    "companies/history.py",
    "exports/forms.py",  # a month, beside its file
    "invoices/tables.py",
    "reports/templatetags/reports.py",
    "ui/dates.py",
}


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("fr-ca", date(2026, 10, 1), "1er octobre 2026"),
        ("fr-ca", date(2026, 11, 3), "3 novembre 2026"),
        ("fr-ca", date(2026, 11, 21), "21 novembre 2026"),
        ("en-ca", date(2026, 10, 1), "1 Oct 2026"),
        ("en-ca", date(2026, 11, 3), "3 Nov 2026"),
    ],
)
def test_a_sentence_writes_the_date_out(language: str, day: date, text: str) -> None:
    with translation.override(language):
        assert long_date(day) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr-ca", "1er novembre 2026 à 19\xa0h\xa014"),
        ("en-ca", "1 Nov 2026 at 19:14"),
    ],
)
def test_a_sentence_writes_the_hour_out(language: str, text: str) -> None:
    moment = datetime(2026, 11, 2, 0, 14, tzinfo=UTC)

    with translation.override(language):
        assert long_moment(moment) == text


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_a_date_that_no_filter_writes_is_that_of_tables(language: str) -> None:
    with translation.override(language):
        text = Template("{{ day }}").render(Context({"day": date(2026, 10, 1)}))

    assert text == "2026-10-01"


def test_a_page_writes_dates_out_and_nothing_for_none() -> None:
    page = Template(
        "{% load ui %}{{ day|long_date }}, {{ at|long_moment }}, {{ none|long_date }}."
    )
    at = datetime(2026, 10, 1, 17, 40, tzinfo=UTC)

    with translation.override("fr-ca"):
        text = page.render(Context({"day": date(2026, 10, 1), "at": at, "none": None}))

    assert text == "1er octobre 2026, 1er octobre 2026 à 13\xa0h\xa040, ."


def test_the_code_writes_the_dates_of_sentences_in_one_place() -> None:
    folders = [
        path for path in settings.BASE_DIR.iterdir() if (path / "apps.py").exists()
    ]
    using = {
        str(path.relative_to(settings.BASE_DIR))
        for folder in folders
        for path in Path(folder).rglob("*.py")
        if "date_format" in path.read_text(encoding="utf-8")
    }

    assert using == SHORT
