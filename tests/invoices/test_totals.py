from decimal import Decimal

import pytest

from invoices.totals import DiscountTooLargeError, LineAmounts, line_amounts


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
