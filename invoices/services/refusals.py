from datetime import date

from django.utils.translation import gettext as _

from ui.dates import long_date


class DocumentError(Exception):
    """A document cannot be what was asked; the message says why and what to do."""


class TooEarlyError(DocumentError):
    """The day is before that of the document."""


def check_not_before(day: date, first: date | None, document: object) -> None:
    """Nothing on a document can precede it."""
    if first is not None and day < first:
        message = _("%(document)s is of %(date)s: choose that day or a later one.")
        names = {"document": document, "date": long_date(first)}
        raise TooEarlyError(message % names)
