"""What the database refuses, by the name of the constraint that says no."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model


def refuses(name: str, row: Model, **values: Any) -> bool:
    """Whether this check, and no other rule, keeps the row from these values."""
    rows = type(row)._base_manager.filter(pk=row.pk)  # noqa: SLF001 - Django's documented API
    with pytest.raises(IntegrityError, match=rf"\b{name}\b"), transaction.atomic():
        rows.update(**values)
    return True


def accepts(row: Model, **values: Any) -> bool:
    rows = type(row)._base_manager.filter(pk=row.pk)  # noqa: SLF001 - Django's documented API
    return rows.update(**values) == 1


def refuses_twin(row: Model, **changed: Any) -> bool:
    """Whether a copy of the row, with these values changed, cannot be saved."""
    twin = type(row)._base_manager.get(pk=row.pk)  # noqa: SLF001 - Django's documented API
    _change(twin, changed)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        twin.save(force_insert=True)
    return True


def accepts_twin(row: Model, **changed: Any) -> bool:
    twin = type(row)._base_manager.get(pk=row.pk)  # noqa: SLF001 - Django's documented API
    _change(twin, changed)
    twin.save(force_insert=True)
    return bool(twin.pk != row.pk)


def _change(twin: Model, changed: dict[str, Any]) -> None:
    twin.pk = None
    for name, value in changed.items():
        setattr(twin, name, value)
