"""A double click, or a page sent again, records what its form asks once."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from invoices.models import Invoice, Payment, SentForm, WriteOff
from tests.invoices.counter import Counter
from tests.invoices.views.filled import FORMS, Form, payment, rows_of_all, write_off
from tests.invoices.views.till import Till, said

ALREADY = (
    "This form was sent already: here is what it recorded. To record another, open the"
    " form again."
)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_sent_twice_is_done_once(
    till: Till, form: Callable[[Counter], Form]
) -> None:
    name, rows, sent = form(till.counter)
    key = str(uuid4())
    before = rows_of_all()
    first = till.send(name, *rows, form_key=key, **sent)
    recorded = rows_of_all()

    second = till.send(name, *rows, form_key=key, **sent)

    assert first.status_code == second.status_code == 302
    assert second.headers["Location"] == first.headers["Location"]
    assert said(second)[-1] == ALREADY
    assert rows_of_all() == recorded != before


def test_a_form_opened_again_records_another(till: Till) -> None:
    name, rows, sent = payment(till.counter)

    for _ in range(2):
        page = till.read(name, *rows)
        [key] = re.findall(r'name="form_key" value="([^"]+)"', page)
        till.send(name, *rows, form_key=key, **sent)

    assert [str(p.amount.amount) for p in Payment.objects.all()] == ["50.00"] * 2
    assert till.counter.owed(Invoice.objects.get()) == "14.98"


def test_a_form_that_was_refused_is_sent_again_with_its_key(till: Till) -> None:
    name, rows, sent = write_off(till.counter)
    key = str(uuid4())

    refused = till.send(name, *rows, form_key=key, **sent | {"amount": "114.99"})
    assert (refused.status_code, SentForm.objects.count()) == (200, 0)
    till.send(name, *rows, form_key=key, **sent)

    assert str(WriteOff.objects.get().amount.amount) == "20.00"


def test_a_key_that_is_none_is_a_bad_request(till: Till) -> None:
    name, rows, sent = payment(till.counter)

    answer = till.send(name, *rows, form_key="deux", **sent)

    assert (answer.status_code, Payment.objects.count()) == (400, 0)
