from django.db import transaction
from django.db.models import ProtectedError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounting.fields import MAXIMUM
from accounting.services.accounts import check_accounts
from accounting.services.guards import RefusedError, check_is_free, check_values
from accounting.services.settings import check_receivable
from accounting.signals import accounts_changed
from catalog.models import Category, Item
from catalog.signals import item_replaced
from companies.services import lock_company


class InvalidPriceError(RefusedError):
    """A price is zero or more, and no more than a document can hold."""


class ItemInUseError(RefusedError):
    """A document refers to the item: it can be archived, not deleted."""


@transaction.atomic
def save_category(*, category: Category, checks_others: bool = True) -> Category:
    lock_company(category.company)
    category.name = category.name.strip()
    check_values(category)
    others = Category.objects.for_company(category.company)
    check_is_free(category, field="name", among=others)
    _check_mapping(category, category.name, checks_others=checks_others)
    category.save()
    accounts_changed.send(Category, company=category.company)
    return category


@transaction.atomic
def save_item(*, item: Item) -> Item:
    lock_company(item.company)
    item.code = item.code.strip()
    item.name = item.name.strip()
    check_values(item)
    others = Item.objects.for_company(item.company)
    check_is_free(item, field="code", among=others)
    _check_price(item)
    _check_mapping(item, item.code)
    item.save()
    accounts_changed.send(Item, company=item.company)
    return item


@transaction.atomic
def archive_item(*, item: Item) -> Item:
    """Take the item off the lists people choose from; its documents keep it."""
    return _set_archived(item, is_archived=True)


@transaction.atomic
def unarchive_item(*, item: Item) -> Item:
    return _set_archived(item, is_archived=False)


@transaction.atomic
def delete_item(*, item: Item) -> None:
    """Delete an item that no document ever used."""
    lock_company(item.company)
    try:
        item.delete()
    except ProtectedError as error:
        message = _(
            "%(item)s is used by documents, so it cannot be deleted. Archive it: it"
            " leaves the lists and its documents keep it. Or replace it on drafts."
        )
        raise ItemInUseError(message % {"item": item}) from error


@transaction.atomic
def replace_item(*, item: Item, by: Item) -> Item:
    """Put another item on drafts and archive this one; what is issued keeps it."""
    lock_company(item.company)
    if by == item or by.company_id != item.company_id or by.is_archived:
        message = _("Choose another item of the catalogue, one that is not archived.")
        raise ItemInUseError(message)
    item_replaced.send(Item, item=item, by=by)
    return _set_archived(item, is_archived=True)


def _check_price(item: Item) -> None:
    price = item.unit_price.amount
    if not 0 <= price <= MAXIMUM:
        message = _(
            "%(item)s: %(price)s is not a price. Give one from 0 to %(maximum)s."
        )
        values = {
            "item": item.code,
            "price": number_format(price),
            "maximum": number_format(MAXIMUM),
        }
        raise InvalidPriceError(message % values)


def _check_mapping(
    row: Item | Category, name: str, *, checks_others: bool = True
) -> None:
    check_accounts(row, checks_others=checks_others)
    label = _("Debit account of %(name)s") % {"name": name}
    check_receivable(row.debit_account, company=row.company, label=label)


def _set_archived(item: Item, *, is_archived: bool) -> Item:
    lock_company(item.company)
    item.is_archived = is_archived
    item.save(update_fields=["is_archived"])
    return item
