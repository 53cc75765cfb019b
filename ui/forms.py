import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.text import capfirst
from djmoney.forms.fields import MoneyField
from djmoney.money import Money

ModelT = TypeVar("ModelT", bound=models.Model)


class NumberInput(forms.TextInput):
    """A number as people type or paste it: `1 234,50 $` is 1234,50."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "class": "amount"} | (attrs or {}))

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> str | None:
        value: str | None = super().value_from_datadict(data, files, name)
        return value and re.sub(r"[\s$]", "", value)


class AmountField(forms.DecimalField):
    """A decimal in the reader's notation; the currency of a Money is not asked."""

    widget = NumberInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"localize": True})

    def prepare_value(self, value: Any) -> Any:
        return value.amount if isinstance(value, Money) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class PlainFormMixin:
    """Numbers in the reader's notation, dates as the browser's own field.

    Labels and choices start with a capital, which the words of models do not have.
    """

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self.fields[name] = _plain(field)
            if field.label:
                self.fields[name].label = capfirst(field.label)

    def add_error(self, field: str | None, error: Any) -> None:
        if isinstance(error, ValidationError):
            _localize(error)
        super().add_error(field, error)  # type: ignore[misc]  # the form's own


class PlainForm(PlainFormMixin, forms.Form):
    """The base of every form that people fill in."""


if TYPE_CHECKING:

    class PlainModelForm(PlainFormMixin, forms.ModelForm[ModelT]):
        """The base of every form of a row: `PlainModelForm[Item]`."""

else:

    class PlainModelForm(PlainFormMixin, forms.ModelForm):
        """A model form that takes its model in brackets, as its type does."""

        def __class_getitem__(cls, _model: type[models.Model]) -> type[forms.ModelForm]:
            return cls


def with_capitals(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    return [(value, capfirst(str(word))) for value, word in choices]


def _plain(field: forms.Field) -> forms.Field:
    if isinstance(field, MoneyField):
        return _without_currency(field)
    if isinstance(field, forms.ChoiceField) and not isinstance(
        field, forms.ModelChoiceField
    ):
        choices: Any = field.choices  # pairs: none of ours are in groups
        field.choices = with_capitals(choices)
    if isinstance(field, AmountField):
        return field
    if isinstance(field, forms.DecimalField):
        field.localize = True
        field.widget = NumberInput()
    elif isinstance(field, forms.DateField):
        # A date field of the browser takes and gives ISO dates in every language.
        field.localize = False
        field.widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return field


def _is_number(value: object) -> bool:
    """Tell a number from other values, and from a typed « NaN » or « Infinity »."""
    return isinstance(value, Decimal) and value.is_finite()


def _localize(error: ValidationError) -> None:
    """Write the bounds of the sentence as numbers of the reader's language."""
    errors = (
        [each for some in error.error_dict.values() for each in some]
        if hasattr(error, "error_dict")
        else error.error_list
    )
    for each in errors:
        if each.params:
            each.params = {
                name: number_format(value) if _is_number(value) else value
                for name, value in each.params.items()
            }


def _without_currency(field: MoneyField) -> AmountField:
    amount: Any = field.fields[0]
    starting_amount, _currency = field.initial
    return AmountField(
        label=field.label,
        help_text=field.help_text,
        required=field.required,
        initial=starting_amount,
        disabled=field.disabled,
        min_value=amount.min_value,
        max_value=amount.max_value,
        max_digits=amount.max_digits,
        decimal_places=amount.decimal_places,
    )
