"""A service that says no: its error, its sentence, and books left as they were."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from accounting.models import JournalEntry, JournalLine
from invoices.services.refusals import DocumentError, TooEarlyError


def _rows() -> dict[str, list[dict[str, Any]]]:
    """Every document, payment and entry as it stands."""
    models: list[type[Model]] = [
        *apps.get_app_config("invoices").get_models(),
        JournalEntry,
        JournalLine,
    ]
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())  # noqa: SLF001 - Django's documented names
        for model in models
    }


@contextmanager
def refuses(sentence: str, error: type[Exception] = DocumentError) -> Iterator[None]:
    before = _rows()
    with pytest.raises(error) as refusal:
        yield
    assert (type(refusal.value), str(refusal.value)) == (error, sentence)
    assert _rows() == before


@contextmanager
def refuses_before(document: object, day: str) -> Iterator[None]:
    """The day is before that of this document, which is of `day`."""
    sentence = f"{document} is of {day}: choose that day or a later one."
    with refuses(sentence, TooEarlyError):
        yield
