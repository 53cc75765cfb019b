"""The process that exports is killed: its books are right, and the next one ends it."""

from random import Random

from django.db.models import Count

from exports.models import Download, ExportBatch
from tests.exports.faults.books import Books, Ending, produced

KILLED, WRITTEN, NOTHING = -9, 0, 2
KILLS = 10


def test_killed_at_any_moment_it_loses_nothing_and_repeats_nothing(
    books: Books, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - moments, not secrets
    if seed % 2:
        books.store_in_parts()
    duration = min(unharmed(books).seconds for _time in range(2))
    endings = []

    for tenth in range(KILLS):
        ending = books.export(seconds=duration * (tenth + random.random()) / KILLS)
        assert_recovered(books, ending)
        endings.append(ending)

    moments = {each.steps for each in endings if each.code == KILLED}
    assert {each.code for each in endings} <= {KILLED, WRITTEN}
    assert len(moments) >= 3


def test_killed_before_any_step_of_storing_and_writing_it_loses_nothing(
    books: Books,
) -> None:
    steps = unharmed(books).steps
    kept, named = [], []

    for step in range(steps // 2, steps + 1):
        ending = books.export(step=step)
        assert (ending.code, ending.steps) == (KILLED, step - 1)
        books.assert_right(ending)
        kept.append(produced().exists())
        if kept[-1]:
            named.append(sum(p.suffix != ".part" for p in ending.folder.iterdir()))
            assert_finished(books, ending)
        books.take_back()

    assert kept == sorted(kept)
    # Only once the batch is kept do its three files get their names.
    assert {0, 1, 2, 3} <= set(named)


def assert_finished(books: Books, ending: Ending) -> None:
    """The next run, which writes elsewhere, names what this one left without names."""
    left = Download.objects.exclude(part="").exists()
    again = books.export()
    assert again.code == (WRITTEN if left else NOTHING)
    assert not again.folder.exists()
    books.assert_all_named(ending)


def test_killed_between_the_parts_of_a_large_batch_it_loses_nothing(
    books: Books,
) -> None:
    books.store_in_parts()
    steps = unharmed(books).steps
    left: list[int] = []

    for step in range(steps // 2, steps + 1, 3):
        ending = books.export(step=step)
        assert ending.code == KILLED
        begun = ExportBatch.objects.filter(is_begun=True).annotate(Count("files"))
        left += begun.values_list("files__count", flat=True)
        assert_recovered(books, ending)

    assert {1, 2, 3} <= set(left)


def unharmed(books: Books) -> Ending:
    """An export that nobody kills."""
    ending = books.export()
    assert ending.code == WRITTEN
    books.assert_right(ending)
    books.assert_all_exported()
    books.take_back()
    return ending


def assert_recovered(books: Books, ending: Ending) -> None:
    """What the killed one had not done, the next one does."""
    books.assert_right(ending)
    if produced().exists():
        assert_finished(books, ending)
    else:
        again = books.export()
        assert again.code == WRITTEN
        books.assert_right(again)
    books.assert_all_exported()
    books.take_back()
