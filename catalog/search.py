from django.db.models import Q, QuerySet

from catalog.models import Category, Item
from companies.models import Company

SHOWN = ["company", "category", "tax_group"]


def find_items(
    company: Company,
    *,
    text: str = "",
    category: Category | None = None,
    unmapped: bool = False,
    archived: bool = False,
) -> QuerySet[Item]:
    """The items in use or those archived, narrowed to what was asked.

    `unmapped`: neither the item nor its category says which account is credited.
    """
    items = Item.objects.for_company(company).filter(is_archived=archived)
    if text:
        items = items.filter(Q(code__icontains=text) | Q(name__icontains=text))
    if category is not None:
        items = items.filter(category=category)
    if unmapped:
        no_category = Q(category=None) | Q(category__credit_account=None)
        items = items.filter(no_category, credit_account=None)
    return items.select_related(*SHOWN)
