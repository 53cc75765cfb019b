from datetime import date
from decimal import Decimal

import pytest

from accounting.acomba.error_file import ImportFault
from accounting.acomba.filed import FiledEntry, filed_entries
from accounting.acomba.matching import MatchedFault, match_errors
from accounting.acomba.mentions import Clue
from accounting.acomba.rules import AcombaRules
from tests.accounting.acomba.mutants import change, produced

SALE = FiledEntry(
    position=1,
    line_first=3,
    line_last=5,
    document="FAC-00042",
    dated_on=date(2026, 11, 3),
    accounts={"1201", "4100"},
    amounts={Decimal("114.98")},
)
PAYMENT = FiledEntry(
    position=2,
    line_first=6,
    line_last=8,
    document="FAC-00042",
    dated_on=date(2026, 11, 24),
    accounts={"1001", "1201"},
    amounts={Decimal("114.98")},
)
OTHER_SALE = FiledEntry(
    position=3,
    line_first=9,
    line_last=12,
    document="INV 7",
    dated_on=date(2026, 11, 24),
    accounts={"1201", "4100", "2310"},
    amounts={Decimal("105.00"), Decimal("100.00"), Decimal("5.00")},
)


def match(text: str) -> tuple[tuple[int, ...], tuple[Clue, ...]]:
    (matched,) = match_errors(
        [ImportFault(line=2, text=text)], [SALE, PAYMENT, OTHER_SALE]
    )
    return matched.positions, matched.clues


@pytest.mark.parametrize(
    ("text", "positions", "clues"),
    [
        ("Ligne 3 : date invalide", (1,), (Clue.LINE,)),
        ("Ligne 5", (1,), (Clue.LINE,)),
        ("Ligne 6", (2,), (Clue.LINE,)),
        ("Ligne 8", (2,), (Clue.LINE,)),
        ("Ligne 2", (), ()),
        ("Facture fac-00042 refusée", (1, 2), (Clue.DOCUMENT,)),
        ("« INV  7 » déjà importée.", (3,), (Clue.DOCUMENT,)),
        ("INV 70", (), ()),
        ("FAC-000421", (), ()),
        ("Compte 1001 inactif", (2,), (Clue.ACCOUNT,)),
        ("1201 est relié à un module", (1, 2, 3), (Clue.ACCOUNT,)),
        ("Compte 9999 inexistant", (), ()),
        ("Montant 105,00 $ refusé", (3,), (Clue.AMOUNT,)),
        ("Période fermée : 2026-11-24", (2, 3), (Clue.DATE,)),
    ],
)
def test_an_error_is_matched_by_what_it_names(
    text: str, positions: tuple[int, ...], clues: tuple[Clue, ...]
) -> None:
    assert match(text) == (positions, clues)


@pytest.mark.parametrize(
    ("text", "positions", "clues"),
    [
        ("FAC-00042, compte 1001", (2,), (Clue.DOCUMENT, Clue.ACCOUNT)),
        ("E261124FAC-00042 Paiement", (2,), (Clue.DOCUMENT, Clue.DATE)),
        ("T   1001   114.98", (2,), (Clue.AMOUNT, Clue.ACCOUNT)),
        ("24/11/2026 compte 4100", (3,), (Clue.DATE, Clue.ACCOUNT)),
    ],
)
def test_clues_narrow_each_other(
    text: str, positions: tuple[int, ...], clues: tuple[Clue, ...]
) -> None:
    assert match(text) == (positions, clues)


def test_a_clue_that_contradicts_a_surer_one_is_left_out() -> None:
    assert match("Ligne 4, compte 1001") == ((1,), (Clue.LINE,))


def test_an_error_that_names_nothing_is_kept_as_it_is() -> None:
    fault = ImportFault(line=2, text="Erreur inattendue")

    assert match_errors([fault], [SALE]) == [
        MatchedFault(fault=fault, positions=(), clues=())
    ]


def test_errors_keep_their_order() -> None:
    faults = [ImportFault(line=n, text=f"Ligne {12 - n}") for n in (1, 2, 3, 4)]

    assert [each.positions for each in match_errors(faults, [SALE, OTHER_SALE])] == [
        (3,),
        (3,),
        (3,),
        (),
    ]


def test_an_entry_that_says_little_is_matched_by_its_lines() -> None:
    entry = FiledEntry(position=1, line_first=3, line_last=3)
    faults = [ImportFault(line=2, text=text) for text in ("Ligne 3", "« »")]

    assert [each.positions for each in match_errors(faults, [entry])] == [(1,), ()]


def test_a_file_without_entries_has_none() -> None:
    assert list(filed_entries([b"GLImport.001\r\n", b"LGL7\r\n"])) == []


def test_the_entries_of_a_file_are_read_with_their_lines() -> None:
    assert list(filed_entries(produced().splitlines(keepends=True))) == [
        FiledEntry(
            position=1,
            line_first=3,
            line_last=7,
            document="FAC-00042",
            dated_on=date(2026, 11, 24),
            accounts={"1201", "4100", "2310", "2320"},
            amounts={Decimal(n) for n in ("114.98", "100.00", "5.00", "9.98")},
        ),
        FiledEntry(
            position=2,
            line_first=8,
            line_last=10,
            document="FAC-00042",
            dated_on=date(2026, 11, 24),
            accounts={"1001", "1201"},
            amounts={Decimal("114.98")},
        ),
    ]


def test_entries_are_read_from_a_file_that_is_refused() -> None:
    data = change(9, b"   114.98", b"  -114.98")(produced()).replace(b"\r\n", b"\n")
    data = change(3, b"E261124FAC-00042 Tremblay", b"E26112\t" + b" " * 18)(data)

    sale, payment = filed_entries(data.splitlines(keepends=True))

    assert (sale.document, sale.dated_on, sale.line_last) == ("", None, 7)
    assert payment.amounts == {Decimal("114.98")}


def test_the_title_and_blank_lines_are_no_part_of_an_entry() -> None:
    data = b"TEST.000\r\n\r\nE261124INV-7\r\nT   4100     5.00         \r\n\r\n"

    (entry,) = filed_entries(data.splitlines(keepends=True))

    assert (entry.line_first, entry.line_last) == (3, 4)
    assert entry.accounts == {"4100"}


def test_entries_are_read_as_the_rules_say() -> None:
    rules = AcombaRules(account_width=5, decimal_mark=",", length_line=False)
    data = b"E-Commerce\r\nE261124INV-7\r\nT41001     5,00         \r\n"

    (entry,) = filed_entries(data.splitlines(keepends=True), rules=rules)

    assert (entry.line_first, entry.line_last) == (2, 3)
    assert entry.accounts == {"41001"}
    assert entry.amounts == {Decimal("5.00")}
