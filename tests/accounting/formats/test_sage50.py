from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.formats.limits import FormatLimitError, Limit
from accounting.formats.sage50 import Sage50
from accounting.journal.entry import JournalEntry
from tests.accounting.entries import (
    credit,
    debit,
    make_entry,
    make_example,
    make_sheet,
)
from tests.accounting.formats.sage50_reader import Transaction, read_sage50
from tests.accounting.strategies import entries

GOLDEN = Path("tests/data/sage50.txt")


def render(*entries: JournalEntry) -> bytes:
    return Sage50().render(entries, sheet=make_sheet())


def limits_of(entry: JournalEntry) -> list[tuple[Limit, str | None]]:
    with pytest.raises(FormatLimitError) as refusal:
        render(make_entry(), entry)
    return [(problem.limit, problem.account) for problem in refusal.value.problems]


def comment_of(description: str) -> str:
    (transaction,) = read_sage50(render(make_entry(description=description)))
    return transaction.comment


def test_the_example_gives_the_kept_file_byte_for_byte() -> None:
    assert render(*make_example()) == GOLDEN.read_bytes()


def test_an_independent_reader_finds_the_same_transactions() -> None:
    day = date(2026, 11, 24)

    assert read_sage50(GOLDEN.read_bytes()) == [
        Transaction(
            day,
            "FAC-00042",
            "FAC-00042 Tremblay",
            [
                ("1201", Decimal("114.98")),
                ("4100", Decimal("-100.00")),
                ("2310", Decimal("-5.00")),
                ("2320", Decimal("-9.98")),
            ],
        ),
        Transaction(
            day,
            "FAC-00042",
            "FAC-00042 Paiement Tremblay",
            [("1001", Decimal("114.98")), ("1201", Decimal("-114.98"))],
        ),
    ]


@given(entry=entries())
def test_whatever_is_written_reads_the_same(entry: JournalEntry) -> None:
    (transaction,) = read_sage50(render(entry))

    assert transaction.dated_on == entry.date
    assert transaction.amounts == [
        (line.account, line.debit - line.credit) for line in entry
    ]


@given(description=st.text())
def test_no_text_breaks_a_line(description: str) -> None:
    assert len(comment_of(description)) <= 75


@pytest.mark.parametrize(
    ("description", "comment"),
    [
        ('Tuyau 3/4" “neuf”', "Tuyau 3/4' 'neuf'"),
        ("Réparation – l’été… œuvre", "Réparation - l'été... oeuvre"),
        ("A,B\r\n1201,5.00", "A,B  1201,5.00"),
        ("é" * 76, "é" * 75),
    ],
)
def test_a_comment_keeps_to_one_field(description: str, comment: str) -> None:
    assert comment_of(description) == comment


def test_a_day_without_a_document_is_its_own_source() -> None:
    (transaction,) = read_sage50(render(make_entry(document="")))

    assert transaction.source == "2026-11-24"


def test_scenario_91_a_source_is_refused_and_never_cut() -> None:
    (fits,) = read_sage50(render(make_entry(document="F" * 20)))

    assert fits.source == "F" * 20
    assert limits_of(make_entry(document="F" * 21)) == [(Limit.SOURCE_TOO_LONG, None)]
    # Seven of these take three characters each in the file.
    assert limits_of(make_entry(document="…" * 7)) == [(Limit.SOURCE_TOO_LONG, None)]


@pytest.mark.parametrize(
    ("account", "limit"),
    [
        (None, Limit.ACCOUNT_MISSING),
        ("41-00", Limit.ACCOUNT_NOT_DIGITS),
        ("123456789", Limit.ACCOUNT_TOO_WIDE),
    ],
)
def test_scenario_91_an_account_that_does_not_fit_is_named(
    account: str | None, limit: Limit
) -> None:
    entry = make_entry(debit("1201", "5.00"), credit(account, "5.00"))

    assert limits_of(entry) == [(limit, account)]


def test_all_limits_of_an_entry_come_at_once() -> None:
    entry = make_entry(
        debit("A", "5.00"),
        credit(None, "5.00"),
        document="F" * 21,
        on=date(1999, 12, 31),
    )

    assert limits_of(entry) == [
        (Limit.DATE_OUT_OF_RANGE, None),
        (Limit.SOURCE_TOO_LONG, None),
        (Limit.ACCOUNT_NOT_DIGITS, "A"),
        (Limit.ACCOUNT_MISSING, None),
    ]


def test_nothing_gives_an_empty_file() -> None:
    assert render() == b""
