"""What every service of the settings checks before it saves a row."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounting.origins import Reason
from companies.models import CompanyOwned

RowT = TypeVar("RowT", bound=CompanyOwned)


class RefusedError(Exception):
    """A change that cannot be made; the message says why and what to do.

    `named` are the rows that it names and that are to be changed first.
    """

    def __init__(self, message: str = "", named: Sequence[Reason] = ()) -> None:
        super().__init__(message)
        self.named = named


class InvalidValueError(RefusedError):
    """A value that its column cannot hold, or a row of another company."""


class NameTakenError(RefusedError):
    """Another row of the company has this name, code or number."""


def columns(row: CompanyOwned) -> dict[str, "Field[Any, Any]"]:
    fields = row._meta.fields  # noqa: SLF001 - _meta is Django's documented API
    return {field.name: field for field in fields}


def label(row: CompanyOwned, name: str) -> str:
    return str(capfirst(columns(row)[name].verbose_name))


def check_values(row: CompanyOwned) -> None:
    """Refuse what the columns cannot hold: SQLite itself takes text of any length."""
    relations = {name for name, field in columns(row).items() if field.is_relation}
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        name, reasons = next(iter(error.message_dict.items()))
        raise InvalidValueError(f"{label(row, name)}: {reasons[0]}") from error
    for name in sorted(relations - {"company"}):
        related = getattr(row, name)
        if related is not None and related.company_id != row.company_id:
            message = _("%(field)s: choose one that belongs to this company.")
            raise InvalidValueError(message % {"field": label(row, name)})


def check_is_free(row: RowT, *, field: str, among: QuerySet[RowT]) -> None:
    """Refuse a name that another of these rows, the company's, already has."""
    value = getattr(row, field)
    if among.filter(**{field: value}).exclude(pk=row.pk).exists():
        message = _("%(field)s: “%(value)s” exists already; choose another.")
        raise NameTakenError(message % {"field": label(row, field), "value": value})
