from collections.abc import Sequence

from accounting.signals import accounts_changed
from catalog.models import Category, Item
from companies.models import Company
from imports.services.lookups import Chart, find
from imports.services.problems import Outcome, Problems
from imports.tables.rows import Row
from taxes.models import TaxGroup


def import_items(company: Company, rows: Sequence[Row], problems: Problems) -> Outcome:
    """Create or update items one by one, so that the history knows each change."""
    outcome = Outcome()
    chart = Chart(company)
    items = {item.code: item for item in Item.objects.for_company(company)}
    groups = {group.name: group for group in TaxGroup.objects.for_company(company)}
    categories = {c.name: c for c in Category.objects.for_company(company)}
    for row in rows:
        code = row.text("code")
        item = items.setdefault(code, Item(company=company, code=code))
        before = _state(item) if item.pk else None
        item.name = row.text("name")
        item.category = _category(company, row, categories)
        item.unit_price = row.decimal("unit_price")
        item.tax_group = find(groups, row, "tax_group", problems)
        item.debit_account = chart.find_receivable(row, "debit_account", problems)
        item.credit_account = chart.find_revenue(row, "credit_account", problems)
        if before == _state(item):
            outcome.unchanged += 1
            continue
        outcome.updated += before is not None
        outcome.created += before is None
        item.save()
        outcome.saved.append(item.pk)
    accounts_changed.send(Item, company=company)
    return outcome


def _state(item: Item) -> tuple[object, ...]:
    return (
        item.name,
        item.category_id,
        item.unit_price.amount,
        item.tax_group_id,
        item.debit_account_id,
        item.credit_account_id,
    )


def _category(
    company: Company, row: Row, categories: dict[str, Category]
) -> Category | None:
    name = row.text("category")
    if name and name not in categories:
        categories[name] = Category.objects.create(company=company, name=name)
    return categories.get(name)
