"""What a new receivable leaves behind: an invoice could not be issued with it."""

from collections.abc import Iterator
from typing import TypeVar

from django.utils.translation import gettext as _

from accounting.models import AccountPair, GLAccount
from accounting.queries import settings_for
from catalog.models import Category, Item
from companies.models import Company, CompanyQuerySet
from imports.configuration.errors import ConfigurationError
from taxes.models import Tax

RowT = TypeVar("RowT", bound=AccountPair)


def check_all_follow(company: Company) -> None:
    receivable = settings_for(company).sale_debit
    if receivable is not None and (problems := list(_problems(company, receivable))):
        raise ConfigurationError(problems)


def _problems(company: Company, receivable: GLAccount) -> Iterator[str]:
    of_file = _(
        "%(place)s: it is still %(account)s, and sales debit %(receivable)s: give it"
        " %(receivable)s in the same file, or take the account away."
    )
    of_item = _(
        "%(place)s: its debit account is still %(account)s, and sales debit"
        " %(receivable)s: take the account away on the page of the item first."
    )
    for tax, number in _left_behind(Tax.objects.for_company(company), receivable):
        yield of_file % _words(f"taxes.{tax.code}.debit", number, receivable)
    categories = Category.objects.for_company(company)
    for category, number in _left_behind(categories, receivable):
        place = f"categories.{category.name}.debit"
        yield of_file % _words(place, number, receivable)
    for item, number in _left_behind(Item.objects.for_company(company), receivable):
        yield of_item % _words(f"items.{item.code}", number, receivable)


def _left_behind(
    rows: CompanyQuerySet[RowT], receivable: GLAccount
) -> Iterator[tuple[RowT, str]]:
    for row in rows.select_related("debit_account").order_by("pk"):
        account = row.debit_account
        if account is not None and account != receivable:
            yield row, account.number


def _words(place: str, number: str, receivable: GLAccount) -> dict[str, str]:
    return {"place": place, "account": number, "receivable": receivable.number}
