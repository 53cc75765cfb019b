from datetime import date
from typing import Any

import pytest

from accounting.models import GLAccount, JournalEntry
from tests.accounting.models.journal_rows import DAY, add_entry, add_lines, readied
from tests.carrying import place
from tests.factories import make_account, make_company

pytestmark = pytest.mark.django_db
Status = JournalEntry.Status


@pytest.fixture
def account() -> GLAccount:
    return make_account(make_company())


def test_living_entries_are_all_but_the_withdrawn_ones(account: GLAccount) -> None:
    for number, status in enumerate(Status, start=1):
        entry = add_entry(account.company, source_id=number, status=Status.WITHDRAWN)
        add_lines(entry, account)
        ready_on = None if status == Status.HELD else DAY
        was_exported = status == Status.EXPORTED
        if was_exported:
            place([entry])
        JournalEntry.objects.filter(pk=entry.pk).update(
            status=status, ready_on=ready_on, was_exported=was_exported
        )

    living = JournalEntry.objects.living().order_by("source_id")

    assert [entry.status for entry in living] == [
        "HELD",
        "READY",
        "EXPORTED",
        "NO_EFFECT",
        "PRIOR",
    ]


@pytest.mark.parametrize(
    ("values", "goes"),
    [
        ({"ready_on": DAY, "happened_on": DAY}, True),
        ({"ready_on": date(2026, 11, 4)}, False),
        ({"happened_on": date(2026, 11, 4)}, False),
        ({"ready_on": date(2026, 11, 2), "happened_on": date(2026, 10, 1)}, True),
        ({"status": Status.HELD, "ready_on": None}, False),
        ({"status": Status.WITHDRAWN}, False),
        ({"status": Status.NO_EFFECT}, False),
        ({"status": Status.PRIOR}, False),
    ],
)
def test_what_is_ready_and_has_happened_by_the_day_is_exported(
    account: GLAccount, values: dict[str, Any], *, goes: bool
) -> None:
    entry = readied(account, 1, **values)

    assert list(JournalEntry.objects.exportable_through(DAY)) == [entry] * goes
