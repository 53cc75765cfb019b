"""From the text of a file to a configuration in which every key and name is known."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from accounting.models import AccountingSettings
from accounting.queries import account_ids
from catalog.models import Category
from companies.models import Company
from exports.models import GLImportSettings
from imports.configuration import layout
from imports.configuration.errors import ConfigurationError, UnfitValueError
from imports.configuration.values import (
    Check,
    account,
    check_of,
    list_of,
    one_of,
    rates,
    time_zone,
)
from invoices.models import DocumentNumbering, PaymentMethod
from taxes.models import Tax, TaxGroup

Table = dict[str, Any]
MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Named:
    """A table whose keys are names that people chose.

    What stands there without a table of its own is the value of its key `alone`.
    """

    each: "Shape"
    alone: str = ""


Shape = Check | Named | dict[str, Any]


def read_configuration(content: bytes, *, company: Company) -> Table:
    if len(content) > MAX_BYTES:
        message = _("The file has more than %(maximum)s MB: it is no configuration.")
        raise ConfigurationError([message % {"maximum": MAX_BYTES // 1_000_000}])
    try:
        return _read_all(_parse(content), company)
    except RecursionError as error:
        message = _("The file is nested too deep to be a configuration.")
        raise ConfigurationError([message]) from error


def _read_all(given: Table, company: Company) -> Table:
    taxes = given.get("taxes", {})
    codes = set(Tax.objects.for_company(company).values_list("code", flat=True))
    if isinstance(taxes, dict):
        codes |= {code.strip() for code in taxes}
    problems: list[str] = []
    shape = _shape(set(account_ids(company)), sorted(codes))
    found: Table = _read(given, shape, (), problems)
    if problems:
        raise ConfigurationError(problems)
    return found


def _parse(content: bytes) -> Table:
    try:
        return tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        message = _("The file is not in UTF-8: save it in that character set.")
        raise ConfigurationError([message]) from error
    # Python reads no number of thousands of digits, and Decimal none of a huge power.
    except (ValueError, InvalidOperation) as error:
        message = _("The file is not TOML: %(reason)s.") % {"reason": error}
        raise ConfigurationError([message]) from error


def _shape(numbers: Collection[str], codes: Collection[str]) -> dict[str, Any]:
    sentence = _("there is no tax “%(value)s”. Choose one of: %(possible)s.")
    taxes = list_of(one_of(codes, sentence))
    fields = partial(_fields, numbers)
    numbering = fields(DocumentNumbering, layout.NUMBERING)
    return {
        "company": {**fields(Company, layout.COMPANY), "time_zone": time_zone},
        "accounting": _accounting(numbers),
        "taxes": Named({**fields(Tax, layout.TAX), "rates": rates}),
        "tax_groups": Named(
            {
                **dict.fromkeys(layout.TREATMENTS, taxes),
                "province": check_of(TaxGroup, "province", numbers),
            }
        ),
        "categories": Named(fields(Category, layout.CATEGORY)),
        "payment_methods": Named(fields(PaymentMethod, layout.METHOD), alone="account"),
        "numbering": dict.fromkeys(layout.SERIES, numbering),
        "glimport": fields(GLImportSettings, layout.GLIMPORT),
    }


def _fields(
    numbers: Collection[str],
    model: type[Model],
    names: Mapping[str, str] | Iterable[str],
) -> dict[str, Any]:
    """The check of each field of the model, by its key: its own name, unless mapped."""
    keyed = names if isinstance(names, Mapping) else {name: name for name in names}
    return {key: check_of(model, name, numbers) for key, name in keyed.items()}


def _accounting(numbers: Collection[str]) -> dict[str, Any]:
    known = account(numbers)
    names = (*layout.POLICIES, layout.CUT_OVER)
    policies = _fields(numbers, AccountingSettings, names)
    pairs = {pair: dict.fromkeys(layout.SIDES, known) for pair in layout.PAIRS}
    return {**policies, **pairs, "accounts": dict.fromkeys(layout.ACCOUNTS, known)}


def _read(value: Any, shape: Shape, path: tuple[str, ...], problems: list[str]) -> Any:
    place = ".".join(path)
    if isinstance(shape, Named | dict):
        if isinstance(value, dict):
            return dict(_read_keys(value, shape, path, problems))
        problems.append(_("%(place)s: give a table, with keys.") % {"place": place})
        return None
    try:
        return shape(value)
    except UnfitValueError as error:
        problems.append(f"{place}: {error}")
        return None


def _read_keys(
    table: Table,
    shape: Named | dict[str, Any],
    path: tuple[str, ...],
    problems: list[str],
) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        place = (*path, key)
        if isinstance(shape, Named):
            is_short = shape.alone and not isinstance(value, dict)
            filled = {shape.alone: value} if is_short else value
            yield key.strip(), _read(filled, shape.each, place, problems)
        elif key in shape:
            yield key, _read(value, shape[key], place, problems)
        else:
            message = _("%(place)s: there is no such key. Possible: %(possible)s.")
            words = {"place": ".".join(place), "possible": ", ".join(shape)}
            problems.append(message % words)
