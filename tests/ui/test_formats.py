from datetime import UTC, date, datetime

import pytest
from django.utils import formats, translation


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("TIME_FORMAT", "13\xa0h\xa040"),
        ("SHORT_DATETIME_FORMAT", "2026-11-24 13\xa0h\xa040"),
    ],
)
def test_the_hour_in_french(name: str, text: str) -> None:
    moment = datetime(2026, 11, 24, 13, 40, tzinfo=UTC)

    with translation.override("fr-ca"):
        assert formats.date_format(moment, name) == text


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_a_short_date_is_iso_in_both_languages(language: str) -> None:
    with translation.override(language):
        text = formats.date_format(date(2026, 11, 24), "SHORT_DATE_FORMAT")

    assert text == "2026-11-24"
