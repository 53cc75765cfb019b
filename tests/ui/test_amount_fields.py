"""A money field of any form, as people fill it in."""

from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.utils import translation
from djmoney.forms.fields import MoneyField
from djmoney.money import Money

from ui.forms import AmountField, NumberInput, PlainForm

BOUNDS = {"max_digits": 9, "decimal_places": 2, "min_value": 1, "max_value": 500}


def form_of(data: dict[str, str] | None = None, **values: Any) -> PlainForm:
    class PriceForm(PlainForm):
        price = MoneyField(  # type: ignore[no-untyped-call]  # djmoney has no annotations
            label="Price", help_text="Before taxes", **BOUNDS, **values
        )

    return PriceForm(data)


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("1", []),
        ("500.00", []),
        ("0.99", ["Ensure this value is greater than or equal to 1."]),
        ("500.01", ["Ensure this value is less than or equal to 500."]),
        ("1.234", ["Ensure that there are no more than 2 decimal places."]),
        ("", ["This field is required."]),
        ("twelve", ["Enter a number."]),
    ],
)
def test_an_amount_has_the_bounds_of_its_money(text: str, errors: list[str]) -> None:
    form = form_of({"price": text})

    assert form.errors.get("price", []) == errors


def test_an_amount_keeps_what_its_money_is_called() -> None:
    field = form_of().fields["price"]

    assert (field.label, field.help_text) == ("Price", "Before taxes")
    assert (field.required, field.disabled) == (True, False)


def test_an_amount_that_may_be_left_out_or_not_be_typed_stays_so() -> None:
    form = form_of({"price": ""}, required=False, disabled=True)

    assert (form.fields["price"].required, form.fields["price"].disabled) == (
        False,
        True,
    )
    assert form.errors == {}


@pytest.mark.parametrize(
    "amount", [Money("1234.50", "CAD"), Decimal("1234.50")], ids=["money", "decimal"]
)
def test_an_amount_starts_as_its_money_without_the_currency(
    amount: Money | Decimal,
) -> None:
    with translation.override("fr-ca"):
        html = str(form_of(default_amount=amount, default_currency="CAD")["price"])

    assert 'value="1234,50"' in html
    assert "CAD" not in html


def test_an_amount_that_starts_as_nothing_is_empty() -> None:
    assert "value=" not in str(form_of()["price"])


def test_a_field_of_amounts_is_left_as_it_is_declared() -> None:
    class TipForm(PlainForm):
        tip = AmountField(required=False, initial=Decimal("1.50"))

    form = TipForm()

    assert isinstance(form.fields["tip"].widget, NumberInput)
    assert form["tip"].initial == Decimal("1.50")


def test_a_number_is_typed_with_the_attributes_of_its_form() -> None:
    html = NumberInput({"class": "wide", "data-row": "7"}).render("amount", None)

    assert html == (
        '<input type="text" name="amount" inputmode="decimal" class="wide"'
        ' data-row="7">'
    )


def test_a_number_that_was_not_sent_is_none() -> None:
    class RateForm(PlainForm):
        rate = forms.DecimalField(required=False)

    form = RateForm({})

    assert form.is_valid()
    assert form.cleaned_data == {"rate": None}


def test_other_fields_are_left_alone() -> None:
    class NoteForm(PlainForm):
        note = forms.CharField(initial="$ 5")
        copies = forms.IntegerField(initial=2)

    form = NoteForm({"note": "$ 5", "copies": "2"})

    assert form.is_valid()
    assert form.cleaned_data == {"note": "$ 5", "copies": 2}
    assert form.changed_data == []
