from datetime import date
from decimal import Decimal

import pytest

from imports.tables.amounts import Discount
from imports.tables.rows import Row

ROW = Row(
    line=2,
    values={
        "code": "A1",
        "sold_on": date(2026, 11, 24),
        "price": Decimal("9.50"),
        "active": True,
        "discount": Discount(amount=Decimal("5.00")),
    },
)


def test_a_row_gives_each_value_as_its_type() -> None:
    assert ROW.text("code") == "A1"
    assert ROW.day("sold_on") == date(2026, 11, 24)
    assert ROW.decimal("price") == Decimal("9.50")
    assert ROW.flag("active") is True
    assert ROW.discount("discount").amount == Decimal("5.00")
    assert ROW.value("price") == Decimal("9.50")


def test_a_value_asked_as_another_type_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="price"):
        ROW.text("price")
