"""The accounting settings, saved in two steps around everything else of a file."""

from datetime import date

from django.utils.translation import gettext as _

from accounting.models import AccountingSettings
from accounting.queries import settings_for
from accounting.services.guards import RefusedError
from accounting.services.settings import save_settings
from companies.models import Company
from imports.configuration import layout
from imports.configuration.reading import Table
from imports.configuration.rows import set_columns
from invoices.services.cut_over import set_cut_over
from invoices.services.refusals import DocumentError

RECEIVABLE = ("sale_debit", "payment_credit")


def write_receivable(company: Company, table: Table, changed_on: date) -> None:
    """Save what customers owe first: taxes and categories are checked against it.

    The rest waits, so that no default answers for what the same file maps.
    """
    settings = settings_for(company)
    values = _values(table)
    now = {name: values[name] for name in RECEIVABLE}
    if any(_number(settings, name) != values[name] for name in RECEIVABLE):
        _save(set_columns(settings, now), changed_on)


def write_settings(company: Company, table: Table, changed_on: date) -> None:
    _save(set_columns(settings_for(company), _values(table)), changed_on)


def _save(settings: AccountingSettings, changed_on: date) -> None:
    """Other rows of the file may not be there yet: they are checked at its end."""
    save_settings(settings=settings, changed_on=changed_on, checks_others=False)


def write_cut_over(company: Company, day: str) -> None:
    if not day:
        message = _("the books kept here have a first day: move it, or leave it.")
        raise RefusedError(message)
    try:
        set_cut_over(company=company, first_day=date.fromisoformat(day))
    except DocumentError as error:
        raise RefusedError(str(error)) from error


def _values(table: Table) -> Table:
    """The columns that the sections of `[accounting]` set."""
    policies = {name: table[name] for name in layout.POLICIES}
    pairs = {
        f"{pair}_{side}": table[pair][side]
        for pair in layout.PAIRS
        for side in layout.SIDES
    }
    return {**policies, **pairs, **table["accounts"]}


def _number(settings: AccountingSettings, name: str) -> str:
    account = getattr(settings, name)
    return account.number if account else ""
