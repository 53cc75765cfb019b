"""Each kind of row that a configuration names, saved by its own service."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from accounting.models import GLAccount
from accounting.services.accounts import find_account
from accounting.services.guards import InvalidValueError, columns
from catalog.models import Category
from catalog.services import save_category
from companies.models import Company, CompanyOwned
from exports.queries import glimport_settings_for
from exports.services.settings import save_glimport_settings
from imports.configuration import layout
from imports.configuration.reading import Table
from invoices.models import PaymentMethod
from invoices.services.methods import save_method
from invoices.services.numbering import numbering_for, save_numbering
from taxes.models import Tax, TaxGroup
from taxes.services import save_group, save_tax_with_rates

RowT = TypeVar("RowT", bound=CompanyOwned)


def write_company(company: Company, table: Table) -> None:
    for name in layout.COMPANY:
        setattr(company, name, table[name])
    try:
        company.clean_fields()
    except ValidationError as error:
        name, reasons = next(iter(error.message_dict.items()))
        field: Any = Company._meta.get_field(name)  # noqa: SLF001 - _meta is Django's documented API
        words = capfirst(str(field.verbose_name))
        raise InvalidValueError(f"{words}: {reasons[0]}") from error
    company.save(update_fields=layout.COMPANY)


def write_tax(company: Company, code: str, table: Table) -> None:
    taxes = Tax.objects.for_company(company)
    tax = taxes.filter(code=code).first() or Tax(company=company, code=code)
    rates = [
        (Decimal(row["rate"]), date.fromisoformat(row["valid_from"]))
        for row in table.get("rates", [])
    ]
    tax = set_columns(tax, _given(table, layout.TAX))
    save_tax_with_rates(tax=tax, rates=rates, checks_others=False)


def write_group(company: Company, name: str, table: Table) -> None:
    groups = TaxGroup.objects.for_company(company)
    group = groups.filter(name=name).first() or TaxGroup(company=company, name=name)
    taxes = {tax.code: tax for tax in Tax.objects.for_company(company)}
    members = [
        (taxes[code], treatment)
        for key, treatment in layout.TREATMENTS.items()
        for code in table.get(key, ())
    ]
    group.province = table.get("province", "")
    save_group(group=group, members=members)


def write_category(company: Company, name: str, table: Table) -> None:
    rows = Category.objects.for_company(company)
    category = rows.filter(name=name).first() or Category(company=company, name=name)
    category = set_columns(category, _given(table, layout.CATEGORY))
    save_category(category=category, checks_others=False)


def write_method(company: Company, name: str, table: Table) -> None:
    rows = PaymentMethod.objects.for_company(company)
    method = rows.filter(name=name).first() or PaymentMethod(company=company, name=name)
    save_method(method=set_columns(method, table), checks_others=False)


def write_numbering(company: Company, key: str, table: Table) -> None:
    numbering = numbering_for(company, layout.SERIES[key])
    save_numbering(numbering=set_columns(numbering, table))


def write_glimport(company: Company, table: Table) -> None:
    settings = set_columns(glimport_settings_for(company), table)
    save_glimport_settings(settings=settings, changed=table)


def set_columns(row: RowT, values: Mapping[str, Any]) -> RowT:
    """Set columns from the values of a configuration: empty text is no account."""
    fields = columns(row)
    for name, value in values.items():
        if fields[name].related_model is GLAccount:
            found = find_account(company=row.company, number=value) if value else None
            setattr(row, name, found)
        elif fields[name].get_internal_type() == "DateField":
            setattr(row, name, date.fromisoformat(value) if value else None)
        else:
            setattr(row, name, value)
    return row


def _given(table: Table, names: layout.Columns) -> Table:
    return {names[key]: value for key, value in table.items() if key in names}
