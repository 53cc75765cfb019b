from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from djmoney.models.fields import MoneyField
from djmoney.money import Money

if TYPE_CHECKING:
    Base = models.DecimalField[Money | Decimal | str, Money]
else:
    Base = MoneyField

MAXIMUM = Decimal("9999999.99")
"""The largest amount a person may type or import; what is summed may be larger."""


class AmountField(Base):
    """Dollars and cents of a document; all amounts of a row share its currency."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 13)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("default_currency", "CAD")
        kwargs.setdefault("currency_field_name", "currency")
        super().__init__(*args, **kwargs)


def is_cad(name: str) -> models.CheckConstraint:
    """The rule of every table with amounts, until a second currency is a feature."""
    return models.CheckConstraint(condition=models.Q(currency="CAD"), name=name)
