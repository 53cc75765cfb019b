"""The history of a company's settings in words: who changed what, from what to what."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from auditlog.context import auditlog_value
from auditlog.models import LogEntry
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from djmoney.models.fields import MoneyField

from companies.models import User
from ui.templatetags.ui import money

if TYPE_CHECKING:
    ModelField = models.Field[Any, Any]

NOTHING = "—"
UNTOLD = {"company", "currency"}
# How a model tells the values of its columns, by name, where these are no words.
InWords = Mapping[str, Callable[[Any], str]]
Names = dict[tuple[type[models.Model], str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """`old` is empty where the row is new."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    happened_at: datetime
    who: str
    what: str
    subject: str
    fields: tuple[FieldChange, ...]


@contextmanager
def done_by(person: User | None) -> Iterator[None]:
    """Name in the history who does this, where it is not who was signed in at first.

    A person who accepts an invitation is known only then; time is nobody.
    """
    # What auditlog's middleware keeps for the request; it cannot be opened twice.
    kept = auditlog_value.get({})
    signed_in = kept.get("actor")
    kept["actor"] = person
    try:
        yield
    finally:
        kept["actor"] = signed_in


def describe_changes(entries: Iterable[LogEntry]) -> list[Change]:
    """Tell log entries in words; one query for each kind of thing that they name."""
    entries = list(entries)
    names = _names_of_related(entries)
    return [_describe(entry, names) for entry in entries]


def _describe(entry: LogEntry, names: Names) -> Change:
    is_new = entry.action == LogEntry.Action.CREATE
    return Change(
        happened_at=entry.timestamp,
        who=_who(entry),
        what=_what(entry),
        subject=entry.object_repr,
        fields=tuple(
            FieldChange(
                label=capfirst(str(field.verbose_name)),
                old="" if is_new else _in_words(field, old, names),
                new=_in_words(field, new, names),
            )
            for field, old, new in _told(entry)
        ),
    )


def _who(entry: LogEntry) -> str:
    if entry.actor or entry.actor_email:
        return str(entry.actor or entry.actor_email)
    # A request has an address: what nobody did during one, the site did.
    return "Plannit" if entry.remote_addr else _("command line")


def _what(entry: LogEntry) -> str:
    if entry.action == LogEntry.Action.ACCESS:
        return _("File that names customers taken")
    model = entry.content_type.model_class()
    noun = model._meta.verbose_name if model else entry.content_type.model  # noqa: SLF001 - _meta is Django's documented API
    sentence = {
        LogEntry.Action.CREATE: _("%(noun)s added"),
        LogEntry.Action.DELETE: _("%(noun)s deleted"),
    }.get(entry.action, _("%(noun)s changed"))
    return sentence % {"noun": capfirst(str(noun))}


def _told(entry: LogEntry) -> "Iterator[tuple[ModelField, str, str]]":
    """The columns that say something: on a new row, those that are not the default."""
    if entry.action == LogEntry.Action.DELETE:
        return
    is_new = entry.action == LogEntry.Action.CREATE
    for field, (old, new) in _columns(entry):
        is_default = new in ("", "None", str(field.get_default()))
        if field.editable and field.name not in UNTOLD and not (is_new and is_default):
            yield field, old, new


def _columns(entry: LogEntry) -> "Iterator[tuple[ModelField, tuple[str, str]]]":
    model = entry.content_type.model_class()
    if model is None:
        return
    for name, values in (entry.changes or {}).items():
        try:
            field = model._meta.get_field(name)  # noqa: SLF001 - _meta is Django's documented API
        except FieldDoesNotExist:
            continue
        if isinstance(field, models.Field) and not field.primary_key:
            yield field, values


def _names_of_related(entries: Iterable[LogEntry]) -> Names:
    """The rows that foreign keys in the changes point at, as they are called now."""
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for entry in entries:
        for field, *values in _told(entry):
            if isinstance(field, models.ForeignKey):
                wanted[field.related_model].update(values)
    return {
        (model, str(row.pk)): str(row)
        for model, keys in wanted.items()
        for row in model._default_manager.filter(pk__in=keys - {"None"})  # noqa: SLF001 - Django's documented API
    }


def _in_words(field: "ModelField", value: str, names: Names) -> str:
    if value in ("", "None"):
        return NOTHING
    if isinstance(field, models.ForeignKey):
        return names.get((field.related_model, value), value)
    if isinstance(field, models.BooleanField):
        return _("yes") if value == "True" else _("no")
    return _value_in_words(field, value)


def _value_in_words(field: "ModelField", value: str) -> str:
    if isinstance(field, models.DateTimeField):
        moment = field.to_python(value).replace(tzinfo=UTC)  # auditlog keeps UTC
        local = timezone.localtime(moment)
        return formats.date_format(local, "SHORT_DATETIME_FORMAT")
    if isinstance(field, models.DateField):
        return formats.date_format(field.to_python(value), "SHORT_DATE_FORMAT")
    in_words: InWords = getattr(field.model, "in_words", {})
    if field.name in in_words:
        return in_words[field.name](field.to_python(value))
    if isinstance(field, MoneyField):
        return money(_amount(value))
    if isinstance(field, models.DecimalField):
        return formats.number_format(field.to_python(value))
    return str(dict(field.flatchoices).get(value, value))


def _amount(text: str) -> Decimal:
    """Read “1,149.75”, « 1 149,75 $ »: it was kept in the language of who typed it."""
    whole, _mark, cents = (
        re.sub(r"[^\d.,-]", "", text).replace(",", ".").rpartition(".")
    )
    return Decimal(f"{whole.replace('.', '')}.{cents}")
