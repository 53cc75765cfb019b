"""Closing the books: it dates entries, and never touches the documents."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.models import AccountingSettings, BooksReopening
from accounting.queries import settings_for
from accounting.services.guards import RefusedError
from companies.models import Company, User
from companies.services import lock_company
from ui.dates import long_date


class ClosingError(RefusedError):
    """The books cannot be closed or reopened so; the message says why."""


@transaction.atomic
def close_books(*, company: Company, through: date) -> AccountingSettings:
    """Date what happened by this day, and is exported later, on the day after."""
    company = lock_company(company)
    settings = settings_for(company)
    closed = settings.closed_through
    if closed is not None and through <= closed:
        message = _(
            "The books are closed through %(date)s already: choose a later day."
        )
        raise ClosingError(message % {"date": long_date(closed)})
    settings.closed_through = through
    settings.save(update_fields=["closed_through"])
    return settings


@transaction.atomic
def reopen_books(
    *,
    company: Company,
    to: date | None,
    reason: str,
    reopened_at: datetime,
    reopened_by: User | None,
) -> BooksReopening:
    """Close the books through an earlier day, or none; what was exported stays."""
    company = lock_company(company)
    settings = settings_for(company)
    closed = settings.closed_through
    if closed is None or (to is not None and to >= closed):
        raise ClosingError(_("Choose a day before the last closed day of the books."))
    if not reason.strip():
        raise ClosingError(_("Give the reason: it stays in the list of reopenings."))
    settings.closed_through = to
    settings.save(update_fields=["closed_through"])
    return BooksReopening.objects.create(
        company=company,
        closed_through=closed,
        reopened_to=to,
        reason=reason,
        reopened_at=reopened_at,
        reopened_by=reopened_by,
    )
