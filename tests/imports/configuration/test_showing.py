import pytest
from auditlog.models import LogEntry

from imports.configuration.showing import show_configuration
from tests.factories import make_company, make_group, make_method, make_tax

pytestmark = pytest.mark.django_db

NEW = """\
[company]
name = "Plomberie Côté"
language = "fr-ca"
time_zone = "America/Toronto"

[accounting]
target = "acomba"
only_when_paid = false
sale_date = "invoice"
partial_payments = "immediate"
unmapped = "default"
tax_rounding = "document"
detail = "detailed"
closed_through = ""
difference_tolerance = "0.05"
cut_over_on = ""

[accounting.sale]
debit = ""
credit = ""

[accounting.payment]
debit = ""
credit = ""

[accounting.accounts]
deposits = ""
customer_credits = ""
discounts = ""
tips = ""
rounding = ""
bad_debts = ""
interest = ""
card_fees = ""

[taxes]

[tax_groups]

[categories]

[payment_methods]

[numbering.invoice]
prefix = "FAC-"
suffix = ""
next_number = 1

[numbering.credit_note]
prefix = "NC-"
suffix = ""
next_number = 1

[glimport]
base_name = "GLImport"
encoding = "cp1252"
trailing_blank_lines = 0
max_entries_per_file = 998
one_period_per_file = true
length_line = true
account_width = 7
account_justify = "right"
header_width = 42
entry_number = false
decimal_mark = "."
department_width = 0
split_large_amounts = false
"""


def test_a_new_company_shows_the_defaults_and_nothing_is_written() -> None:
    company = make_company()
    kept = LogEntry.objects.count()

    assert show_configuration(company) == NEW
    assert LogEntry.objects.count() == kept


def test_names_come_in_their_order_whichever_came_first() -> None:
    company = make_company()
    qst = make_tax(company, "TVQ", credit="2320", rate="0.09975")
    gst = make_tax(company, "TPS", credit="2310")
    make_group(company, "TPS+TVQ", gst, qst)
    make_method(company, "Virement")
    make_method(company, "Carte", is_active=False)

    shown = show_configuration(company)

    assert shown.index("[taxes.TPS]") < shown.index("[taxes.TVQ]")
    assert (
        '[payment_methods.Carte]\naccount = ""\nis_cash = false\nis_active = false\n\n'
        '[payment_methods.Virement]\naccount = ""\nis_cash = false\nis_active = true\n'
    ) in shown
    assert '{ rate = "0.09975", valid_from = "2008-01-01" }' in shown
