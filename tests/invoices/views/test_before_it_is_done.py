"""What the small page of an action says of the money before it moves it."""

from collections.abc import Callable

import pytest

from tests.invoices.counter import Counter
from tests.invoices.views import filled
from tests.invoices.views.filled import Form
from tests.invoices.views.till import Till

TOLD: dict[Callable[[Counter], Form], tuple[str, str]] = {
    filled.application: (
        "Pay an invoice",
        "$50.00 of Gagnon (C-100) is left here to pay an invoice.",
    ),
    filled.refund_of_a_credit: (
        "Send it back",
        "$50.00 of Gagnon (C-100) is left here; no tax is touched.",
    ),
    filled.application_of_a_source: (
        "Use a deposit or a credit",
        "$114.98 is due on invoice FAC-00001.",
    ),
    filled.application_of_a_document: (
        "Pay another invoice",
        "$114.98 is owed back on FAC-00002.",
    ),
    filled.undoing: (
        "Take it off the invoice",
        "Invoice FAC-00001 is due again for $20.00, which goes back to where it came",
    ),
    filled.move: (
        "Move to another invoice",
        "The money leaves invoice FAC-00001, which is due again, and pays another",
    ),
    filled.freeing: (
        "Free the money",
        "The money leaves invoice FAC-00001, which is due again, and stays on the",
    ),
    filled.refund_of_a_document: (
        "Refund",
        "Sends back what document FAC-00001 owes the customer, after a credit note",
    ),
    filled.credit_note: (
        "Credit invoice FAC-00001",
        "Invoice FAC-00001, of which $114.98 is due, is owed less.",
    ),
    filled.recovery: (
        "Recovery on invoice FAC-00001",
        "Its part of the taxes is owed again.",
    ),
    filled.interest: (
        "Charge interest to Gagnon",
        "It goes to the interest account of the settings.",
    ),
}
LEADS_BACK: dict[Callable[[Counter], Form], str] = {
    filled.application: "customercredit_detail",
    filled.application_of_a_source: "invoice_detail",
    filled.application_of_a_document: "invoice_detail",
    filled.refund_of_a_credit: "customercredit_detail",
    filled.refund_of_a_document: "invoice_detail",
    filled.forfeiture: "customercredit_detail",
    filled.credit_note: "invoice_detail",
    filled.write_off: "invoice_detail",
    filled.recovery: "writeoff_detail",
    filled.interest: "customer_detail",
    filled.returned: "payment_detail",
    filled.mistake: "payment_detail",
    filled.void: "invoice_detail",
    filled.correction: "invoice_detail",
    filled.payment: "invoice_detail",
}


@pytest.mark.parametrize("form", TOLD, ids=[form.__name__ for form in TOLD])
def test_the_page_says_of_which_money_it_is(
    till: Till, form: Callable[[Counter], Form]
) -> None:
    name, rows, _ = form(till.counter)
    title, beginning = TOLD[form]

    page = till.read(name, *rows)

    assert f"<h1>{title}</h1>" in page
    assert f"<li>{beginning}" in page.partition('<ul class="prose">')[2]


@pytest.mark.parametrize(
    ("form", "back"),
    LEADS_BACK.items(),
    ids=[form.__name__ for form in LEADS_BACK],
)
def test_who_changes_their_mind_goes_back_to_the_row(
    till: Till, form: Callable[[Counter], Form], back: str
) -> None:
    name, rows, _ = form(till.counter)

    page = till.read(name, *rows)

    assert f'class="btn btn-link" href="{till.at(back, *rows)}" >Back</a>' in page


def test_an_undone_application_goes_back_to_the_credit(till: Till) -> None:
    name, [application], _ = filled.undoing(till.counter)
    credit = getattr(application, "credit")  # noqa: B009 - the form is of any model

    page = till.read(name, application)

    assert f'href="{till.at("customercredit_detail", credit)}" >Back</a>' in page
