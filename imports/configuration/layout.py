"""Which keys a configuration has, and the columns that they set."""

from dataclasses import fields

from accounting.formats.profile import GLImportProfile
from invoices.models import DocumentNumbering
from taxes.models import TaxGroupMember

Columns = dict[str, str]

COMPANY = ("name", "language", "time_zone")
POLICIES = (
    "target",
    "only_when_paid",
    "sale_date",
    "partial_payments",
    "unmapped",
    "tax_rounding",
    "detail",
    "closed_through",
    "difference_tolerance",
)
# Saved apart: it decides of every document that is here.
CUT_OVER = "cut_over_on"
PAIRS = ("sale", "payment")
SIDES = ("debit", "credit")
ACCOUNTS = (
    "deposits",
    "customer_credits",
    "discounts",
    "tips",
    "rounding",
    "bad_debts",
    "interest",
    "card_fees",
)
CATEGORY: Columns = {"debit": "debit_account", "credit": "credit_account"}
TAX: Columns = {**CATEGORY, "number": "registration_number"}
METHOD = ("account", "is_cash", "is_active")
SERIES = {kind.name.lower(): kind for kind in DocumentNumbering.Series}
NUMBERING = ("prefix", "suffix", "next_number")
TREATMENTS = {kind.name.lower(): kind for kind in TaxGroupMember.Treatment}
GLIMPORT = tuple(field.name for field in fields(GLImportProfile))
