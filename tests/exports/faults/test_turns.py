"""The turn to export is one's own, and ends with whoever has it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import pytest
from django.db import connection, connections
from django.db.utils import ConnectionHandler

from exports.services.turns import (
    ExportUnderWayError,
    turn_to_export,
    turn_to_write_files,
)
from tests.exports.faults.books import Books

Turn = Callable[..., AbstractContextManager[None]]


@pytest.mark.parametrize("turn", [turn_to_export, turn_to_write_files])
def test_nobody_has_the_turn_of_another(books: Books, turn: Turn) -> None:
    databases = {"default": connection.settings_dict}

    def ask() -> None:
        connections["default"] = ConnectionHandler(databases)["default"]
        try:
            with turn(books.company, waits=False):
                pass
        finally:
            connections["default"].close()

    with ThreadPoolExecutor() as pool:
        with turn(books.company):
            refused = pool.submit(ask).exception()
        had = pool.submit(ask).exception()

    assert isinstance(refused, ExportUnderWayError)
    assert had is None
