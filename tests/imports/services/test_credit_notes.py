"""Credit notes files, in the order of the dates of the payments beside them."""

import pytest

from imports.services.problems import Outcome
from tests.imports.services.till import Till, money, note, paid, sale
from tests.invoices.counter import HUNDRED_BACK, taken_back

F1 = [sale("F1", "100.00")]
TWO = [sale("F1", "100.00"), sale("F1", "20.00", description="Pièces")]
FORTY = taken_back("40.00", "2.00", "3.99", total="45.99")


def test_scenario_68_a_whole_invoice(till: Till) -> None:
    till.take(invoices=F1, credit_notes=[note("NC-5", "11-10", "F1", reason="Erreur")])

    assert till.later() == [f"R! credit_note 11-10 {HUNDRED_BACK}"]


def test_scenario_69_a_part_of_a_line(till: Till) -> None:
    rows = [note("NC-6", "11-10", "F1", line="1", net="40.00")]

    till.take(invoices=F1, credit_notes=rows)

    assert till.later() == [f"R! credit_note 11-10 {FORTY}"]


def test_scenario_70_the_last_note_takes_what_is_left(till: Till) -> None:
    rows = [
        note("NC-9", "11-12", "F1", line="1"),
        note("NC-7", "11-10", "F1", line="1", net="33.33"),
        note("NC-8", "11-10", "F1", line="1", net="33.33"),
    ]
    third = taken_back("33.33", "1.67", "3.32", total="38.32")

    till.take(invoices=F1, credit_notes=rows)

    assert till.later() == [
        f"R! credit_note 11-10 {third}",
        f"R! credit_note 11-10 {third}",
        f"R! credit_note 11-12 {taken_back('33.34', '1.66', '3.34', total='38.34')}",
    ]


def test_scenario_71_paid_then_credited_then_refunded(till: Till) -> None:
    rows = [
        paid("11-06", "F1", "114.98"),
        money("11-20", "refund", "45.99", invoice_number="F1", method="Chèque"),
    ]
    notes = [note("NC-10", "11-20", "F1", line="1", net="40.00")]

    till.take(invoices=F1, credit_notes=notes, payments=rows)

    assert till.later() == [
        f"R! credit_note 11-20 {FORTY}",
        "R! refund 11-20 D 1201 45.99 / C 1010 45.99",
    ]


def test_scenario_73_all_on_one_day(till: Till) -> None:
    rows = [
        paid("11-03", "F1", "114.98"),
        money("11-03", "refund", "114.98", invoice_number="F1", method="Chèque"),
    ]

    till.take(invoices=F1, credit_notes=[note("NC-5", "11-03", "F1")], payments=rows)

    assert till.later() == [
        f"R! credit_note 11-03 {HUNDRED_BACK}",
        "R! refund 11-03 D 1201 114.98 / C 1010 114.98",
    ]


def test_a_payment_after_the_note_owes_the_rest(till: Till) -> None:
    notes = [note("NC-6", "11-10", "F1", line="1", net="40.00")]

    told = till.refusals(
        invoices=F1, credit_notes=notes, payments=[paid("11-11", "F1", "114.98")]
    )

    assert told == [
        "payments.csv:2: amount: 114.98 is more than the 68.99 due on invoice F1."
    ]


def test_lines_of_one_note(till: Till) -> None:
    rows = [
        note("NC-6", "11-10", "F1", line="1", net="40.00"),
        note("NC-6", "11-10", "F1", line="2"),
    ]

    till.take(invoices=TWO, credit_notes=rows)

    assert till.later() == [
        (
            "R! credit_note 11-10 D 4000 40.00, D 4000 20.00, D 2310 3.00, D 2320 5.99"
            " / C 1201 68.99"
        )
    ]


def test_the_same_notes_again_change_nothing(till: Till) -> None:
    rows = [
        note("NC-6", "11-10", "F1", line="1", net="40.00", reason="Erreur"),
        note("NC-6", "11-10", "F1", line="2", reason="Erreur"),
        note("NC-7", "11-11", "F1"),
    ]

    assert till.take(invoices=TWO, credit_notes=rows)["credit_notes"] == Outcome(
        created=2
    )
    before = till.counter.journal()
    assert till.take(credit_notes=rows) == {"credit_notes": Outcome(unchanged=2)}
    assert till.counter.journal() == before


@pytest.mark.parametrize(
    "changed",
    [
        {"net": "41.00"},
        {"net": ""},
        {"line": "2"},
        {"line": "", "net": ""},
        {"reason": "Geste"},
        {"invoice_number": "F2"},
        {"credit_note_date": "2026-11-11"},
    ],
)
def test_a_known_note_with_other_content_is_an_error(
    till: Till, changed: dict[str, str]
) -> None:
    rows = [note("NC-6", "11-10", "F1", line="1", net="40.00", reason="Erreur")]
    till.take(invoices=[*TWO, sale("F2", "100.00")], credit_notes=rows)

    assert till.refusals(credit_notes=[{**rows[0], **changed}]) == [
        (
            "credit_notes.csv:2: credit_note_number: Credit note NC-6 is already here"
            " with other"
            " content."
        )
    ]


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        (
            [note("NC-6", "11-10", "F9")],
            "2: invoice_number: “F9” is not known in this company: add it first.",
        ),
        (
            [note("NC-6", "11-02", "F1")],
            "2: credit_note_date: F1 is of 3 Nov 2026: choose that day or a later one.",
        ),
        (
            [note("NC-6", "11-10", "F1", line="3")],
            "2: line: Invoice F1 has no line 3.",
        ),
        (
            [note("NC-6", "11-10", "F1", net="40.00")],
            (
                "2: line: Give the position of the line that the amount is taken off, or no"
                " amount: all that is left of the invoice is then credited."
            ),
        ),
        (
            [note("NC-6", "11-10", "F1", line="1", net="100.01")],
            "2: net: “Travaux”: 100.01 cannot be credited; 100.00 is left.",
        ),
        (
            [note("NC-6", "11-10", "F1", line="1"), note("NC-6", "11-10", "F1")],
            "2: line: Credit note NC-6 names a line twice: give each line once.",
        ),
        (
            [
                note("NC-6", "11-10", "F1", line="1"),
                note("NC-6", "11-11", "F1", line="2"),
            ],
            (
                "3: credit_note_date: The first row of this credit note has another"
                " value: give the same one."
            ),
        ),
        (
            [note("NC-6", "11-10", "F1", line="1.5")],
            "2: line: “1.5” has too many decimals: at most 0 are allowed here.",
        ),
    ],
)
def test_what_cannot_be_credited_is_told_at_its_cell(
    till: Till, rows: list[dict[str, str]], refusal: str
) -> None:
    till.take(invoices=TWO)

    assert till.refusals(credit_notes=list(rows)) == [f"credit_notes.csv:{refusal}"]
    assert till.later() == []
