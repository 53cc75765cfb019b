"""Documents of before the cut-over, and the journal that leaves them alone."""

from datetime import date

from invoices.identity import identity_faults
from invoices.models import Payment
from invoices.queries.prior import early_invoices
from invoices.services.cut_over import export_prior, set_cut_over
from invoices.services.journal import refresh_all
from invoices.services.post_dated import take_due_payments
from invoices.verification import document_faults
from tests.invoices.counter import Counter
from tests.invoices.refusing import refuses
from tests.invoices.shop import entry_of

BEFORE, CHEQUE, FIRST = date(2026, 10, 28), date(2026, 10, 30), date(2026, 11, 1)


def test_a_deposit_from_before_is_in_the_books(counter: Counter) -> None:
    deposit = counter.deposit("300.00", BEFORE)

    set_cut_over(company=counter.shop.company, first_day=FIRST)

    assert counter.journal() == ["prior payment 10-28"]
    assert deposit.balance.amount == 300


def test_what_was_in_the_books_is_written_once(counter: Counter) -> None:
    set_cut_over(company=counter.shop.company, first_day=FIRST)
    invoice = counter.issue("100.00", BEFORE)
    payment = counter.pay({invoice: "50.00"}, BEFORE)

    refresh_all(company=counter.shop.company)

    assert counter.journal() == ["prior sale 10-28", "prior payment 10-28"]
    assert entry_of(payment).revision == 1


def test_what_a_cheque_from_before_left_over_was_in_the_books_with_it(
    counter: Counter,
) -> None:
    set_cut_over(company=counter.shop.company, first_day=FIRST)
    invoice = counter.issue("100.00", BEFORE)
    cheque = counter.pay({invoice: "114.98"}, CHEQUE, recorded_on=BEFORE)
    counter.pay({invoice: "14.98"}, BEFORE)

    take_due_payments(company=counter.shop.company, on=CHEQUE)

    assert str(cheque.credits.get().balance.amount) == "14.98"
    assert counter.journal() == [
        "prior sale 10-28",
        "prior payment 10-28",
        "prior payment 10-30",
    ]
    assert list(identity_faults(counter.shop.company)) == []


def test_what_is_owed_for_a_returned_payment_goes_with_its_return(
    counter: Counter,
) -> None:
    company = counter.shop.company
    deposit = counter.deposit("300.00", BEFORE)
    counter.refund(deposit, "100.00", FIRST)
    payment = Payment.objects.get()
    set_cut_over(company=company, first_day=FIRST)

    document = counter.bounce(payment, FIRST).document

    assert counter.journal() == [
        "R! refund 11-01 D 2150 100.00 / C 1010 100.00",
        "prior payment 10-28",
        "R! return 11-01 D 2150 200.00, D 1201 100.00 / C 1010 300.00",
    ]
    assert list(document_faults(company)) == []
    assert list(early_invoices(company, date(2026, 12, 1), {})) == []
    set_cut_over(company=company, first_day=date(2026, 10, 30))
    set_cut_over(company=company, first_day=date(2026, 11, 2))
    assert list(document_faults(company)) == []
    assert document is not None
    with refuses("FAC-00001 goes with the payment that was returned."):
        export_prior(invoice=document, is_prior=False)
