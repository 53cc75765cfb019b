"""Forms that a page never showed: rows of another company, and what nobody types."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.forms import BaseForm, ModelChoiceField
from django.forms.formsets import BaseFormSet
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plannit.table import LINES
from tests.plannit.test_every_address import address_of
from tests.plannit.world import OWN, World, owned_models, rows_of

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shown:
    """A form of a page, with the address that it is sent to."""

    line: str
    address: str
    method: str
    form: BaseForm

    def values(self) -> dict[str, Any]:
        """What its page would send if nobody touched it."""
        return {
            bound.html_name: "" if (value := bound.value()) is None else value
            for bound in self.form
        }


def forms_of(world: World) -> Iterator[Shown]:
    """Those in the context of every page that an administrator may open."""
    for line in LINES:
        if "admin" not in line.looks or line.shown != 200:
            continue
        address = address_of(line, OWN, world.rows)
        context = world.browser("admin").get(address).context
        for name, form in found_in(context):
            yield Shown(
                line=str(line),
                address=address + SENT_ELSEWHERE.get(name, ""),
                method="post" if line.sends or name in SENT_ELSEWHERE else "get",
                form=form,
            )


SENT_ELSEWHERE = {"line_form": "lines/", "issue_form": "issue/"}
"""Forms of the page of a draft, with where they go from there."""


def found_in(context: Any) -> Iterator[tuple[str, BaseForm]]:
    """The forms in the context of an answer, by their names there, each once."""
    layers = [layer for each in context or () for layer in each.dicts]
    seen = set()
    for name, value in (pair for layer in layers for pair in layer.items()):
        for form in value if isinstance(value, BaseFormSet) else [value]:
            if isinstance(form, BaseForm) and id(form) not in seen:
                seen.add(id(form))
                yield name, form


@pytest.fixture(scope="module")
def shown(world: World) -> list[Shown]:
    return list(forms_of(world))


def choices_of(form: BaseForm) -> dict[str, Any]:
    return {
        name: field
        for name, field in form.fields.items()
        if isinstance(field, ModelChoiceField)
    }


def test_every_choice_of_rows_is_met(shown: list[Shown]) -> None:
    """Each kind of form that lets choose a row is on a page of the table."""
    met = {type(each.form) for each in shown if choices_of(each.form)}

    assert {form.__qualname__ for form in forms_with_choices() - met} == set()
    assert len(met) > 15


def forms_with_choices() -> set[type[BaseForm]]:
    own = {"accounting", "catalog", "companies", "exports", "invoices", "taxes"}
    return {
        form
        for form in subclasses(BaseForm)
        if form.__module__.partition(".")[0] in own
        and any(
            isinstance(field, ModelChoiceField)
            for field in getattr(form, "base_fields", {}).values()
        )
        and not form.__subclasses__()
    }


def subclasses(form: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for inner in form.__subclasses__():
        yield inner
        yield from subclasses(inner)


def test_no_form_offers_or_takes_a_row_of_another_company(
    world: World, shown: list[Shown]
) -> None:
    taken, tried = [], 0
    for each in shown:
        for name, field in choices_of(each.form).items():
            model = field.queryset.model
            path = owned_models()[model]
            rows = model._base_manager.filter(**{path: world.other.pk})  # noqa: SLF001 - Django documents it
            foreign = {str(row.pk) for row in rows}
            offered = {str(option.data["value"]) for option in each.form[name]}
            if offered & foreign or is_taken(world, each, name, min(foreign)):
                taken.append((each.line, name))
            tried += 1

    assert taken == []
    assert tried > 50
    assert rows_of(world.other) == world.had


def is_taken(world: World, each: Shown, name: str, pk: str) -> bool:
    """Whether the form is done, or shown again without an error beside the field."""
    field = each.form[name]
    sent = each.values() | {field.html_name: pk}
    with transaction.atomic():
        answer = getattr(world.browser("admin"), each.method)(each.address, sent)
        transaction.set_rollback(True)
    if answer.status_code != 200:
        return True
    errors = [
        form.errors.get(name)
        for _, form in found_in(answer.context)
        if type(form) is type(each.form) and form.prefix == each.form.prefix
    ]
    return not any(errors)


HOSTILE = [
    "",
    "\0",
    "é" * 20_000,
    "9" * 400,
    "-9223372036854775809",
    "9223372036854775808",
    "1e400",
    "NaN",
    "Infinity",
    "-0.00",
    "0.0049",
    "1 234,56",
    "0000-00-00",
    "9999-12-31",
    "0001-01-01",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "=cmd|'/c calc'!A1",
    "../../etc/passwd",
    "%s%n%(x)s{0}",
    "\u202e\u200b\ufeff",
    "\ud7ff\U0010ffff",
    "[]",
    "credit:9223372036854775808",
]
values = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=60),
    st.integers().map(str),
    st.decimals().map(str),
    st.dates().map(str),
    st.lists(st.text(max_size=9), max_size=3),
)


@settings(deadline=None)
@given(data=st.data())
def test_whatever_is_typed_is_answered(
    world: World, shown: list[Shown], data: st.DataObject
) -> None:
    """Done or refused in words, never broken; and nothing of the other company moves."""
    each = shown[data.draw(st.integers(0, len(shown) - 1), label="form")]
    names = sorted(bound.html_name for bound in each.form)
    odd = data.draw(
        st.dictionaries(st.sampled_from(names or ["x"]), values, min_size=1)
    )
    sent = each.values() | odd
    try:
        with transaction.atomic():
            answer = getattr(world.browser("admin"), each.method)(each.address, sent)
            had = rows_of(world.other) if answer.status_code == 302 else world.had
            transaction.set_rollback(True)
    except Exception as error:
        error.add_note(f"{each.method} {each.line}: {json.dumps(odd)}")
        raise
    assert answer.status_code in {200, 302, 400}
    assert had == world.had
