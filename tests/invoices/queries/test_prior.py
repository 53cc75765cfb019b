"""What a person looks through at the cut-over."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from invoices.queries.prior import early_invoices, opening_amounts, opening_credits
from invoices.services.cut_over import set_cut_over
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop

SOLD, EVE, FIRST = date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)


def early(counter: Counter) -> list[str]:
    company = counter.shop.company
    invoices = early_invoices(company, FIRST, opening_amounts(company))
    return [f"{invoice} {invoice.issued_on}" for invoice in invoices]


def take_over(counter: Counter) -> None:
    set_cut_over(company=counter.shop.company, first_day=FIRST)


def test_invoices_before_the_first_day_are_listed_from_the_oldest(
    counter: Counter,
) -> None:
    for day in (EVE, SOLD, FIRST, EVE):
        counter.issue("100.00", day)

    assert early(counter) == [
        "FAC-00002 2026-10-01",
        "FAC-00001 2026-10-31",
        "FAC-00004 2026-10-31",
    ]


def test_what_was_paid_is_listed_only_while_it_is_to_be_exported(
    counter: Counter,
) -> None:
    counter.pay({counter.issue("100.00", SOLD): "114.98"}, SOLD)
    counter.issue("-50.00", SOLD)
    assert early(counter) == ["FAC-00001 2026-10-01", "FAC-00002 2026-10-01"]

    take_over(counter)

    assert early(counter) == ["FAC-00002 2026-10-01"]


def test_drafts_void_invoices_and_other_companies_are_not_taken_over(
    counter: Counter,
) -> None:
    counter.shop.draft(counter.shop.line("100.00"))
    counter.void(counter.issue("100.00", SOLD), SOLD)
    other = Counter(open_shop("roy"))
    other.issue("100.00", SOLD)
    other.deposit("50.00", SOLD)
    take_over(other)
    take_over(counter)

    company = counter.shop.company
    assert early(counter) == []
    assert opening_amounts(company) == {}
    assert opening_credits(company) == []


@pytest.mark.parametrize("count", [1, 3])
def test_listing_what_came_before_asks_once(
    counter: Counter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        counter.issue("100.00", SOLD)

    with django_assert_num_queries(1):
        assert [
            invoice.company.slug
            for invoice in early_invoices(counter.shop.company, FIRST, {})
        ] == ["cote"] * count
