"""What a row that was saved would put in a file, and what the file would say of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.urls import resolve
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounting.origins import Reason
from companies.capabilities import Can

if TYPE_CHECKING:
    from companies.access import CompanyRequest
    from companies.models import Company


class SampleLine(NamedTuple):
    """An amount on one account; `origin` names the rule that chose it.

    `is_sold`: what is sold, that revenue is credited with.
    """

    account_id: int | None
    origin: str
    amount: Decimal
    is_sold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """`document` and `party` are what the description of its entries is made of.

    `tax_groups` are those that its lines would bear.
    """

    on: date
    lines: tuple[SampleLine, ...] = ()
    tax_groups: tuple[int, ...] = ()
    document: str = ""
    party: str = ""


SampleCheck = Callable[["Company", Sequence[Sample]], Iterable[Reason]]

SAMPLE_CHECKS: dict[str, SampleCheck] = {}
"""Who knows the file adds its own, by name; they warn, and stop nothing."""


def warn_of_file(request: "CompanyRequest", sample: Sample) -> None:
    """Say on the next page what the next file would refuse, change or cut of it."""
    warn_of(request, file_reasons(request.company, [sample]))


def warn_of(request: "CompanyRequest", reasons: Iterable[Reason]) -> None:
    """Say each on the next page, with a link to where it is corrected."""
    for reason in reasons:
        text = reason.text
        if reason.url and _may_open(request, reason.url):
            link = '{} <a href="{}">{}</a>'
            text = format_html(link, text, reason.url, _("Correct it"))
        messages.warning(request, text)


def file_reasons(company: "Company", samples: Sequence[Sample]) -> Iterator[Reason]:
    """As many queries for many samples as for one."""
    for check in SAMPLE_CHECKS.values():
        yield from check(company, samples)


def _may_open(request: "CompanyRequest", url: str) -> bool:
    """The catalogue is for all who save; the other pages are those of the settings."""
    is_catalog = resolve(url).app_name == "catalog"
    return is_catalog or Can.VIEW_SETTINGS in request.capabilities
