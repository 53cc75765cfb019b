"""What a person is told once a form is done, and the page that shows what it made."""

from collections.abc import Callable

import pytest
from django.db.models import Model

from invoices.models import (
    CreditNote,
    CustomerCredit,
    Invoice,
    Payment,
    Payout,
    Refund,
    TipPayout,
    WriteOff,
)
from tests.invoices.counter import Counter
from tests.invoices.views import filled
from tests.invoices.views.filled import Form
from tests.invoices.views.till import Till, said

PAID = ["The invoice is paid with it."]
REFUNDED = ["The refund is recorded."]
RECEIVED = ["The payment of $50.00 is recorded."]
ISSUED = ["Invoice FAC-00001 is issued."]
TOLD: list[tuple[Callable[[Counter], Form], list[str], type[Model]]] = [
    (filled.payment, RECEIVED, Invoice),
    (filled.customer_payment, RECEIVED, Payment),
    (filled.deposit, ["The deposit is recorded."], CustomerCredit),
    (filled.application, PAID, CustomerCredit),
    (filled.application_of_a_source, PAID, Invoice),
    (filled.application_of_a_document, PAID, Invoice),
    (
        filled.undoing,
        ["The invoice is due again for this amount."],
        CustomerCredit,
    ),
    (filled.refund_of_a_credit, REFUNDED, Refund),
    (filled.refund_of_a_document, REFUNDED, Refund),
    (filled.forfeiture, ["The deposit is kept."], CustomerCredit),
    (filled.credit_note, ["Credit note NC-00001 is issued."], CreditNote),
    (filled.write_off, ["The write-off is recorded."], Invoice),
    (filled.recovery, ["The recovery is recorded."], WriteOff),
    (filled.payout, ["The payout is recorded."], Payout),
    (filled.tip_payout, ["The tips handed over are recorded."], TipPayout),
    (filled.interest, ISSUED, Invoice),
    (
        filled.returned,
        ["The return is recorded: its invoices are due again."],
        Payment,
    ),
    (filled.mistake, ["The payment is undone."], Payment),
    (filled.move, ["The money is moved."], Payment),
    (
        filled.freeing,
        ["The money is freed: it is a credit of the customer."],
        CustomerCredit,
    ),
    (filled.void, ["Invoice FAC-00001 is void."], Invoice),
    (filled.correction, [], Invoice),
    (filled.duplicate, ["This draft has the lines of FAC-00001."], Invoice),
    (filled.issue, ISSUED, Invoice),
    (filled.draft_line, [], Invoice),
    (filled.draft_invoice, [], Invoice),
]


@pytest.mark.parametrize(
    ("form", "sentences", "model"), TOLD, ids=[row[0].__name__ for row in TOLD]
)
def test_a_form_that_is_done_says_so_on_the_page_of_what_it_made(
    till: Till,
    form: Callable[[Counter], Form],
    sentences: list[str],
    model: type[Model],
) -> None:
    name, rows, sent = form(till.counter)

    answer = till.send(name, *rows, **sent)

    made = model._default_manager.latest("pk")  # noqa: SLF001 - the documented way to any manager
    noun = made._meta.model_name  # noqa: SLF001 - _meta is Django's documented API
    assert said(answer) == sentences
    assert answer.headers["Location"] == till.at(f"{noun}_detail", made)


def test_every_form_is_told() -> None:
    assert [form for form, _, _ in TOLD] == filled.FORMS
