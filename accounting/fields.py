from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Round
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


class WholeCents(Cast):
    """An amount in cents, as the database gives it: whole, and nothing to convert.

    A decimal of SQLite is made from its digits, at a price, twice a line.
    """

    def __init__(self, amount: Combinable) -> None:
        super().__init__(Round(amount * 100), models.BigIntegerField())

    def get_db_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:  # noqa: ARG002 - Django's signature
        return []
