from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from accounting.models import JournalEntry, JournalEntryQuerySet
from invoices.services.cut_over import set_cut_over
from invoices.waiting import explain
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop

OCTOBER_28 = date(2026, 10, 28)
OCTOBER_30 = date(2026, 10, 30)
NOVEMBER_10 = date(2026, 11, 10)


def told() -> list[tuple[str, str]]:
    rows = explain(living_entries(), today=NOVEMBER_10)
    return [(row.entry.event, row.why) for row in rows]


def living_entries() -> JournalEntryQuerySet:
    living = JournalEntry.objects.living().with_faults()
    return living.select_related("company").order_by("pk")


@pytest.mark.parametrize(
    ("policy", "events"),
    [
        ("strict", ["sale", "payment"]),
        ("immediate", ["sale", "application"]),
    ],
)
def test_what_is_held_says_which_invoice_it_waits_for(
    shop: Shop, policy: str, events: list[str]
) -> None:
    shop.wait_for_payment(policy)
    counter = Counter(shop)
    invoice = counter.issue("1000.00", OCTOBER_28)
    counter.pay({invoice: "500.00"}, OCTOBER_30)

    waiting = [(event, why) for event, why in told() if why]

    sentence = "It waits until invoice FAC-00001 is paid: $649.75 is due."
    assert waiting == [(event, sentence) for event in events]


def test_a_credit_note_and_a_deposit_applied_wait_with_their_invoice(
    shop: Shop,
) -> None:
    shop.wait_for_payment()
    counter = Counter(shop)
    invoice = counter.issue("1000.00", OCTOBER_28)
    deposit = counter.deposit("300.00", OCTOBER_28)
    counter.apply(deposit, invoice, "300.00", OCTOBER_30)
    counter.credit(invoice, "400.00", OCTOBER_30)

    assert [event for event, why in told() if "FAC-00001 is paid: $389.85" in why] == [
        "sale",
        "application",
        "credit_note",
    ]


def test_what_waits_for_nothing_says_nothing(shop: Shop) -> None:
    Counter(shop).issue("100.00", OCTOBER_28)

    assert told() == [("sale", "")]


def test_what_is_never_exported_says_why(shop: Shop) -> None:
    shop.issue(shop.line("250.00", discount="250.00"))

    assert told() == [
        ("sale", "It has no accounting effect: there is nothing to export.")
    ]


def test_what_comes_back_from_a_cancelled_batch_says_so(shop: Shop) -> None:
    counter = Counter(shop)
    counter.issue("100.00", OCTOBER_28)
    counter.export()
    counter.cancel()

    assert told() == [
        ("sale", "Its batch was cancelled or refused: it goes into the next one.")
    ]


def test_what_waits_for_several_invoices_names_those_that_are_due(shop: Shop) -> None:
    shop.wait_for_payment("strict")
    counter = Counter(shop)
    first, second = (counter.issue("100.00", OCTOBER_28) for _ in range(2))
    counter.pay({second: "14.98", first: "4.98"}, OCTOBER_30)

    sentences = (
        "It waits until invoice FAC-00001 is paid: $110.00 is due.",
        "It waits until invoice FAC-00002 is paid: $100.00 is due.",
    )
    assert told()[-1] == ("payment", " ".join(sentences))


def test_what_is_written_off_in_part_waits_for_the_rest(shop: Shop) -> None:
    shop.wait_for_payment()
    counter = Counter(shop)
    counter.issue("100.00", OCTOBER_28)
    invoice = counter.issue("100.00", OCTOBER_28)
    counter.write_off(invoice, "14.98", NOVEMBER_10)

    assert told()[-1] == (
        "write_off",
        "It waits until invoice FAC-00002 is paid: $100.00 is due.",
    )


def test_money_that_was_moved_waits_for_where_it_is_now(shop: Shop) -> None:
    shop.wait_for_payment("strict")
    counter = Counter(shop)
    wrong, right = (counter.issue("100.00", OCTOBER_28) for _ in range(2))
    payment = counter.pay({wrong: "14.98"}, OCTOBER_30)
    counter.move(payment, wrong, right, NOVEMBER_10)

    assert [why for event, why in told() if event == "payment"] == [
        "It waits until invoice FAC-00002 is paid: $100.00 is due."
    ]


def test_what_was_in_the_books_before_says_so(shop: Shop) -> None:
    Counter(shop).issue("100.00", OCTOBER_28)
    set_cut_over(company=shop.company, first_day=OCTOBER_30)

    assert told() == [
        (
            "sale",
            "It was entered before the books were kept here: it is not exported.",
        )
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_explaining_asks_the_same_whatever_the_number_of_entries(
    shop: Shop, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    shop.wait_for_payment()
    counter = Counter(shop)
    for _ in range(count):
        invoice = counter.issue("1000.00", OCTOBER_28)
        counter.pay({invoice: "500.00"}, OCTOBER_30)
    entries = list(living_entries())

    with django_assert_num_queries(3):
        explain(entries, today=NOVEMBER_10)
