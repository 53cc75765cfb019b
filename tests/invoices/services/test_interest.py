"""Interest on late payment: a document of its own, without tax."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.services.amounts import IssueError
from invoices.services.interest import charge_interest
from invoices.services.receipts import PaymentError
from tests.invoices.counter import Counter
from tests.invoices.refusing import refuses
from tests.invoices.shop import entry_of, lines_of

LATE = date(2026, 11, 18)


def test_interest_is_numbered_with_the_invoices_and_says_what_it_is(
    counter: Counter,
) -> None:
    sale = counter.issue("100.00", date(2026, 11, 3))

    interest = charge_interest(
        customer=counter.shop.customer, amount=Decimal("0.01"), charged_on=LATE
    )

    assert (sale.number, interest.number) == ("FAC-00001", "FAC-00002")
    assert (interest.kind, interest.issued_on, interest.status) == (
        "INTEREST",
        LATE,
        "ISSUED",
    )
    [line] = interest.lines.all()
    assert (line.description, line.quantity) == (
        "Interest on late payment",
        Decimal(1),
    )
    assert line.revenue_origin == "settings:interest"
    assert lines_of(interest) == ["D 1201 0.01", "C 4910 0.01"]


def test_interest_may_be_described(counter: Counter) -> None:
    interest = charge_interest(
        customer=counter.shop.customer,
        amount=Decimal("12.00"),
        charged_on=LATE,
        description="Octobre, 1 %",
    )

    assert [line.description for line in interest.lines.all()] == ["Octobre, 1 %"]


def test_interest_waits_for_its_account(counter: Counter) -> None:
    counter.shop.change(interest=None)

    interest = charge_interest(
        customer=counter.shop.customer, amount=Decimal("12.00"), charged_on=LATE
    )

    assert lines_of(interest) == ["D 1201 12.00", "C ? 12.00"]
    origins = entry_of(interest).lines.values_list("origin", flat=True)
    assert "missing:settings:interest" in origins


def test_interest_waits_for_its_payment_under_the_rule(counter: Counter) -> None:
    counter.shop.wait_for_payment()

    interest = charge_interest(
        customer=counter.shop.customer, amount=Decimal("12.00"), charged_on=LATE
    )

    assert counter.journal() == ["H sale 11-18 D 1201 12.00 / C 4910 12.00"]
    counter.pay({interest: "12.00"}, LATE)
    assert counter.journal() == [
        "R! sale 11-18 D 1201 12.00 / C 4910 12.00",
        "R! payment 11-18 D 1010 12.00 / C 1201 12.00",
    ]


def test_interest_is_credited_and_given_up_without_taxes(counter: Counter) -> None:
    interest = charge_interest(
        customer=counter.shop.customer, amount=Decimal("12.00"), charged_on=LATE
    )

    counter.credit(interest, "5.00", LATE)
    counter.write_off(interest, "7.00", LATE)

    assert counter.journal()[1:] == [
        "R! credit_note 11-18 D 4910 5.00 / C 1201 5.00",
        "R! write_off 11-18 D 5300 7.00 / C 1201 7.00",
    ]
    assert counter.owed(interest) == "0.00"


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "1.005"])
def test_interest_is_in_dollars_and_cents(counter: Counter, amount: str) -> None:
    sentence = f"{amount} is no amount to pay: type dollars and cents above zero."

    with refuses(sentence, PaymentError):
        charge_interest(
            customer=counter.shop.customer, amount=Decimal(amount), charged_on=LATE
        )


def test_interest_that_cannot_be_issued_leaves_no_draft(counter: Counter) -> None:
    counter.shop.change(sale_debit=None, payment_credit=None)

    with refuses(
        "No receivable: choose the debit account of sales in the accounting settings.",
        IssueError,
    ):
        charge_interest(
            customer=counter.shop.customer, amount=Decimal("12.00"), charged_on=LATE
        )
