"""A document that owes back paid an invoice that is void or corrected since."""

from datetime import date
from decimal import Decimal

from invoices.models import Invoice
from invoices.services.applying import apply_document
from tests.invoices.counter import Counter

DAY = date(2026, 11, 3)
LATER = date(2026, 11, 5)


def paid_by_another(counter: Counter) -> tuple[Invoice, Invoice]:
    """An invoice of 114.98 of which another document, that owes 45.99, paid 45.99."""
    giver = counter.issue("-40.00", DAY)
    invoice = counter.issue("100.00", DAY)
    apply_document(
        from_invoice=giver, invoice=invoice, amount=Decimal("45.99"), applied_on=DAY
    )
    assert (counter.owed(giver), counter.owed(invoice)) == ("0.00", "68.99")
    return giver, invoice


def test_a_void_invoice_gives_back_to_the_document_that_paid_it(
    counter: Counter,
) -> None:
    giver, invoice = paid_by_another(counter)

    counter.void(invoice, LATER)

    assert counter.owed(giver) == "-45.99"


def test_a_correction_keeps_what_it_owes_and_gives_back_the_rest(
    counter: Counter,
) -> None:
    giver, invoice = paid_by_another(counter)

    replacement = counter.correct(invoice, "10.00", LATER)

    assert counter.owed(replacement) == "0.00"
    assert counter.owed(giver) == "-34.49"


def test_a_correction_takes_the_deposit_only_as_far_as_it_owes(
    counter: Counter,
) -> None:
    deposit = counter.deposit("45.99", DAY)
    invoice = counter.issue("100.00", DAY)
    counter.apply(deposit, invoice, "45.99", DAY)

    replacement = counter.correct(invoice, "10.00", LATER)

    deposit.refresh_from_db()
    assert counter.owed(replacement) == "0.00"
    assert str(deposit.balance.amount) == "34.49"


def test_what_one_document_paid_in_two_parts_is_given_back_once(
    counter: Counter,
) -> None:
    giver = counter.issue("-40.00", DAY)
    invoice = counter.issue("100.00", DAY)
    for amount in ("20.00", "25.99"):
        apply_document(
            from_invoice=giver, invoice=invoice, amount=Decimal(amount), applied_on=DAY
        )

    counter.void(invoice, LATER)

    assert counter.owed(giver) == "-45.99"
