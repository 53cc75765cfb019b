"""What a customer owes, and the money of theirs that can pay it."""

from datetime import date

from invoices.models import Customer
from invoices.queries.sources import credit_name, owed_by, sources_for
from tests.factories import make_customer
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop

FIRST, SECOND = date(2026, 11, 3), date(2026, 11, 4)


def owed(customer: Customer) -> list[str]:
    return [f"{invoice} {invoice.balance.amount}" for invoice in owed_by(customer)]


def sources(customer: Customer) -> list[tuple[str, str]]:
    """Each as it is told, with what is left of it."""
    return [(source.label, str(source.left)) for source in sources_for(customer)]


def test_what_is_due_is_listed_from_the_oldest_invoice(counter: Counter) -> None:
    for day in (SECOND, FIRST, SECOND):
        counter.issue("100.00", day)
    counter.pay({counter.issue("50.00", FIRST): "57.48"}, SECOND)

    assert owed(counter.shop.customer) == [
        "FAC-00002 114.98",
        "FAC-00004 0.01",
        "FAC-00001 114.98",
        "FAC-00003 114.98",
    ]


def test_only_issued_invoices_that_are_due_are_listed(counter: Counter) -> None:
    counter.shop.draft(counter.shop.line("100.00"))
    counter.issue("-100.00", FIRST)
    counter.void(counter.issue("100.00", FIRST), FIRST)
    counter.pay({counter.issue("100.00", FIRST): "114.98"}, FIRST)

    assert owed(counter.shop.customer) == []


def test_deposits_credits_and_documents_that_owe_back_can_pay(
    counter: Counter,
) -> None:
    deposit = counter.deposit("300.00", FIRST, reference="S-88")
    counter.pay({}, SECOND, on_account="50.25")
    counter.issue("-100.00", FIRST)
    counter.apply(deposit, counter.issue("100.00", FIRST), "14.98", SECOND)

    assert sources(counter.shop.customer) == [
        ("deposit 2026-11-03 S-88: $285.02", "285.02"),
        ("credit on account 2026-11-04: $50.25", "50.25"),
        ("invoice FAC-00001, which owes $114.98 back", "114.98"),
    ]


def test_what_is_used_up_pays_no_more(counter: Counter) -> None:
    counter.refund(counter.deposit("300.00", FIRST), "300.00", SECOND)
    counter.refund(counter.issue("-100.00", FIRST), "114.98", SECOND)

    assert sources(counter.shop.customer) == []


def test_each_source_is_chosen_by_a_key_of_its_own(counter: Counter) -> None:
    deposit, giver = counter.deposit("300.00", FIRST), counter.issue("-9.00", FIRST)

    keys = [source.key for source in sources_for(counter.shop.customer)]

    assert keys == [f"credit:{deposit.pk}", f"invoice:{giver.pk}"]


def test_a_credit_that_no_payment_brought_is_named_by_its_day(
    counter: Counter,
) -> None:
    deposit = counter.deposit("300.00", FIRST, reference="S-88")
    deposit.payment = None

    assert credit_name(deposit) == "deposit 2026-11-03"


def test_another_customer_s_documents_and_money_are_theirs(counter: Counter) -> None:
    customer = make_customer(counter.shop.company, "C-200")
    elsewhere = Counter(open_shop("roy"))
    for one in (counter, elsewhere):
        one.issue("100.00", FIRST)
        one.issue("-100.00", FIRST)
        one.deposit("300.00", FIRST)

    assert (owed(customer), sources(customer)) == ([], [])
