from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from accounting.journal.cents import CENT, NothingToShareByError, spread, to_cents


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


amounts = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=1_000_000, places=2)


@given(amounts, st.lists(positive, min_size=1, max_size=12))
def test_shares_add_up_and_are_within_a_cent(
    amount: Decimal, weights: list[Decimal]
) -> None:
    shares = spread(amount, weights)

    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - amount * weight / sum(weights)) < CENT
        assert share * amount >= 0


@given(amounts, st.lists(amounts.filter(bool), min_size=1, max_size=12))
def test_no_share_changes_sign(amount: Decimal, weights: list[Decimal]) -> None:
    total = sum(weights)
    assume(total)

    shares = spread(amount, weights)

    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert share * amount * weight * total >= 0


@pytest.mark.parametrize(
    ("amount", "weights", "shares"),
    [
        ("30.00", ["200", "100"], ["20.00", "10.00"]),
        ("0.01", ["1", "1"], ["0.01", "0.00"]),
        ("-0.01", ["1", "1"], ["-0.01", "0.00"]),
        ("10.00", ["33.33", "33.33", "33.34"], ["3.33", "3.33", "3.34"]),
        # The second loses more to the cut than the first, which is larger.
        ("0.10", ["70", "29", "1"], ["0.07", "0.03", "0.00"]),
        ("-0.10", ["70", "29", "1"], ["-0.07", "-0.03", "0.00"]),
        ("0.02", ["1", "1", "1"], ["0.01", "0.01", "0.00"]),
        # The largest remainder is of the negative share, which would turn positive.
        ("0.01", ["95", "95", "9", "-99"], ["0.01", "0.00", "0.00", "0.00"]),
        ("0.00", [], []),
        ("0.00", ["1", "-1"], ["0.00", "0.00"]),
    ],
)
def test_cents_that_do_not_divide_go_to_the_largest_remainders(
    amount: str, weights: list[str], shares: list[str]
) -> None:
    found = spread(Decimal(amount), [Decimal(weight) for weight in weights])

    assert [str(share) for share in found] == shares


def test_nothing_is_shared_by_weights_of_zero() -> None:
    with pytest.raises(NothingToShareByError):
        spread(Decimal("0.01"), [Decimal(1), Decimal(-1)])
