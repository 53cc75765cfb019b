from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from accounting.forms.fields import AccountField, ChartForm
from accounting.models import AccountingSettings

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SALES = ["sale_debit", "sale_credit"]
PAYMENTS = ["payment_debit", "payment_credit"]
OTHERS = [
    "deposits",
    "customer_credits",
    "discounts",
    "tips",
    "rounding",
    "bad_debts",
    "interest",
    "card_fees",
]
RULE = ["only_when_paid", "sale_date", "partial_payments"]
POLICIES = ["unmapped", "tax_rounding", "detail", "difference_tolerance"]
QUESTIONS = [
    "target",
    "sale_date",
    "partial_payments",
    "unmapped",
    "tax_rounding",
    "detail",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields of the page under a heading; accounts stand two by two."""

    title: "StrOrPromise"
    hint: "StrOrPromise" = ""
    names: list[str]
    in_pairs: bool = False


SECTIONS = [
    Section(title=_("Accounting system"), names=["target"]),
    Section(
        title=_("To record sales (the items of invoices)"),
        hint=_(
            "The debit account is what customers owe. Items, taxes and payments use the"
            " same one. The credit account is the default: a category or an item may"
            " have its own."
        ),
        names=SALES,
        in_pairs=True,
    ),
    Section(
        title=_("For payments and refunds"),
        hint=_(
            "The debit account is where money arrives; a payment method may have its"
            " own. The credit account is the one that sales debit."
        ),
        names=PAYMENTS,
        in_pairs=True,
    ),
    Section(
        title=_("Other accounts"),
        hint=_("Leave empty what you do not use."),
        names=OTHERS,
        in_pairs=True,
    ),
    Section(title=_("When entries are generated"), names=RULE),
    Section(title=_("Policies"), names=POLICIES),
]


class SettingsForm(ChartForm[AccountingSettings]):
    class Meta:
        model = AccountingSettings
        fields = ["target", *SALES, *PAYMENTS, *OTHERS, *RULE, *POLICIES]
        field_classes = dict.fromkeys([*SALES, *PAYMENTS, *OTHERS], AccountField)
        widgets = dict.fromkeys(QUESTIONS, forms.RadioSelect)
        labels = {
            "target": _("Entries go to"),
            "sale_date": _("Which date does a sale that waited for its payment have?"),
            "partial_payments": _(
                "When is a part payment of a waiting invoice exported?"
            ),
            "unmapped": _("What happens to an item sold without an account?"),
            "tax_rounding": _("How are taxes rounded?"),
            "detail": _("How many lines does an entry have in the file?"),
            "difference_tolerance": _(
                "What is the largest difference that a person may accept on a payment?"
            ),
        }
        help_texts = {
            "only_when_paid": _(
                "GST and QST are normally due by the date of the invoice, paid or not."
                " With this on, the books show the taxes of an invoice only once it is"
                " paid: what is due on unpaid invoices is postponed in the books, not"
                " before the tax authorities."
            ),
        }

    def sections(self) -> Iterator[tuple[Section, list[BoundField]]]:
        for section in SECTIONS:
            yield section, [self[name] for name in section.names]
