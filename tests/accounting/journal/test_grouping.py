from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal.entry import JournalEntry, JournalLine
from accounting.journal.grouping import Detail, group_lines
from tests.accounting.entries import credit, debit, make_entry
from tests.accounting.strategies import entries


def totals(entry: JournalEntry) -> Counter[tuple[str | None, str, str]]:
    """Cents by account, side and treatment."""
    sums: Counter[tuple[str | None, str, str]] = Counter()
    for line in entry:
        sums[line.account, line.side, line.tax_treatment] += int(line.amount * 100)
    return sums


def treated(line: JournalLine, treatment: str) -> JournalLine:
    return replace(line, tax_treatment=treatment)


def summarise(entry: JournalEntry) -> JournalEntry:
    (summary,) = group_lines([entry], Detail.SUMMARY)
    return summary


def test_detailed_shows_the_entries_as_they_are() -> None:
    entry = make_entry(
        debit("1201", "8.00"), credit("4100", "3.00"), credit("4100", "5.00")
    )

    assert list(group_lines([entry], Detail.DETAILED)) == [entry]


def test_summary_adds_up_an_account_where_its_first_line_stood() -> None:
    entry = make_entry(
        debit("1201", "10.00"),
        credit("4100", "3.00"),
        credit("2310", "2.00"),
        credit("4100", "5.00"),
    )

    assert summarise(entry).lines == (
        debit("1201", "10.00"),
        credit("4100", "8.00"),
        credit("2310", "2.00"),
    )


def test_summary_nets_no_debit_with_a_credit() -> None:
    entry = make_entry(
        debit("1201", "5.00"), debit("4100", "1.00"), credit("4100", "6.00")
    )

    assert summarise(entry) == entry


def test_summary_never_merges_different_tax_treatments() -> None:
    entry = make_entry(
        debit("1201", "8.00"),
        treated(credit("4100", "3.00"), "taxable"),
        treated(credit("4100", "5.00"), "exempt"),
    )

    assert [(line.tax_treatment, str(line.amount)) for line in summarise(entry)] == [
        ("", "8.00"),
        ("taxable", "3.00"),
        ("exempt", "5.00"),
    ]


@pytest.mark.parametrize("detail", list(Detail))
@given(entry=entries(few_accounts=True), treatments=st.data())
def test_grouping_keeps_totals_by_account_side_and_treatment(
    detail: Detail, entry: JournalEntry, treatments: st.DataObject
) -> None:
    names = st.sampled_from(["taxable", "exempt"])
    entry = replace(
        entry, lines=tuple(treated(line, treatments.draw(names)) for line in entry)
    )

    (grouped,) = group_lines([entry], detail)

    assert totals(grouped) == totals(entry)
    if detail is Detail.SUMMARY:
        assert len(grouped.lines) == len(totals(entry))
