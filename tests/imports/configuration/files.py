"""Files that tests configure a company with."""

from datetime import date

from accounting.models import GLAccount
from companies.models import Company
from imports.configuration.errors import ConfigurationError
from imports.configuration.writing import configure

TODAY = date(2026, 11, 24)

WHOLE = """
[company]
name = "Plomberie Côté inc."
language = "en-ca"
time_zone = "America/Halifax"

[accounting]
target = "acomba"
only_when_paid = true
sale_date = "payment"
partial_payments = "strict"
unmapped = "block"
tax_rounding = "line"
detail = "summary"
closed_through = 2026-10-31

[accounting.sale]
debit = "1050"
credit = "4010"

[accounting.payment]
debit = "1015"
credit = "1050"

[accounting.accounts]
discounts = "4090"

[taxes.TPS]
debit = "1050"
credit = "2310"
number = "123456782 RT0001"
rates = [{ rate = "0.05", valid_from = "2008-01-01" }]

[taxes.TVQ]
debit = "1050"
credit = "2320"
rates = [{ rate = 0.09975, valid_from = 2013-01-01 }]

[tax_groups]
"TPS+TVQ" = { taxable = ["TPS", "TVQ"] }
Mixte = { exempt = ["TVQ"], zero_rated = ["TPS"] }

[categories]
Services = { debit = "1050", credit = "4000" }

[payment_methods]
"Chèque" = "1010"

[glimport]
encoding = "cp850"
max_entries_per_file = 500
"""


def configure_with(company: Company, text: str) -> bool:
    return configure(company=company, content=text.encode(), changed_on=TODAY)


def problems_of(company: Company, text: str) -> list[str]:
    """What is wrong in the file; empty when nothing is."""
    try:
        configure_with(company, text)
    except ConfigurationError as error:
        return error.problems
    return []


def number_of(account: GLAccount | None) -> str:
    return account.number if account else ""
