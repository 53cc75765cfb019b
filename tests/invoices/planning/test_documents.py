"""The entries of a sale, of its void and of what corrects it."""

from dataclasses import replace
from datetime import date

import pytest

from accounting.journal.dating import Event
from invoices.planning.documents import (
    CorrectionFacts,
    plan_correction,
    plan_sale,
    plan_void,
)
from invoices.planning.facts import INVOICE, InvoiceState, Rule
from tests.accounting.entries import credit as credit_line
from tests.accounting.entries import debit as debit_line
from tests.invoices.planning.facts import (
    HELD,
    ISSUED,
    LATER,
    OFF,
    PAID,
    PART,
    SETTLED,
    STRICT,
    sides,
)

SALE = (
    debit_line("1201", "114.98"),
    credit_line("4000", "100.00"),
    credit_line("2310", "5.00"),
    credit_line("2320", "9.98"),
)
VOID = replace(HELD, voided_on=LATER)
VOID_IN_BOOKS = replace(VOID, sale_was_exported=True)


def correct(invoice: InvoiceState, on: date) -> CorrectionFacts:
    return CorrectionFacts(
        source_kind="invoices.creditnote",
        id=4,
        event=Event.CREDIT_NOTE,
        number="NC-00001",
        invoice=invoice,
        happened_on=on,
    )


def test_a_void_sale_that_never_left_has_no_entry() -> None:
    assert plan_sale(VOID, OFF, SALE) == []
    assert plan_void(VOID, STRICT, SALE) == []


@pytest.mark.parametrize(
    ("invoice", "rule", "day"),
    [
        (VOID_IN_BOOKS, STRICT, ISSUED),
        (replace(VOID_IN_BOOKS, settled_on=PAID), STRICT, PAID),
        (VOID_IN_BOOKS, OFF, ISSUED),
        (replace(HELD, sale_was_exported=True), STRICT, ISSUED),
    ],
    ids=["held", "settled", "no rule", "not void"],
)
def test_a_sale_that_left_is_never_held_again(
    invoice: InvoiceState, rule: Rule, day: date
) -> None:
    [plan] = plan_sale(invoice, rule, SALE)

    assert (plan.event, plan.happened_on, plan.ready_on) == (Event.SALE, ISSUED, day)
    assert plan.lines == SALE


def test_the_void_of_a_sale_that_left_is_its_mirror_on_its_own_day() -> None:
    [plan] = plan_void(VOID_IN_BOOKS, STRICT, SALE)

    assert sides(plan.lines) == (
        "D 4000 100.00 / D 2310 5.00 / D 2320 9.98 / C 1201 114.98"
    )
    assert (plan.event, plan.happened_on, plan.ready_on) == (Event.VOID, LATER, LATER)
    assert plan.reverses == (INVOICE, HELD.id, "sale")
    assert (plan.document_number, plan.party) == ("0990", "Gagnon")


def test_a_sale_that_stands_has_no_void() -> None:
    assert plan_void(replace(HELD, sale_was_exported=True), STRICT, SALE) == []


def test_a_void_sale_from_before_the_cut_over_stays_and_is_undone() -> None:
    prior = replace(VOID, is_prior=True)

    [sale], [void] = plan_sale(prior, STRICT), plan_void(prior, STRICT, SALE)

    assert (sale.is_prior, sale.ready_on) == (True, ISSUED)
    assert (void.is_prior, void.ready_on) == (False, LATER)


@pytest.mark.parametrize(
    ("invoice", "on", "ready_on"),
    [
        (HELD, PART, None),
        (SETTLED, PART, PAID),
        (SETTLED, LATER, LATER),
        (replace(HELD, is_prior=True), PART, PART),
    ],
    ids=["held", "before it is settled", "after", "in the books before"],
)
def test_what_corrects_an_invoice_waits_as_long_as_it_does(
    invoice: InvoiceState, on: date, ready_on: date | None
) -> None:
    plan = plan_correction(correct(invoice, on), STRICT, SALE)

    assert (plan.happened_on, plan.ready_on) == (on, ready_on)
    assert (plan.document_number, plan.party) == ("NC-00001", "Gagnon")
    assert plan.key == ("invoices.creditnote", 4, "credit_note")


@pytest.mark.parametrize(
    ("is_of_old_invoice", "cut_over_on", "is_prior"),
    [
        (True, LATER, True),
        (True, PART, False),
        (True, None, False),
        (False, LATER, False),
    ],
    ids=["before", "of the day", "no cut-over", "of an invoice to export"],
)
def test_what_corrects_an_old_invoice_before_the_cut_over_is_in_the_old_books(
    cut_over_on: date | None, *, is_of_old_invoice: bool, is_prior: bool
) -> None:
    note = correct(replace(SETTLED, is_prior=is_of_old_invoice), PART)
    rule = replace(OFF, cut_over_on=cut_over_on)

    assert plan_correction(note, rule).is_prior == is_prior
