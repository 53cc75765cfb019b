from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accounting.journal.dating import Event
from accounting.journal.entry import JournalEntry, JournalLine, Source
from accounting.journal.grouping import group_days
from tests.accounting.entries import credit, debit, make_entry

DAY = date(2026, 11, 3)
TITLES = {event: f"{event} ({{count}})" for event in Event}


def make_sale(number: int, *lines: JournalLine, on: date = DAY) -> JournalEntry:
    document = f"FAC-{number:05}"
    entry = make_entry(*lines, on=on, document=document, description=document)
    source = Source(
        entry_id=number, happened_on=on, document=document, party="Tremblay"
    )
    return replace(entry, event=Event.SALE, sources=(source,))


def make_taxed_sale(
    number: int, net: str, gst: str, qst: str, total: str
) -> JournalEntry:
    return make_sale(
        number,
        debit("1201", total),
        credit("4000", net),
        credit("2310", gst),
        credit("2320", qst),
    )


def group(*entries: JournalEntry) -> list[JournalEntry]:
    return list(group_days(entries, titles=TITLES))


def test_scenario_88_a_day_adds_up_the_taxes_of_its_invoices() -> None:
    (day,) = group(
        make_taxed_sale(1, "100.00", "5.00", "9.98", "114.98"),
        make_taxed_sale(2, "140.00", "7.00", "13.97", "160.97"),
        make_taxed_sale(3, "99.99", "5.00", "9.97", "114.96"),
    )

    assert day == JournalEntry(
        date=DAY,
        description="sale (3)",
        lines=(
            debit("1201", "390.91"),
            credit("4000", "339.99"),
            credit("2310", "17.00"),
            credit("2320", "33.92"),
        ),
    )


def test_a_day_knows_the_entries_it_stands_for() -> None:
    (day,) = group(make_sale(1), make_sale(2))

    assert [source.entry_id for source in day.sources] == [1, 2]
    assert [source.document for source in day.sources] == ["FAC-00001", "FAC-00002"]
    assert (day.source_count, day.event, day.document) == (2, Event.SALE, "")


def test_another_date_or_kind_is_another_entry() -> None:
    first, second = make_sale(1), make_sale(2)
    void = replace(make_sale(3), event=Event.VOID)
    later = make_sale(4, on=date(2026, 11, 4))

    days = group(first, second, void, later)

    assert [day.description for day in days] == ["sale (2)", "FAC-00003", "FAC-00004"]
    assert days[1:] == [void, later]


def test_an_entry_alone_in_its_day_keeps_its_words_and_document() -> None:
    alone = make_sale(1)

    (day,) = group(alone)

    assert day is alone
    assert day.source_count == 1


def test_entries_that_tell_no_event_stay_apart() -> None:
    entries = [make_entry(), make_entry()]

    assert group(*entries) == entries


def test_a_day_never_merges_different_tax_treatments() -> None:
    taxed, exempt = (
        make_sale(
            number,
            debit("1201", "5.00"),
            replace(credit("4000", "5.00"), tax_treatment=treatment),
        )
        for number, treatment in enumerate(["group:1", "group:2"], start=1)
    )

    (day,) = group(taxed, exempt)

    assert [(line.tax_treatment, str(line.amount)) for line in day] == [
        ("", "10.00"),
        ("group:1", "5.00"),
        ("group:2", "5.00"),
    ]


def test_a_day_nets_no_debit_with_a_credit() -> None:
    (day,) = group(
        make_sale(1, debit("1201", "5.00"), credit("4000", "5.00")),
        make_sale(2, debit("4000", "2.00"), credit("1201", "2.00")),
    )

    assert day.lines == (
        debit("1201", "5.00"),
        credit("4000", "5.00"),
        debit("4000", "2.00"),
        credit("1201", "2.00"),
    )


@given(
    sales=st.lists(
        st.tuples(
            st.integers(1, 3),
            st.sampled_from(["group:1", "group:2"]),
            st.integers(1, 10_000),
        )
    )
)
def test_days_keep_every_source_and_cent(sales: list[tuple[int, str, int]]) -> None:
    entries = [
        make_sale(
            number,
            debit("1201", f"{cents}.00"),
            replace(credit("4000", f"{cents}.00"), tax_treatment=treatment),
            on=date(2026, 11, day),
        )
        for number, (day, treatment, cents) in enumerate(sorted(sales))
    ]

    days = group(*entries)

    assert sums_of(days) == sums_of(entries)
    assert [s for day in days for s in day.sources] == [
        s for entry in entries for s in entry.sources
    ]
    assert len({day.date for day in days}) == len(days)


def sums_of(entries: list[JournalEntry]) -> Counter[tuple[object, ...]]:
    """Cents by date, account, side and treatment."""
    sums: Counter[tuple[object, ...]] = Counter()
    for entry in entries:
        for line in entry:
            key = (entry.date, line.account, line.side, line.tax_treatment)
            sums[key] += int(line.amount * 100)
    return sums
