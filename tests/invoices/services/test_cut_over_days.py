"""The first day of the books: what is before it, of which company, and once exported."""

from datetime import date

import pytest

from accounting.models import JournalEntry
from invoices.models import CreditNote, Invoice, Payment
from invoices.services.cut_over import export_prior, set_cut_over
from tests.factories import (
    make_company,
    make_customer,
    make_method,
    make_settings,
    make_tax_groups,
)
from tests.invoices.counter import HUNDRED, HUNDRED_BACK, Counter
from tests.invoices.refusing import refuses
from tests.invoices.shop import Shop, entry_of

BEFORE, EVE = date(2026, 10, 28), date(2026, 10, 31)
FIRST, AFTER = date(2026, 11, 1), date(2026, 11, 12)

EXPORTED = "Documents before this day were exported: choose an earlier day."


def cut_over(counter: Counter, first_day: date = FIRST) -> None:
    set_cut_over(company=counter.shop.company, first_day=first_day)


def prior(row: Invoice | Payment | CreditNote) -> bool:
    """Of a note, its entry says so."""
    row.refresh_from_db()
    if isinstance(row, CreditNote):
        return entry_of(row).status == JournalEntry.Status.PRIOR
    return row.is_prior


def neighbour() -> Counter:
    """The counter of another company of the same chart."""
    company = make_settings(make_company("roy")).company
    return Counter(
        Shop(
            company=company,
            groups=make_tax_groups(company),
            customer=make_customer(company),
            method=make_method(company),
        )
    )


def test_what_is_of_the_eve_was_in_the_books_and_what_is_of_the_day_is_not(
    counter: Counter,
) -> None:
    old, new = counter.issue("100.00", EVE), counter.issue("100.00", FIRST)
    early = counter.pay({old: "50.00"}, EVE)
    late = counter.pay({old: "50.00"}, FIRST)
    early_note = counter.credit(old, "5.00", EVE)
    late_note = counter.credit(old, "5.00", FIRST)

    cut_over(counter)

    assert [prior(row) for row in (old, early, early_note)] == [True] * 3
    assert [prior(row) for row in (new, late, late_note)] == [False] * 3
    note = "D 4000 5.00, D 2310 0.25, D 2320 0.50 / C 1201 5.75"
    assert sorted(counter.journal()) == [
        "R! credit_note 11-01 " + note,
        "R! payment 11-01 D 1010 50.00 / C 1201 50.00",
        f"R! sale 11-01 {HUNDRED}",
        "prior credit_note 10-31",
        "prior payment 10-31",
        "prior sale 10-31",
    ]


def test_a_payment_or_a_note_recorded_later_is_judged_by_its_own_day(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", BEFORE)
    cut_over(counter)

    payments = [counter.pay({invoice: "10.00"}, day) for day in (EVE, FIRST)]
    notes = [counter.credit(invoice, "5.00", day) for day in (EVE, FIRST)]

    assert [prior(payment) for payment in payments] == [True, False]
    assert [prior(note) for note in notes] == [True, False]


def test_an_earlier_day_takes_back_what_the_later_one_said(counter: Counter) -> None:
    invoice = counter.issue("100.00", BEFORE)
    payment = counter.pay({invoice: "50.00"}, EVE)
    note = counter.credit(invoice, "5.00", EVE)
    before = counter.journal()
    cut_over(counter)

    cut_over(counter, BEFORE)

    assert [prior(row) for row in (invoice, payment, note)] == [False] * 3
    assert sorted(counter.journal()) == sorted(before)


def test_the_documents_of_another_company_are_left_alone(counter: Counter) -> None:
    other = neighbour()
    invoice = other.issue("100.00", BEFORE)
    payment = other.pay({invoice: "50.00"}, EVE)
    note = other.credit(invoice, "5.00", EVE)
    before = other.journal()

    cut_over(counter)

    assert [prior(row) for row in (invoice, payment, note)] == [False] * 3
    assert other.journal() == before


def test_another_company_that_exported_does_not_hold_the_day_back(
    counter: Counter,
) -> None:
    other = neighbour()
    other.pay({other.issue("100.00", BEFORE): "50.00"}, EVE)
    other.produce(EVE)
    invoice = counter.issue("100.00", BEFORE)

    cut_over(counter)

    assert prior(invoice)


def test_a_draft_is_in_no_books(counter: Counter) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))

    cut_over(counter)

    assert not prior(draft)


def test_an_exported_document_of_the_eve_holds_the_day_back(counter: Counter) -> None:
    counter.issue("100.00", EVE)
    counter.produce(EVE)

    with refuses(EXPORTED):
        cut_over(counter)

    cut_over(counter, EVE)
    assert counter.journal() == [f"X sale 10-31 {HUNDRED}"]


def test_an_exported_payment_of_the_eve_holds_the_day_back(counter: Counter) -> None:
    counter.deposit("300.00", EVE)
    counter.produce(EVE)

    with refuses(EXPORTED):
        cut_over(counter)


def test_what_was_exported_of_the_day_itself_holds_nothing_back(
    counter: Counter,
) -> None:
    counter.pay({counter.issue("100.00", FIRST): "114.98"}, FIRST)
    counter.produce(FIRST)
    old = counter.issue("100.00", BEFORE)

    cut_over(counter)

    assert prior(old)


def test_a_payment_for_an_invoice_that_is_exported_is_exported_too(
    counter: Counter,
) -> None:
    invoice, other = counter.issue("100.00", BEFORE), counter.issue("10.00", BEFORE)
    payment = counter.pay({invoice: "50.00", other: "11.50"}, EVE)
    alone = counter.pay({invoice: "5.00"}, EVE)
    cut_over(counter)

    export_prior(invoice=other, is_prior=False)

    assert [prior(row) for row in (invoice, other, payment, alone)] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("on", [FIRST, AFTER])
def test_only_a_document_from_before_is_chosen_to_be_exported(
    counter: Counter, on: date
) -> None:
    cut_over(counter)
    invoice = counter.issue("100.00", on)

    with refuses("Invoice FAC-00001 is not from before the cut-over."):
        export_prior(invoice=invoice, is_prior=True)


def test_a_draft_is_not_chosen_to_be_exported(counter: Counter) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))
    cut_over(counter)

    with refuses(f"Invoice {draft} is not from before the cut-over."):
        export_prior(invoice=draft, is_prior=False)


def test_without_a_first_day_nothing_is_from_before(counter: Counter) -> None:
    invoice = counter.issue("100.00", BEFORE)

    with refuses("Invoice FAC-00001 is not from before the cut-over."):
        export_prior(invoice=invoice, is_prior=True)


def test_a_document_of_the_eve_that_was_exported_stays_so(counter: Counter) -> None:
    invoice = counter.issue("100.00", EVE)
    cut_over(counter)
    export_prior(invoice=invoice, is_prior=False)
    counter.produce(EVE)

    with refuses("Invoice FAC-00001 was exported: it stays so."):
        export_prior(invoice=invoice, is_prior=True)


def test_the_note_of_a_document_that_is_exported_is_exported_with_it(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", BEFORE)
    cut_over(counter)
    counter.credit(invoice, None, EVE)
    assert counter.journal() == ["prior sale 10-28", "prior credit_note 10-31"]

    export_prior(invoice=invoice, is_prior=False)

    assert counter.journal() == [
        f"R! sale 10-28 {HUNDRED}",
        f"R! credit_note 10-31 {HUNDRED_BACK}",
    ]


def test_what_follows_a_document_that_is_exported_is_exported_whatever_its_day(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", BEFORE)
    cut_over(counter)
    export_prior(invoice=invoice, is_prior=False)

    payment = counter.pay({invoice: "50.00"}, EVE)
    note = counter.credit(Invoice.objects.get(pk=invoice.pk), "5.00", EVE)

    assert [prior(row) for row in (invoice, payment, note)] == [False] * 3
