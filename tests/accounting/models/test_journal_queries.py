from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounting.models import GLAccount, JournalEntry
from tests.accounting.models.journal_rows import DAY, add_entry, add_lines, readied
from tests.carrying import export, place
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


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"is_control": True}], ids=["inactive", "control"]
)
def test_an_entry_that_waits_on_a_refused_account_needs_somebody(
    account: GLAccount, change: dict[str, bool]
) -> None:
    waiting, ready = (
        readied(account, 1, status=Status.HELD, ready_on=None),
        readied(account, 2),
    )
    gone = readied(account, 3)
    export([gone])
    kept = readied(make_account(account.company, "4000"), 4)
    assert signs() == ["waits", "waits", "done", "waits"]

    GLAccount.objects.filter(pk=account.pk).update(**change)

    assert signs() == ["needs-you", "needs-you", "done", "waits"]
    assert words() == ["held, to mend", "to mend", "exported", "ready"]
    assert [waiting.pk, ready.pk, gone.pk, kept.pk] == [e.pk for e in looked_at()]


def test_an_entry_that_waits_for_an_account_needs_somebody(account: GLAccount) -> None:
    entry = add_entry(account.company)
    amount = Decimal("114.98")
    entry.lines.create(position=1, account=account, debit=amount)
    entry.lines.create(position=2, account=None, credit=amount)

    assert (signs(), words()) == (["needs-you"], ["to mend"])


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.NO_EFFECT, Status.PRIOR])
def test_what_nobody_needs_to_look_at_has_no_colour(
    account: GLAccount, status: str
) -> None:
    readied(account, 1, status=status)

    assert signs() == ["neutral"]


def looked_at() -> list[JournalEntry]:
    return list(JournalEntry.objects.with_faults().order_by("source_id"))


def signs() -> list[str]:
    return [str(entry.sign) for entry in looked_at()]


def words() -> list[str]:
    return [entry.state_word for entry in looked_at()]
