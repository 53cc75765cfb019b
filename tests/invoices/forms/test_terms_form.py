"""What a draft says of the whole sale, as it is shown and as it is typed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.forms.terms import TermsForm
from invoices.models import Invoice
from invoices.services.drafts import Terms
from invoices.services.interest import charge_interest
from tests.factories import make_customer, make_draft
from tests.invoices.counter import Counter
from tests.invoices.shop import NOVEMBER_3, Shop


@pytest.fixture
def draft(shop: Shop) -> Invoice:
    return shop.draft(shop.line("100.00"))


def terms_of(draft: Invoice, **typed: Any) -> Terms:
    form = TermsForm(typed, invoice=draft)
    assert form.errors == {}
    return form.terms()


@pytest.mark.parametrize(
    ("values", "dollars", "percent"),
    [
        ({}, None, None),
        ({"discount": Decimal("5.00")}, Decimal("5.00"), None),
        (
            {"discount": Decimal("7.50"), "discount_rate": Decimal("0.075")},
            None,
            Decimal("7.5"),
        ),
    ],
    ids=["none", "dollars", "percent"],
)
def test_the_discount_is_shown_as_it_was_given(
    draft: Invoice,
    values: dict[str, Decimal],
    dollars: Decimal | None,
    percent: Decimal | None,
) -> None:
    for name, value in values.items():
        setattr(draft, name, value)

    initial = TermsForm(invoice=draft).initial

    assert (initial["discount"], initial["discount_percent"]) == (dollars, percent)


def test_the_other_terms_are_shown_too(draft: Invoice) -> None:
    draft.due_on, draft.province = date(2026, 12, 3), "Ontario"
    draft.prices_include_taxes = True

    initial = TermsForm(invoice=draft).initial

    assert (initial["due_on"], initial["province"]) == (date(2026, 12, 3), "ON")
    assert (initial["prices_include_taxes"], initial["progress_of"]) == (True, None)


def test_empty_terms_are_those_of_a_plain_sale(draft: Invoice) -> None:
    assert terms_of(draft) == Terms()


def test_a_percentage_becomes_a_rate(draft: Invoice) -> None:
    typed = {"discount_percent": "7.25", "province": "QC", "due_on": "2026-12-03"}

    assert terms_of(draft, **typed, prices_include_taxes="on") == Terms(
        due_on=date(2026, 12, 3),
        prices_include_taxes=True,
        discount_rate=Decimal("0.0725"),
        province="QC",
    )


def test_a_discount_in_dollars_has_no_rate(draft: Invoice) -> None:
    assert terms_of(draft, discount="5.00") == Terms(discount=Decimal("5.00"))


def test_a_discount_is_in_dollars_or_in_percent(draft: Invoice) -> None:
    form = TermsForm({"discount": "5", "discount_percent": "5"}, invoice=draft)

    assert form.errors == {
        "discount_percent": ["Give the discount in dollars or in percent, not both."]
    }


def test_a_job_starts_with_a_sale_of_the_customer_that_is_issued(
    shop: Shop, draft: Invoice
) -> None:
    counter = Counter(shop)
    counter.choose(interest="4910")
    first = counter.issue("1000.00", NOVEMBER_3)
    follows = counter.issue("200.00", NOVEMBER_3)
    Invoice.objects.filter(pk=follows.pk).update(progress_of=first)
    counter.void(counter.issue("300.00", NOVEMBER_3), NOVEMBER_3)
    charge_interest(
        customer=shop.customer, amount=Decimal("12.34"), charged_on=NOVEMBER_3
    )
    other = make_draft(make_customer(shop.company, "C-200"), shop.line("1.00"))
    counter.issue_draft(other, NOVEMBER_3)

    choices = list(TermsForm(invoice=draft).fields["progress_of"].choices)  # type: ignore[attr-defined]  # a ModelChoiceField

    assert [(str(key), label) for key, label in choices] == [
        ("", "— none: this sale stands alone —"),
        (str(first.pk), "FAC-00001 · 2026-11-03 · $1,149.75"),
    ]
