from dataclasses import asdict
from datetime import date

import pytest

from accounting.formats.base import Sheet
from accounting.formats.descriptions import DESCRIPTION_WIDTH, describe
from accounting.formats.text import transliterate
from accounting.formats.words import ENGLISH, FRENCH, Words
from accounting.journal.dating import Event

each_language = pytest.mark.parametrize(
    "words", [FRENCH, ENGLISH], ids=["français", "English"]
)
MOST_IN_A_FILE = 998


@each_language
def test_every_event_but_a_sale_has_a_word_of_its_own(words: Words) -> None:
    assert set(words.events) == set(Event) - {Event.SALE}
    assert len(set(words.events.values())) == len(words.events)


@each_language
def test_every_kind_of_day_has_a_title_that_counts(words: Words) -> None:
    titles = [words.days[event].format(count=27) for event in Event]

    assert len(set(titles)) == len(Event)
    assert all(title.count("27") == 1 for title in titles)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
@each_language
def test_the_title_of_a_full_day_is_not_cut(words: Words, encoding: str) -> None:
    for title in words.days.values():
        written = transliterate(title.format(count=MOST_IN_A_FILE), encoding)

        assert len(written) <= DESCRIPTION_WIDTH, written


@each_language
def test_the_words_are_written_as_they_are_in_the_character_set_of_acomba(
    words: Words,
) -> None:
    said = [*words.events.values(), *words.days.values(), words.subject, words.test]

    assert [transliterate(text, "cp1252") for text in said] == said


@each_language
def test_no_word_is_left_empty(words: Words) -> None:
    assert [name for name, value in asdict(words).items() if not value] == []


@each_language
def test_what_parts_columns_is_not_what_parts_cents(words: Words) -> None:
    assert words.list_separator != words.decimal_mark


@pytest.mark.parametrize(
    ("event", "french", "english"),
    [
        (Event.VOID, "FAC-7 Annulation Roy", "FAC-7 Void Roy"),
        (Event.CREDIT_NOTE, "FAC-7 Note de crédit Roy", "FAC-7 Credit note Roy"),
        (Event.WRITE_OFF, "FAC-7 Radiation Roy", "FAC-7 Write-off Roy"),
        (Event.RETURN, "FAC-7 Paiement retourné Roy", "FAC-7 Payment returned Roy"),
        (Event.TRANSFER, "FAC-7 Transfert Roy", "FAC-7 Transfer Roy"),
        (
            Event.UNAPPLIED,
            "FAC-7 Application annulée Roy",
            "FAC-7 Application undone Roy",
        ),
        (Event.REFUND, "FAC-7 Remboursement Roy", "FAC-7 Refund Roy"),
        (Event.RECOVERY, "FAC-7 Recouvrement Roy", "FAC-7 Recovery Roy"),
        (Event.FORFEITURE, "FAC-7 Dépôt confisqué Roy", "FAC-7 Deposit kept Roy"),
        (Event.PAYOUT, "FAC-7 Versement Roy", "FAC-7 Payout Roy"),
        (Event.TIP_PAYOUT, "FAC-7 Pourboires remis Roy", "FAC-7 Tips handed over Roy"),
        (
            Event.RECLASSIFICATION,
            "FAC-7 Reclassement Roy",
            "FAC-7 Reclassification Roy",
        ),
    ],
    ids=lambda value: value if isinstance(value, Event) else "",
)
def test_an_entry_is_told_in_the_language_of_its_company(
    event: Event, french: str, english: str
) -> None:
    day = date(2026, 11, 3)

    told = [
        describe(
            event=event,
            document="FAC-7",
            party="Roy",
            happened_on=day,
            dated_on=day,
            words=words,
        )
        for words in (FRENCH, ENGLISH)
    ]

    assert told == [french, english]


@pytest.mark.parametrize(
    ("words", "is_test", "title"),
    [
        (
            FRENCH,
            False,
            "GLImport.007 - Factures pour la periode du 01/02/2026 au 28/02/2026",
        ),
        (
            FRENCH,
            True,
            "GLImport.007 - TEST - Factures pour la periode du 01/02/2026 au 28/02/2026",
        ),
        (
            ENGLISH,
            True,
            "GLImport.007 - TEST - Invoices for the period 01/02/2026 to 28/02/2026",
        ),
    ],
    ids=["français", "essai", "English test"],
)
def test_the_title_names_the_file_and_its_period(
    words: Words, title: str, *, is_test: bool
) -> None:
    sheet = Sheet(
        file_name="GLImport.007",
        first_on=date(2026, 2, 1),
        last_on=date(2026, 2, 28),
        is_test=is_test,
        words=words,
    )

    assert sheet.title == title
