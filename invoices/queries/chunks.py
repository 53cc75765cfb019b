"""Rows a few hundred at a time."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

CHUNK = 500


def chunks(rows: "QuerySet[Any]") -> Iterator[list[int]]:
    """Their ids, in the order of their ids."""
    return share_out(list(rows.order_by("pk").values_list("pk", flat=True)))


def share_out(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
