from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation
from djmoney.money import Money

from catalog.models import Item
from ui.forms import PlainForm, PlainModelForm


class RateForm(PlainForm):
    amount = forms.DecimalField(max_digits=9, decimal_places=2)
    happened_on = forms.DateField()


class PriceForm(PlainModelForm[Item]):
    class Meta:
        model = Item
        fields = ["unit_price"]


def amount_of(text: str) -> Decimal | None:
    form = RateForm({"amount": text, "happened_on": "2026-11-24"})
    return form.cleaned_data.get("amount") if form.is_valid() else None


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("fr-ca", "1234,56", Decimal("1234.56")),
        ("fr-ca", "1 234,56 $", Decimal("1234.56")),
        ("fr-ca", "1\u202f234,56\xa0$", Decimal("1234.56")),
        ("fr-ca", "1234.56", Decimal("1234.56")),
        ("en-ca", "$1234.56", Decimal("1234.56")),
        ("en-ca", "1234,56", None),
        ("fr-ca", "douze", None),
    ],
    ids=["comma", "spaces", "fixed spaces", "point", "dollar", "not English", "words"],
)
def test_a_number_is_read_in_the_notation_of_the_reader(
    language: str, text: str, amount: Decimal | None
) -> None:
    with translation.override(language):
        assert amount_of(text) == amount


def test_a_number_is_shown_in_the_notation_of_the_reader() -> None:
    with translation.override("fr-ca"):
        html = str(RateForm(initial={"amount": Decimal("1234.50")})["amount"])

    assert 'value="1234,50"' in html
    assert 'inputmode="decimal"' in html


def test_a_date_is_iso_in_every_language() -> None:
    with translation.override("fr-ca"):
        html = str(RateForm(initial={"happened_on": date(2026, 11, 24)})["happened_on"])

    assert 'type="date"' in html
    assert 'value="2026-11-24"' in html


def test_an_amount_is_one_input_with_its_label_and_no_currency() -> None:
    form = PriceForm(instance=Item(unit_price=Money("95.00", "CAD")))

    assert list(form.fields) == ["unit_price"]
    assert form["unit_price"].id_for_label == "id_unit_price"
    assert 'value="95.00"' in str(form["unit_price"])


@pytest.mark.django_db
def test_an_amount_typed_becomes_money_of_the_row() -> None:
    item = Item()

    form = PriceForm({"unit_price": "1 095,5"}, instance=item)
    with translation.override("fr-ca"):
        assert form.is_valid()

    assert item.unit_price == Money("1095.50", "CAD")


@pytest.mark.parametrize(
    ("text", "has_changed"), [("95.00", False), ("95", False), ("96", True)]
)
def test_an_amount_typed_as_it_was_is_no_change(
    text: str, *, has_changed: bool
) -> None:
    item = Item(unit_price=Money("95.00", "CAD"))

    assert PriceForm({"unit_price": text}, instance=item).has_changed() == has_changed


def test_an_amount_keeps_the_limits_of_its_column() -> None:
    form = PriceForm({"unit_price": "1.234"}, instance=Item())

    assert form.errors == {
        "unit_price": ["Ensure that there are no more than 2 decimal places."]
    }


def test_a_label_starts_with_a_capital() -> None:
    class ReasonForm(PlainForm):
        reason = forms.CharField(label="reason")
        amount = forms.DecimalField(label="étalement")

    labels = [field.label for field in ReasonForm().fields.values()]

    assert labels == ["Reason", "Étalement"]


def test_a_choice_starts_with_a_capital() -> None:
    class DetailForm(PlainForm):
        detail = forms.ChoiceField(choices=[("a", "one line"), ("b", "à part")])

    choices = DetailForm().fields["detail"].choices  # type: ignore[attr-defined]  # a field of choices

    assert choices == [("a", "One line"), ("b", "À part")]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "fr-ca",
            "Assurez-vous que cette valeur est supérieure ou égale à 0,01.",
        ),
        ("en-ca", "Ensure this value is greater than or equal to 0.01."),
    ],
)
def test_a_bound_is_written_in_the_notation_of_the_reader(
    language: str, sentence: str
) -> None:
    class SumForm(PlainForm):
        amount = forms.DecimalField(min_value=Decimal("0.01"))

    with translation.override(language):
        errors = SumForm({"amount": "0"}).errors

        assert errors == {"amount": [sentence]}


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity", "1e400"])
def test_what_is_no_amount_is_refused_in_words(text: str) -> None:
    form = RateForm({"amount": text, "happened_on": "2026-11-24"})

    assert not form.is_valid()
    assert list(form.errors) == ["amount"]
