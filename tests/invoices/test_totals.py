from decimal import Decimal

import pytest

from invoices.totals import (
    DiscountTooLargeError,
    LineAmounts,
    line_amounts,
    round_cash,
    share_of,
)


def amounts(gross: str, discount: str, net: str) -> LineAmounts:
    return LineAmounts(
        gross=Decimal(gross), discount=Decimal(discount), net=Decimal(net)
    )


@pytest.mark.parametrize(
    ("quantity", "price", "gross"),
    [("2.333", "75.75", "176.72"), ("0.5", "0.01", "0.01"), ("-0.5", "0.01", "-0.01")],
)
def test_the_gross_is_rounded_once_away_from_zero(
    quantity: str, price: str, gross: str
) -> None:
    line = line_amounts(quantity=Decimal(quantity), unit_price=Decimal(price))

    assert line == amounts(gross, "0.00", gross)


def test_a_rate_wins_over_dollars_and_is_taken_on_the_rounded_gross() -> None:
    line = line_amounts(
        quantity=Decimal(1),
        unit_price=Decimal("0.15"),
        discount=Decimal("0.10"),
        discount_rate=Decimal("0.1"),
    )

    assert line == amounts("0.15", "0.02", "0.13")


@pytest.mark.parametrize(
    ("quantity", "discount"), [("1", "10.01"), ("-1", "0.01"), ("1", "-0.01")]
)
def test_a_discount_stays_within_its_line(quantity: str, discount: str) -> None:
    with pytest.raises(DiscountTooLargeError):
        line_amounts(
            quantity=Decimal(quantity),
            unit_price=Decimal("10.00"),
            discount=Decimal(discount),
        )


def test_a_discount_may_be_all_of_its_line() -> None:
    price = Decimal("10.00")

    line = line_amounts(quantity=Decimal(1), unit_price=price, discount=price)

    assert line == amounts("10.00", "10.00", "0.00")


def test_a_rate_gives_a_line_that_is_taken_back_no_discount() -> None:
    with pytest.raises(DiscountTooLargeError):
        line_amounts(
            quantity=Decimal(-1),
            unit_price=Decimal("10.00"),
            discount_rate=Decimal("0.1"),
        )


@pytest.mark.parametrize(
    ("part", "before", "is_last", "share"),
    [
        ("50.00", "0.00", False, "7.49"),
        ("50.00", "7.49", True, "7.49"),
        ("33.33", "0.00", False, "4.99"),
        ("100.00", "0.00", False, "14.98"),
        ("100.00", "14.97", False, "0.01"),
        ("10.00", "14.00", True, "0.98"),
    ],
    ids=["half", "the last", "a third", "all", "more than is left", "the remainder"],
)
def test_a_part_takes_its_share_and_never_more_than_is_left(
    part: str, before: str, share: str, *, is_last: bool
) -> None:
    """Of 14.98 that go with 100.00."""
    found = [
        share_of(
            Decimal(part) * sign,
            Decimal("100.00") * sign,
            Decimal("14.98") * sign,
            before=Decimal(before) * sign,
            is_last=is_last,
        )
        for sign in (1, -1)
    ]

    assert found == [Decimal(share), -Decimal(share)]


def test_parts_of_nothing_take_nothing_but_the_last() -> None:
    amount, zero = Decimal("0.01"), Decimal(0)

    first = share_of(zero, zero, amount, before=zero, is_last=False)
    last = share_of(zero, zero, amount, before=zero, is_last=True)

    assert (first, last) == (zero, amount)


@pytest.mark.parametrize(
    ("due", "cash"),
    [
        ("114.97", "114.95"),
        ("114.98", "115.00"),
        ("0.02", "0.00"),
        ("0.03", "0.05"),
        ("0.07", "0.05"),
        ("0.08", "0.10"),
        ("10.05", "10.05"),
        ("-0.03", "-0.05"),
        ("-0.02", "0.00"),
    ],
)
def test_cash_is_rounded_to_the_nearest_five_cents(due: str, cash: str) -> None:
    assert round_cash(Decimal(due)) == Decimal(cash)
