"""The values of a configuration: each check answers the value as it is compared."""

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import available_timezones

from django.db import models
from django.utils.translation import gettext as _

from accounting.models import GLAccount
from imports.configuration.errors import UnfitValueError

Check = Callable[[Any], Any]
RATE_KEYS = {"rate", "valid_from"}
CENT, LARGEST_AMOUNT = Decimal("0.01"), Decimal("999.99")


def text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:  # PostgreSQL keeps no NUL
        raise UnfitValueError(_("give text, between quotes."))
    return value


def time_zone(value: Any) -> str:
    if text(value) not in available_timezones():
        message = _("“%(value)s” is not a time zone: give one like America/Toronto.")
        raise UnfitValueError(message % {"value": value})
    return text(value)


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise UnfitValueError(_("give true or false."))
    return value


def whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnfitValueError(_("give a whole number."))
    return value


def day(value: Any) -> str:
    """Take a TOML date, or text; no date is empty text."""
    try:
        return date.fromisoformat(str(value)).isoformat() if value != "" else ""
    except ValueError as error:
        message = _("“%(value)s” is not a date: give one like 2026-11-24.")
        raise UnfitValueError(message % {"value": value}) from error


def amount(value: Any) -> str:
    """Take a TOML number, or text, in dollars and cents."""
    try:
        found = Decimal(str(value))
        if found == found.quantize(CENT) and 0 <= found <= LARGEST_AMOUNT:
            return amount_words(found)
    except InvalidOperation:
        pass
    message = _("“%(value)s” is not an amount: give dollars and cents like 0.05.")
    raise UnfitValueError(message % {"value": value})


def amount_words(found: Decimal) -> str:
    return f"{found:.2f}"


def one_of(possible: Collection[str], sentence: str) -> Check:
    """Text that is among these; `sentence` refuses it, with `value` and `possible`."""

    def check(value: Any) -> str:
        found = text(value)
        if found not in possible:
            words = {"value": found, "possible": ", ".join(possible)}
            raise UnfitValueError(sentence % words)
        return found

    return check


def or_empty(check: Check) -> Check:
    return lambda value: value if value == "" else check(value)


def list_of(check: Check) -> Check:
    def check_list(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise UnfitValueError(_("give a list, between square brackets."))
        return [check(each) for each in value]

    return check_list


def rates(value: Any) -> list[dict[str, str]]:
    return sorted(list_of(_rate)(value), key=lambda row: row["valid_from"])


def rate_words(rate: Decimal) -> str:
    """Give “0.05” for 0.050000, without the zeros that the column adds."""
    return f"{rate.normalize():f}"


def account(numbers: Collection[str]) -> Check:
    """Check for an account of the chart; empty text is none."""

    def check(value: Any) -> str:
        number = text(value)
        if number and number not in numbers:
            message = _(
                "account %(number)s is not in the chart of accounts: add it there"
                " first, or choose another."
            )
            raise UnfitValueError(message % {"number": number})
        return number

    return check


def check_of(model: type[models.Model], name: str, numbers: Collection[str]) -> Check:
    """What the column of this name can hold."""
    field: Any = model._meta.get_field(name)  # noqa: SLF001 - _meta is Django's documented API
    if field.related_model is GLAccount:
        return account(numbers)
    if field.choices:
        sentence = _("“%(value)s” is not possible. Choose one of: %(possible)s.")
        check = one_of([str(value) for value, _label in field.choices], sentence)
        return or_empty(check) if field.blank else check
    by_kind: list[tuple[type[Any], Check]] = [
        (models.BooleanField, flag),
        (models.IntegerField, whole),
        (models.DateField, day),
        (models.DecimalField, amount),
    ]
    found = (check for kind, check in by_kind if isinstance(field, kind))
    return next(found, text)


def _rate(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or set(value) != RATE_KEYS:
        message = _('a rate is like { rate = "0.05", valid_from = "2008-01-01" }.')
        raise UnfitValueError(message)
    since = day(value["valid_from"])
    if not since:
        raise UnfitValueError(_("a rate needs the date from which it is valid."))
    return {"rate": _fraction(value["rate"]), "valid_from": since}


def _fraction(value: Any) -> str:
    try:
        rate = Decimal(str(value))
    except InvalidOperation:
        rate = Decimal("NaN")
    if not rate.is_finite() or not 0 <= rate < 1:
        message = _("“%(value)s” is not a rate: give a fraction like 0.05 for 5%%.")
        raise UnfitValueError(message % {"value": value})
    return rate_words(rate)
