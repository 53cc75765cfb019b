"""The settings page as a person fills it in."""

from typing import Any

from django.http import HttpResponseBase

from accounting.models import AccountingSettings, GLAccount
from companies.models import Company
from tests.pages import form_of


def filled(row: AccountingSettings, **changes: Any) -> dict[str, Any]:
    """The page's form as a person sends it, with these changes."""
    values = {
        "target": row.target,
        "sale_debit": row.sale_debit_id,
        "sale_credit": row.sale_credit_id,
        "payment_debit": row.payment_debit_id,
        "payment_credit": row.payment_credit_id,
        "deposits": row.deposits_id,
        "customer_credits": row.customer_credits_id,
        "sale_date": row.sale_date,
        "partial_payments": row.partial_payments,
        "unmapped": row.unmapped,
        "tax_rounding": row.tax_rounding,
        "detail": row.detail,
        "difference_tolerance": str(row.difference_tolerance),
    }
    return values | changes


def numbers_offered(answer: HttpResponseBase, field: str) -> list[str]:
    choices = list(form_of(answer).fields[field].widget.choices)
    return [str(label).split(" ", 1)[0] for value, label in choices if value]


def account(company: Company, number: str) -> GLAccount:
    return GLAccount.objects.for_company(company).get(number=number)
