from datetime import date

import pytest

from invoices.services.refusals import DocumentError
from tests.invoices.counter import Counter

DAY = date(2026, 11, 3)


def test_money_does_not_move_to_an_invoice_that_its_payment_pays_already(
    counter: Counter,
) -> None:
    wrong, right = counter.issue("100.00", DAY), counter.issue("100.00", DAY)
    payment = counter.pay({wrong: "20.00", right: "30.00"}, DAY)
    before = counter.journal()

    with pytest.raises(DocumentError, match="free the other part"):
        counter.move(payment, wrong, right, DAY)

    assert counter.journal() == before
    assert (counter.owed(wrong), counter.owed(right)) == ("94.98", "84.98")
