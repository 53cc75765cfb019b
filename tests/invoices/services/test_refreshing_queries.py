from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from invoices.services.journal import refresh_all
from tests.invoices.counter import Counter

ISSUED, RETURNED = date(2026, 11, 3), date(2026, 11, 10)


@pytest.mark.parametrize("return_count", [1, 3])
def test_a_refresh_takes_as_many_queries_for_any_number_of_returns(
    counter: Counter,
    return_count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    invoices = [counter.issue("100.00", ISSUED) for _ in range(return_count)]
    for invoice in invoices:
        counter.bounce(counter.pay({invoice: "114.98"}, ISSUED), RETURNED)

    with django_assert_num_queries(27):
        refresh_all(company=counter.shop.company)
