"""Why an entry stays behind, in words, and the page where that is put right."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.formats.limits import Limit, Problem
from accounting.models import AccountingSettings, GLAccount
from catalog.models import Item
from companies.models import Company
from exports.queries import SetAside
from taxes.models import Tax

SETTINGS_PAGE = "accounting:settings"
SUBJECT_PAGES = {
    "item": "catalog:item_edit",
    "category": "catalog:category_edit",
    "tax": "taxes:tax_edit",
    "method": "invoices:method_edit",
}
LIMITS = {
    Limit.ACCOUNT_NOT_DIGITS: gettext_lazy(
        "Account %(account)s: the file takes digits only. Correct it in the chart."
    ),
    Limit.ACCOUNT_TOO_WIDE: gettext_lazy(
        "Account %(account)s is wider than accounts in the file. Correct the width."
    ),
    Limit.AMOUNT_TOO_LARGE: gettext_lazy(
        "An amount on account %(account)s is above 999,999.99, which the file cannot"
        " hold. Allow amounts to be split."
    ),
    Limit.DATE_OUT_OF_RANGE: gettext_lazy(
        "The year is not from 2000 to 2099, and the file writes two digits of it."
    ),
    Limit.DOCUMENT_TOO_LONG: gettext_lazy(
        "The number of the document takes more than 30 characters in the file."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    text: str
    url: str = ""


def reasons_of(
    company: Company, aside: SetAside, known: dict[str, Reason]
) -> Iterator[Reason]:
    """Everything that keeps the entry from going; `known` spares looking up twice."""
    for origin in aside.missing:
        if origin not in known:
            known[origin] = missing_reason(company, origin.removeprefix("missing:"))
        yield known[origin]
    for account in aside.unusable:
        yield _account_reason(company, account)
    for problem in dict.fromkeys(aside.limits):
        yield _limit_reason(company, problem)


def missing_reason(company: Company, subject: str) -> Reason:
    message = _("No account is chosen for %(subject)s.")
    words = {"subject": subject_words(company, subject)}
    return Reason(text=message % words, url=subject_url(company, subject))


def subject_words(company: Company, subject: str) -> str:
    """`item:42` as people call it."""
    kind, _colon, key = subject.partition(":")
    if kind == "item":
        item = Item.objects.for_company(company).get(pk=key)
        return _("the item “%(item)s”") % {"item": item}
    if kind == "tax":
        tax = Tax.objects.for_company(company).get(pk=key)
        return _("the tax “%(tax)s”") % {"tax": tax}
    if kind == "method":
        return _("a payment method")
    if kind == "settings":
        field = getattr(AccountingSettings, key).field
        label = field.verbose_name
        return _("“%(label)s” in the settings") % {"label": label}
    return _("lines without an item")


def subject_url(company: Company, subject: str) -> str:
    kind, _colon, key = subject.partition(":")
    if kind in SUBJECT_PAGES:
        return _page(SUBJECT_PAGES[kind], company, key)
    return _page(SETTINGS_PAGE, company)


def _account_reason(company: Company, account: GLAccount) -> Reason:
    message = (
        _(
            "Account %(number)s is linked to a module in Acomba, which refuses imported"
            " entries in it. Choose another account."
        )
        if account.is_control
        else _("Account %(number)s is not active. Choose another, or activate it.")
    )
    url = _page("accounting:account_edit", company, str(account.pk))
    return Reason(text=message % {"number": account.number}, url=url)


def _limit_reason(company: Company, problem: Problem) -> Reason:
    text = LIMITS[problem.limit] % {"account": problem.account}
    if problem.limit is Limit.ACCOUNT_NOT_DIGITS:
        return Reason(text=text, url=_page("accounting:account_list", company))
    if problem.account:
        return Reason(text=text, url=_page("exports:glimport_settings", company))
    return Reason(text=text)


def _page(name: str, company: Company, *keys: str) -> str:
    return reverse(name, args=[company.slug, *keys])
