from dataclasses import replace
from datetime import date

import pytest

from accounting.journal.dating import DatePolicy, SaleDate
from exports.dating import date_sentences

POLICY = DatePolicy(
    only_when_paid=True,
    sale_date=SaleDate.INVOICE,
    closed_through=None,
    batch_on=date(2026, 11, 24),
)
PAYMENT = "A payment keeps its own date."


@pytest.mark.parametrize(
    ("sale_date", "sentence"),
    [
        (
            SaleDate.INVOICE,
            "A sale has the date of its invoice, even when it is paid in a later month.",
        ),
        (
            SaleDate.PAYMENT,
            "A sale has the date of the last payment of its invoice.",
        ),
        (SaleDate.BATCH, "A sale has the date of the batch, 24 Nov 2026."),
    ],
)
def test_the_policy_is_told_in_words(sale_date: SaleDate, sentence: str) -> None:
    policy = replace(POLICY, sale_date=sale_date)

    assert list(date_sentences(policy)) == [sentence, PAYMENT]


@pytest.mark.parametrize("sale_date", SaleDate)
def test_a_sale_that_does_not_wait_has_the_date_of_its_invoice(
    sale_date: SaleDate,
) -> None:
    policy = replace(POLICY, only_when_paid=False, sale_date=sale_date)

    assert next(date_sentences(policy)) == "A sale has the date of its invoice."


def test_closed_books_say_where_their_entries_go() -> None:
    policy = replace(POLICY, closed_through=date(2026, 10, 31))

    assert list(date_sentences(policy))[-1] == (
        "The books are closed through 31 Oct 2026: what would be dated on that day or"
        " before is dated 1 Nov 2026."
    )
