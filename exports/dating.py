"""The rule that dates the entries of a file, as people read it."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from accounting.journal.dating import DatePolicy, SaleDate
from ui.dates import long_date


def date_sentences(policy: DatePolicy) -> Iterator[str]:
    yield _sale_sentence(policy)
    yield _("A payment keeps its own date.")
    if policy.closed_through is not None:
        message = _(
            "The books are closed through %(day)s: what would be dated on that day or"
            " before is dated %(next_day)s."
        )
        yield message % {
            "day": long_date(policy.closed_through),
            "next_day": long_date(policy.closed_through + timedelta(days=1)),
        }


def _sale_sentence(policy: DatePolicy) -> str:
    if not policy.only_when_paid:
        return _("A sale has the date of its invoice.")
    if policy.sale_date is SaleDate.PAYMENT:
        return _("A sale has the date of the last payment of its invoice.")
    if policy.sale_date is SaleDate.BATCH:
        message = _("A sale has the date of the batch, %(day)s.")
        return message % {"day": long_date(policy.batch_on)}
    return _(
        "A sale has the date of its invoice, even when it is paid in a later month."
    )
