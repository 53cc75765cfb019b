from collections.abc import Mapping
from datetime import date

from accounting.journal.dating import DatePolicy, SaleDate
from accounting.models import AccountingSettings, GLAccount
from companies.models import Company


def settings_for(company: Company) -> AccountingSettings:
    settings, _ = AccountingSettings.objects.select_related(
        "sale_debit", "sale_credit", "payment_debit", "payment_credit", "deposits"
    ).get_or_create(company=company)
    return settings


def date_policy(settings: AccountingSettings, batch_on: date) -> DatePolicy:
    return DatePolicy(
        only_when_paid=settings.only_when_paid,
        sale_date=SaleDate(settings.sale_date),
        closed_through=settings.closed_through,
        batch_on=batch_on,
    )


def account_ids(company: Company) -> Mapping[str, int]:
    """The id of each account, by its number in the chart."""
    return dict(GLAccount.objects.for_company(company).values_list("number", "pk"))
