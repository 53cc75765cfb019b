from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from invoices.services.issuing import issue_invoice
from tests.factories import make_item
from tests.invoices.counter import Counter

ISSUED = date(2026, 11, 3)


@pytest.mark.parametrize("only_when_paid", [False, True])
@pytest.mark.parametrize("line_count", [10, 100])
def test_issuing_takes_as_many_queries_for_any_number_of_lines(
    counter: Counter,
    line_count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    *,
    only_when_paid: bool,
) -> None:
    shop = counter.shop
    shop.change(only_when_paid=only_when_paid)
    items = [
        make_item(shop.company, f"S-{n}", credit_account=shop.account("4000"))
        for n in range(line_count)
    ]
    counter.issue("100.00", ISSUED)
    draft = shop.draft(*(shop.line("10.00", None, item=item) for item in items))

    with django_assert_num_queries(23):
        issue_invoice(invoice=draft, issued_on=ISSUED)

    assert counter.owed(draft) == f"{line_count * 10 * 1.14975:.2f}"
