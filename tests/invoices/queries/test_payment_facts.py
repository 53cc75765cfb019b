"""What a payment is called, and which of its entries have left."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from invoices.models import Payment
from invoices.planning.facts import APPLICATION, PAYMENT, PaymentFacts
from invoices.queries.books import once_exported
from invoices.queries.payments import (
    application_facts,
    applications_of,
    payment_facts,
    payments_of,
)
from invoices.queries.rule import account_numbers
from invoices.queries.states import invoice_states
from tests.invoices.counter import Counter
from tests.invoices.shop import mark_exported

SOLD, PAID, LATER = date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 20)


def facts_of(counter: Counter, *payments: Payment) -> list[PaymentFacts]:
    numbers = account_numbers(counter.shop.company)
    ids = [payment.pk for payment in payments]
    invoices = {
        part.invoice_id for payment in payments for part in payment.allocations.all()
    }
    return payment_facts(ids, invoice_states(invoices, numbers), numbers)


@pytest.mark.parametrize(
    ("reference", "number"),
    [
        ("S-88", "S-88"),
        ("12345678901234567890", "12345678901234567890"),
        ("123456789012345678901", "DEP-{pk}"),
        ("", "DEP-{pk}"),
    ],
    ids=["reference", "20 letters", "21 letters", "none"],
)
def test_a_deposit_goes_by_its_reference_or_by_a_number_of_its_own(
    counter: Counter, reference: str, number: str
) -> None:
    deposit = counter.pay({}, PAID, deposit="50.00", reference=reference)

    [facts] = facts_of(counter, deposit)

    assert facts.number == number.format(pk=deposit.pk)
    assert (facts.party, facts.received_on, facts.allocations) == ("Gagnon", PAID, ())


def test_a_payment_goes_by_the_first_invoice_it_was_for(counter: Counter) -> None:
    first, second, third = (counter.issue("100.00", SOLD) for _ in range(3))
    one = counter.pay({first: "10.00"}, PAID, reference="CHQ-9")
    both = counter.pay({second: "10.00", third: "10.00"}, PAID)
    counter.move(one, first, third, LATER)

    assert [facts.number for facts in facts_of(counter, one, both)] == [
        "FAC-00001",
        "FAC-00002+1",
    ]


def test_a_payment_is_told_under_the_name_on_its_invoice(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    payment = counter.pay({invoice: "10.00"}, PAID)
    counter.shop.customer.name = "Gagnon et filles"
    counter.shop.customer.save()

    [facts] = facts_of(counter, Payment.objects.get(pk=payment.pk))

    assert facts.party == "Gagnon"


def test_only_what_left_is_said_to_have_left(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    left, stayed = (counter.pay({invoice: "10.00"}, PAID) for _ in range(2))
    mark_exported(left)

    assert [facts.is_fixed for facts in facts_of(counter, left, stayed)] == [
        True,
        False,
    ]


def test_a_freed_credit_says_where_it_came_from_and_whether_it_left(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", SOLD)
    payment = counter.pay({invoice: "10.00"}, PAID)
    mark_exported(payment)
    part = counter.part(payment, invoice)
    credit = counter.free(payment, invoice, LATER)

    [before] = facts_of(counter, payment)[0].credits
    mark_exported(credit)
    [after] = facts_of(counter, payment)[0].credits

    assert (before.freed_from, before.follows, before.opened_on) == (
        part.pk,
        True,
        LATER,
    )
    assert (before.transfer_left, after.transfer_left) == (False, True)
    assert before.account.number == "2160"


@pytest.mark.parametrize("kind", ["BANK", "CHARGEBACK", "MISTAKE"])
def test_a_payment_taken_back_says_whether_it_was_a_mistake(
    counter: Counter, kind: str
) -> None:
    payment = counter.pay({counter.issue("100.00", SOLD): "10.00"}, PAID)
    counter.bounce(payment, LATER, kind)

    returned = facts_of(counter, payment)[0].returned

    assert returned is not None
    assert (returned.by_mistake, returned.returned_on) == (kind == "MISTAKE", LATER)


def test_the_payments_of_an_invoice_are_those_that_pay_it_or_did(
    counter: Counter,
) -> None:
    invoice, other = (counter.issue("100.00", SOLD) for _ in range(2))
    pays = counter.pay({invoice: "10.00", other: "10.00"}, PAID)
    paid = counter.pay({invoice: "10.00"}, PAID)
    counter.free(paid, invoice, LATER)
    counter.pay({invoice: "10.00"}, LATER, recorded_on=PAID)
    elsewhere = counter.pay({other: "10.00"}, PAID)

    assert sorted(payments_of([invoice.pk])) == [pays.pk, paid.pk]
    both = sorted(payments_of([invoice.pk, other.pk]))
    assert both == [pays.pk, paid.pk, elsewhere.pk]


def test_an_application_says_the_account_of_its_credit(counter: Counter) -> None:
    deposit, invoice = counter.deposit("50.00", SOLD), counter.issue("100.00", SOLD)
    applied = counter.apply(deposit, invoice, "20.00", PAID)
    counter.apply(deposit, counter.issue("100.00", SOLD), "5.00", PAID)
    mark_exported(applied)
    numbers = account_numbers(counter.shop.company)
    ids = applications_of([invoice.pk])

    [facts] = application_facts(ids, invoice_states([invoice.pk], numbers), numbers)

    assert (facts.id, facts.giver, facts.applied_on) == (applied.pk, None, PAID)
    assert (facts.account.number, facts.account.origin) == (
        "2150",
        deposit.account_origin,
    )
    assert (facts.application_left, facts.transfer_left) == (True, False)


def test_the_keys_that_left_are_those_of_the_kinds_and_ids_asked(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", SOLD)
    payments = [counter.pay({invoice: "10.00"}, PAID) for _ in range(3)]
    for payment in payments[:2]:
        mark_exported(payment)

    asked = {PAYMENT: [payments[0].pk, payments[2].pk], APPLICATION: []}

    assert once_exported(asked) == {(PAYMENT, payments[0].pk, "payment")}
    assert once_exported({APPLICATION: []}) == frozenset()


@pytest.mark.parametrize("count", [1, 3])
def test_the_facts_of_payments_ask_the_same_for_one_and_for_three(
    counter: Counter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    invoice = counter.issue("100.00", SOLD)
    payments = [
        counter.pay({invoice: "10.00"}, PAID, on_account="5.00") for _ in range(count)
    ]
    numbers = account_numbers(counter.shop.company)
    states = invoice_states([invoice.pk], numbers)
    ids = [payment.pk for payment in payments]

    with django_assert_num_queries(7):
        facts = payment_facts(ids, states, numbers)

    assert [one.id for one in facts] == ids
