"""A company's configuration as a file would have it, always in the same order."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import tomli_w
from django.db.models import Model

from accounting.models import AccountingSettings, GLAccount
from catalog.models import Category
from companies.models import Company
from exports.models import GLImportSettings
from imports.configuration import layout
from imports.configuration.reading import Table
from imports.configuration.values import amount_words, rate_words
from invoices.models import DocumentNumbering, PaymentMethod
from invoices.services.numbering import PREFIXES
from taxes.models import Tax, TaxGroup


def show_configuration(company: Company) -> str:
    return tomli_w.dumps(configuration_of(company))


def configuration_of(company: Company) -> Table:
    """Read it without writing: settings that have no row yet are the defaults."""
    glimport = GLImportSettings.objects.for_company(company).first()
    taxes = Tax.objects.for_company(company).prefetch_related("rates")
    groups = TaxGroup.objects.for_company(company).prefetch_related("members__tax")
    categories = Category.objects.for_company(company)
    methods = PaymentMethod.objects.for_company(company).select_related("account")
    return {
        "company": _same(company, layout.COMPANY),
        "accounting": _accounting(company),
        "taxes": _sorted((tax.code, _tax(tax)) for tax in taxes),
        "tax_groups": _sorted((group.name, _group(group)) for group in groups),
        "categories": _sorted(
            (row.name, _columns(row, layout.CATEGORY))
            for row in categories.select_related("debit_account", "credit_account")
        ),
        "payment_methods": _sorted(
            (row.name, _same(row, layout.METHOD)) for row in methods
        ),
        "numbering": {
            key: _same(_numbering(company, series), layout.NUMBERING)
            for key, series in layout.SERIES.items()
        },
        "glimport": _same(
            glimport or GLImportSettings(company=company), layout.GLIMPORT
        ),
    }


def _accounting(company: Company) -> Table:
    found = AccountingSettings.objects.for_company(company).first()
    settings = found or AccountingSettings(company=company)
    pairs = {
        pair: _columns(settings, {side: f"{pair}_{side}" for side in layout.SIDES})
        for pair in layout.PAIRS
    }
    accounts = _same(settings, layout.ACCOUNTS)
    policies = _same(settings, (*layout.POLICIES, layout.CUT_OVER))
    return {**policies, **pairs, "accounts": accounts}


def _numbering(company: Company, series: DocumentNumbering.Series) -> DocumentNumbering:
    found = DocumentNumbering.objects.for_company(company).filter(series=series).first()
    prefix = PREFIXES[series]
    return found or DocumentNumbering(company=company, series=series, prefix=prefix)


def _tax(tax: Tax) -> Table:
    rates = [
        {"rate": rate_words(row.rate), "valid_from": row.valid_from.isoformat()}
        for row in tax.rates.all()
    ]
    return {**_columns(tax, layout.TAX), "rates": rates}


def _group(group: TaxGroup) -> Table:
    members = list(group.members.all())
    lists = {
        key: [row.tax.code for row in members if row.treatment == treatment]
        for key, treatment in layout.TREATMENTS.items()
    }
    place = {"province": group.province} if group.province else {}
    return {**place, **{key: codes for key, codes in lists.items() if codes}}


def _same(row: Model, names: Iterable[str]) -> Table:
    return _columns(row, {name: name for name in names})


def _columns(row: Model, columns: layout.Columns) -> Table:
    return {key: _plain(getattr(row, name)) for key, name in columns.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, GLAccount):
        return value.number
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return amount_words(value)
    return "" if value is None else value


def _sorted(rows: Iterable[tuple[str, Any]]) -> Table:
    return dict(sorted(rows, key=lambda row: row[0]))
