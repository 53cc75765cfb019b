"""The disk of the database fills up at any page of a batch: it is as it was before."""

from django.db import OperationalError, connection

from exports.models import ExportBatch
from tests.exports.faults.books import Books
from tests.exports.journal import produce


def ask(pragma: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return int(cursor.fetchone()[0])


def is_produced(books: Books, *, pages: int) -> bool:
    """Whether a batch goes in a database of so many pages."""
    assert ask(f"max_page_count = {pages}") == pages
    try:
        produce(books.company)
    except OperationalError as error:
        assert "full" in str(error)  # noqa: PT017 - it may also succeed
        return False
    return True


def test_a_full_database_keeps_nothing_of_a_batch(books: Books) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    first = pages = ask("page_count")

    while not is_produced(books, pages=pages):
        books.assert_proved()
        assert not ExportBatch.objects.exists()
        pages += 1

    assert pages > first
    books.assert_proved()
    books.assert_all_exported()
