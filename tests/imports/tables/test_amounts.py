from decimal import Decimal

import pytest

from imports.tables.amounts import Discount, DiscountCell, Number
from imports.tables.errors import BadCellError
from imports.tables.notation import Notation
from imports.tables.records import Cell, Percent

NOTATION = Notation(is_proven=True)
QUANTITY = Number(max_decimals=4)


def refusal(kind: Number | DiscountCell, cell: Cell) -> str:
    with pytest.raises(BadCellError) as refused:
        kind.parse(cell, NOTATION)
    return str(refused.value.reason)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Number(), "9999999.99", "9999999.99"),
        (Number(), " -9999999,99 ", "-9999999.99"),
        (Number(), "5", "5.00"),
        (Number(), "1.5000", "1.50"),
        (Number(), Decimal("2.5"), "2.50"),
        (QUANTITY, "0.3333", "0.3333"),
        (QUANTITY, "-1,25", "-1.2500"),
    ],
)
def test_a_number_has_the_decimals_of_its_column(
    kind: Number, cell: Cell, value: str
) -> None:
    assert str(kind.parse(cell, NOTATION)) == value


@pytest.mark.parametrize("cell", ["-0", "-0.00", Decimal("-0")])
def test_nothing_has_no_sign(cell: Cell) -> None:
    assert str(Number().parse(cell, NOTATION)) == "0.00"


@pytest.mark.parametrize(
    ("kind", "cell", "sentence"),
    [
        (
            Number(),
            "10000000",
            "“10000000” is too large: at most 9999999.99 is expected.",
        ),
        (
            Number(),
            "-10000000",
            "“-10000000” is too small: at least -9999999.99 is expected.",
        ),
        (
            Number(minimum=Decimal(0)),
            "-0.01",
            "“-0.01” is too small: at least 0 is expected.",
        ),
        (
            Number(),
            "0.125",
            "“0.125” has too many decimals: at most 2 are allowed here.",
        ),
        (
            QUANTITY,
            Decimal("0.12345"),
            "“0.12345” has too many decimals: at most 4 are allowed here.",
        ),
        (
            Number(),
            "0." + "1" * 60,
            f"“0.{'1' * 37}…” has too many decimals: at most 2 are allowed here.",
        ),
    ],
)
def test_a_number_out_of_its_bounds_is_refused(
    kind: Number, cell: Cell, sentence: str
) -> None:
    assert refusal(kind, cell) == sentence


@pytest.mark.parametrize(
    ("cell", "discount"),
    [
        ("5", Discount(amount=Decimal("5.00"))),
        ("0", Discount()),
        ("10%", Discount(rate=Decimal("0.1"))),
        (" 12,5 % ", Discount(rate=Decimal("0.125"))),
        ("100\u00a0%", Discount(rate=Decimal(1))),
        ("0%", Discount(rate=Decimal(0))),
        (Decimal("2.5"), Discount(amount=Decimal("2.50"))),
        (Percent(Decimal(10)), Discount(rate=Decimal("0.1"))),
    ],
)
def test_a_discount_is_dollars_or_a_part_of_the_price(
    cell: Cell, discount: Discount
) -> None:
    assert DiscountCell().parse(cell, NOTATION) == discount


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("-1", "“-1” is too small: at least 0 is expected."),
        ("-1%", "“-1” is too small: at least 0 is expected."),
        ("100.01%", "“100.01” is too large: at most 100 is expected."),
        (
            "0.125%",
            "“0.125” has too many decimals: at most 2 are allowed here.",
        ),
        (
            "%",
            "“” is not a number: write digits and a decimal mark, such as 1234.50.",
        ),
        (
            "10%%",
            "“10%” is not a number: write digits and a decimal mark, such as 1234.50.",
        ),
    ],
)
def test_a_discount_out_of_its_bounds_is_refused(cell: Cell, sentence: str) -> None:
    assert refusal(DiscountCell(), cell) == sentence


def test_a_discount_is_not_both_dollars_and_a_rate() -> None:
    with pytest.raises(ValueError, match="rate"):
        Discount(amount=Decimal(1), rate=Decimal("0.1"))
