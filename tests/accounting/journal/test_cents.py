from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal.cents import to_cents


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("9.975", "9.98"),
        ("9.9749", "9.97"),
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("-9.975", "-9.98"),
        ("-0.005", "-0.01"),
        ("140", "140.00"),
    ],
)
def test_to_cents_rounds_half_away_from_zero(value: str, rounded: str) -> None:
    assert str(to_cents(Decimal(value))) == rounded


@given(st.decimals(min_value=-10_000_000, max_value=10_000_000, places=5))
def test_the_mirror_of_an_amount_is_exact(value: Decimal) -> None:
    assert to_cents(-value) == -to_cents(value)
