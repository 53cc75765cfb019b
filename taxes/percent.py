"""Rates are stored as fractions, and shown and typed as percentages."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def to_percent(rate: Decimal) -> Decimal:
    """Give 9.975 for 0.099750, without the zeros that the column adds."""
    percent = (rate * 100).normalize()
    return percent.quantize(Decimal(1)) if percent == percent.to_integral() else percent


def percent_words(rate: Decimal) -> str:
    """Give “9,975 %” in French, “9.975%” in English."""
    return _("%(percent)s%%") % {"percent": number_format(to_percent(rate))}


def to_rate(percent: Decimal) -> Decimal:
    return percent / 100
