"""What releases an invoice for good: an entry on its receivable that has left."""

from decimal import Decimal

import pytest

from accounting.models import JournalEntry
from invoices.identity import identity_faults
from invoices.services.applying import apply_document
from invoices.services.cut_over import set_cut_over
from invoices.services.journal import refresh_all
from tests.invoices.counter import HUNDRED, Counter
from tests.invoices.interplay import ISSUED, LATER, PAID, PART, SALE
from tests.invoices.shop import mark_exported, state_of


def is_balanced(counter: Counter) -> bool:
    return not list(identity_faults(counter.shop.company))


def test_a_payment_that_left_for_a_customer_credit_releases_nothing(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment("strict")
    invoice = counter.issue("1000.00", ISSUED)
    payment = counter.pay({invoice: "1149.75"}, PART)
    counter.free(payment, invoice, PAID)

    mark_exported(payment)

    assert counter.journal() == [
        f"H {SALE}",
        "X payment 10-30 D 1010 1149.75 / C 2160 1149.75",
    ]
    assert is_balanced(counter)


def test_an_invoice_stays_settled_once_its_credit_was_sent_back(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("1000.00", ISSUED)
    payment = counter.pay({invoice: "1149.75"}, PAID)
    counter.credit(invoice, None, PAID)
    counter.refund(invoice, "1149.75", PAID)

    counter.bounce(payment, LATER)

    assert counter.owed(invoice) == "1149.75"
    assert state_of(invoice) == ("READY", PAID)
    assert is_balanced(counter)


def test_an_invoice_stays_settled_while_its_credit_pays_another(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    giver, taker = (counter.issue("1000.00", ISSUED) for _ in range(2))
    payment = counter.pay({giver: "1149.75"}, PAID)
    counter.credit(giver, None, PAID)
    apply_document(
        from_invoice=giver, invoice=taker, amount=Decimal("500.00"), applied_on=PAID
    )

    counter.bounce(payment, LATER)

    assert counter.owed(giver) == "500.00"
    assert state_of(giver) == ("READY", PAID)
    assert is_balanced(counter)


def test_a_credit_that_passed_by_deposits_does_not_release_what_it_pays(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    giver, taker = (counter.issue(net, ISSUED) for net in ("-100.00", "1000.00"))
    apply_document(
        from_invoice=giver, invoice=taker, amount=Decimal("114.98"), applied_on=PART
    )
    counter.export(JournalEntry.Event.TRANSFER)

    counter.shop.change(PAID, partial_payments="strict")

    assert state_of(taker) == ("HELD", None)
    assert is_balanced(counter)


def test_what_replaces_an_invoice_already_in_the_books_waits_no_more_than_it(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    original = counter.issue("200.00", ISSUED)
    set_cut_over(company=counter.shop.company, first_day=PART)

    counter.correct(original, "100.00", PAID)

    assert counter.journal() == [
        "prior sale 10-28",
        f"R! sale 11-10 {HUNDRED}",
        "R! void 11-10 D 4000 200.00, D 2310 10.00, D 2320 19.95 / C 1201 229.95",
    ]
    assert is_balanced(counter)


@pytest.mark.parametrize("kind", ["BANK", "CHARGEBACK", "MISTAKE"])
def test_a_payment_that_left_before_its_return_releases_the_sale_for_good(
    counter: Counter, kind: str
) -> None:
    counter.shop.wait_for_payment("strict")
    invoice = counter.issue("1000.00", ISSUED)
    payment = counter.pay({invoice: "1149.75"}, PART)
    counter.export("payment")

    counter.bounce(payment, PAID, kind)
    assert state_of(invoice) == ("READY", PART)

    counter.export("return")
    refresh_all(company=counter.shop.company)

    assert state_of(invoice) == ("READY", PART)
    assert counter.owed(invoice) == "1149.75"
    assert is_balanced(counter)


def test_a_payment_that_left_after_its_return_releases_nothing(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment("strict")
    invoice = counter.issue("1000.00", ISSUED)
    payment = counter.pay({invoice: "1149.75"}, PART)
    counter.bounce(payment, PAID)

    counter.export("payment", "return")
    refresh_all(company=counter.shop.company)

    assert state_of(invoice) == ("HELD", None)
    assert is_balanced(counter)
