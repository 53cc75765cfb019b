"""Registration numbers: GST/HST by its check digit, QST by its pattern."""

import re

from django.utils.translation import gettext as _
from stdnum.ca import bn

QST = re.compile(r"\d{10}TQ\d{4}")
GST = re.compile(r"\d{9}RT\d{4}")


def registration_warning(number: str) -> str:
    """What looks wrong in a number; empty when nothing does. It never blocks."""
    compact = bn.compact(number).upper()
    if not compact or QST.fullmatch(compact):
        return ""
    if GST.fullmatch(compact):
        if bn.is_valid(compact):
            return ""
        message = _(
            "The registration number %(number)s has a wrong check digit: compare it"
            " with your registration."
        )
    else:
        message = _(
            "The registration number %(number)s looks unusual: a GST/HST number is like"
            " 123456789 RT0001, a QST number like 1234567890 TQ0001."
        )
    return message % {"number": number}
