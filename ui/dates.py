"""The dates of sentences: « 1er octobre 2026 »; tables carry 2026-10-01."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def long_date(day: date) -> str:
    """Write the date out: « 3 novembre 2026 », « 1er octobre 2026 », “3 Nov 2026”."""
    if not (get_language() or "").startswith("fr"):
        return date_format(day, "j M Y")
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {date_format(day, 'F Y')}"


def long_moment(moment: datetime) -> str:
    """Write the date and the hour out: « 3 novembre 2026 à 13 h 40 »."""
    local = timezone.localtime(moment)
    words = {"day": long_date(local), "time": time_format(local)}
    return _("%(day)s at %(time)s") % words
