"""What a form says where a list has nothing to choose, and the page that fills it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import BaseForm, ModelChoiceField
from django.forms.models import ModelChoiceIterator

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyChoice:
    """`page`, named by URL, is for those with the capability; others ask them.

    Without a page there is nothing to add.
    """

    words: "StrOrPromise"
    page: str = ""
    link: "StrOrPromise" = ""
    capability: str = ""
    is_told_if_optional: bool = True


EMPTY_CHOICES: dict[str, EmptyChoice] = {}
"""Each app adds its models, such as `catalog.item`."""


def empty_choices_of(form: BaseForm) -> Iterator[EmptyChoice]:
    """What each model that the form offers no row of says, once."""
    told = set()
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField) and field.queryset is not None:
            label = field.queryset.model._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
            known = EMPTY_CHOICES.get(label)
            if known is None or label in told:
                continue
            if (field.required or known.is_told_if_optional) and _is_empty(field):
                told.add(label)
                yield known


def _is_empty(field: "ModelChoiceField[Any]") -> bool:
    choices = field.widget.choices
    if isinstance(choices, ModelChoiceIterator):
        return not choices.queryset.exists()
    return not any(value for value, _label in choices)
