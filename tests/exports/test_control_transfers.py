"""Money that moves between documents moves by what they say, or stays behind."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import (
    Application,
    CustomerCredit,
    Invoice,
    Payment,
    PaymentAllocation,
)
from invoices.services.applying import apply_document, undo_application
from tests.exports.journal import produce
from tests.exports.previews import behind
from tests.exports.reading import net_of
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop

OCTOBER_28, OCTOBER_30 = date(2026, 10, 28), date(2026, 10, 30)
NOVEMBER_10 = date(2026, 11, 10)


@pytest.fixture
def counter(shop: Shop) -> Counter:
    return Counter(shop)


def faults(counter: Counter) -> list[str]:
    """Why entries stay behind."""
    return [
        why for _document, reasons, _pages in behind(counter.shop) for why in reasons
    ]


def told(fault: str) -> str:
    return f"{fault} Tell whoever looks after the program."


def test_a_part_moved_otherwise_than_it_says_stays_behind(
    counter: Counter,
) -> None:
    part = _moved(counter)
    PaymentAllocation.objects.filter(pk=part.pk).update(amount=Decimal("90.00"))

    assert faults(counter) == [
        told(f"The entry of moved part of a payment {part.pk} is not of 90.00.")
    ]


def test_a_moved_part_goes_with_what_it_says(counter: Counter) -> None:
    _moved(counter)

    net = net_of(produce(counter.shop.company))

    assert (net["1201"], net["2150"]) == (Decimal("500.00"), Decimal("-500.00"))


def test_a_credit_freed_otherwise_than_it_says_stays_behind(
    counter: Counter,
) -> None:
    credit = _freed(counter)
    CustomerCredit.objects.update(amount=Decimal("90.00"), balance=Decimal("90.00"))

    assert faults(counter) == [
        told(f"The entry of customer credit {credit.pk} is not of 90.00.")
    ]


def test_a_freed_credit_goes_with_what_it_says(counter: Counter) -> None:
    _freed(counter)

    net = net_of(produce(counter.shop.company))

    assert (net["1201"], net["2160"]) == (Decimal("114.98"), Decimal("-114.98"))


def test_a_passage_by_deposits_of_another_amount_stays_behind(
    counter: Counter,
) -> None:
    application = _passed(counter)
    Application.objects.update(amount=Decimal("90.00"))

    assert faults(counter) == [
        told(
            f"The entry of application through deposits {application.pk} is not of 90.00."
        )
    ]


def test_a_passage_by_deposits_goes_with_what_it_says(counter: Counter) -> None:
    _passed(counter)

    net = net_of(produce(counter.shop.company))

    assert (net["1201"], net["2150"]) == (Decimal("114.98"), Decimal("-114.98"))


@pytest.mark.parametrize("source", ["deposit", "invoice"])
def test_an_application_undone_otherwise_stays_behind(
    counter: Counter, source: str
) -> None:
    application = _undone(counter, source)
    Application.objects.update(amount=Decimal("90.00"))

    assert faults(counter) == [
        told(f"The entry of undone application {application.pk} is not of 90.00.")
    ]


@pytest.mark.parametrize(
    ("source", "net"),
    [
        ("deposit", {"1201": Decimal("50.00"), "2150": Decimal("-50.00")}),
        ("invoice", {"1201": Decimal("-114.98"), "2150": Decimal("114.98")}),
    ],
    ids=["deposit", "invoice"],
)
def test_an_undone_application_goes_with_what_it_says(
    counter: Counter, source: str, net: dict[str, Decimal]
) -> None:
    _undone(counter, source)

    assert net_of(produce(counter.shop.company)) == net


def _moved(counter: Counter) -> PaymentAllocation:
    """A payment in the books, moved to an invoice that waits."""
    counter.shop.wait_for_payment()
    wrong = counter.issue("434.88", OCTOBER_28)
    payment = counter.pay({wrong: "500.00"}, OCTOBER_30)
    counter.export()
    right = counter.issue("1000.00", OCTOBER_28)
    return counter.move(payment, wrong, right, NOVEMBER_10)


def _freed(counter: Counter) -> CustomerCredit:
    invoice = counter.issue("100.00", OCTOBER_28)
    payment = counter.pay({invoice: "114.98"}, OCTOBER_30)
    counter.export()
    return counter.free(payment, invoice, NOVEMBER_10)


def _passed(counter: Counter) -> Application:
    """What a negative invoice owes back, given to an invoice that waits."""
    counter.shop.wait_for_payment()
    giver = counter.issue("-100.00", OCTOBER_28)
    counter.export()
    return apply_document(
        from_invoice=giver,
        invoice=counter.issue("1000.00", OCTOBER_28),
        amount=Decimal("114.98"),
        applied_on=OCTOBER_30,
    )


def _applied(counter: Counter) -> Application:
    credit = counter.deposit("50.00", OCTOBER_28)
    invoice = counter.issue("100.00", OCTOBER_28)
    return counter.apply(credit, invoice, "50.00", OCTOBER_30)


def _undone(counter: Counter, source: str) -> Application:
    """An application that is in the books, undone."""
    make = {"deposit": _applied, "invoice": _passed}[source]
    application = make(counter)
    counter.export()
    undo_application(application=application, undone_on=NOVEMBER_10)
    return application


def test_a_return_that_takes_back_something_else_stays_behind(
    counter: Counter,
) -> None:
    payment = _returned(counter)
    Invoice.objects.update(receivable=counter.shop.account("1015"))

    fault = (
        "The entry of the return of the payment of 2026-10-30 on"
        f" DEP-{payment.pk} does not take back what the payment did."
    )
    assert told(fault) in faults(counter)


def test_a_return_goes_with_what_its_customer_owes(counter: Counter) -> None:
    _returned(counter)

    net = net_of(produce(counter.shop.company))

    assert (net["1201"], net["1010"]) == (Decimal("100.00"), Decimal("-100.00"))


def _returned(counter: Counter) -> Payment:
    """A deposit that bounced, of which 100.00 had been sent back."""
    deposit = counter.deposit("300.00", OCTOBER_30)
    counter.refund(deposit, "100.00", OCTOBER_30)
    payment = Payment.objects.get()
    counter.bounce(payment, NOVEMBER_10)
    return payment
