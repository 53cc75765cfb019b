from decimal import Decimal

import pytest
from django.utils import translation

from taxes.percent import percent_words, to_percent, to_rate


@pytest.mark.parametrize(
    ("rate", "percent"),
    [
        ("0.050000", "5"),
        ("0.099750", "9.975"),
        ("0.1", "10"),
        ("0", "0"),
        ("0.000001", "0.0001"),
    ],
)
def test_a_rate_is_shown_as_a_percentage(rate: str, percent: str) -> None:
    assert str(to_percent(Decimal(rate))) == percent
    assert to_rate(Decimal(percent)) == Decimal(rate)


def test_a_percentage_is_written_as_the_language_writes_it() -> None:
    with translation.override("fr-ca"):
        assert percent_words(Decimal("0.09975")) == "9,975\xa0%"
    with translation.override("en-ca"):
        assert percent_words(Decimal("0.09975")) == "9.975%"
