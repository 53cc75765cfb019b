"""What is dated in closed books says which day the file will carry, to staff too."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounting.models import JournalEntry
from accounting.services.closing import close_books
from companies.models import Membership
from tests.factories import make_member
from tests.invoices.counter import Counter
from tests.invoices.views import filled
from tests.invoices.views.filled import Form
from tests.invoices.views.till import Till, ago, said
from ui.dates import long_date

DATED = [
    form
    for form in filled.FORMS
    if form
    not in {
        filled.correction,
        filled.duplicate,
        filled.draft_line,
        filled.draft_invoice,
    }
]
# Money moved between two invoices of a receivable is on the same account.
# What was not exported is withdrawn or rebuilt: no entry is dated on that day.
REBUILT = {filled.void, filled.mistake, filled.undoing, filled.freeing}
WITHOUT_ENTRY = {filled.application_of_a_document, filled.move}


def closed(till: Till) -> dict[str, str]:
    """The books are closed through today: the file carries tomorrow."""
    close_books(company=till.counter.shop.company, through=ago(0))
    return {"closed": long_date(ago(0)), "next": long_date(ago(-1))}


def before(days: dict[str, str]) -> str:
    return (
        f"The books are closed through {days['closed']}: with a date on that day or"
        f" before, the file will carry {days['next']}; the document keeps its own date."
    )


def after(days: dict[str, str]) -> str:
    return (
        f"The books are closed through {days['closed']}: the file will carry"
        f" {days['next']}."
    )


@pytest.mark.parametrize("is_exported", [False, True], ids=["fresh", "exported"])
@pytest.mark.parametrize("fill", DATED, ids=[form.__name__ for form in DATED])
def test_the_form_says_the_day_of_the_file_before_and_after_it_is_sent(
    till: Till, fill: Callable[[Counter], Form], *, is_exported: bool
) -> None:
    till.counter.choose(bad_debts="5300", tips="2400")
    name, rows, sent = fill(till.counter)
    if is_exported:
        till.counter.export()
    is_silent = fill in WITHOUT_ENTRY or (fill in REBUILT and not is_exported)
    page = "invoice_detail" if name == "invoice_issue" else name
    assert "The books are closed" not in till.read(page, *rows)
    days = closed(till)

    assert before(days) in till.read(page, *rows)
    answer = till.send(name, *rows, **sent)

    assert answer.status_code == 302
    assert (after(days) in said(answer)) == (not is_silent)
    if not is_silent:
        shown = " ".join(till.client.get(answer.url).text.split())
        assert (
            f"the file will carry {long_date(ago(-1))}: its own date is in closed books"
            in shown
        )


def test_a_date_that_is_open_is_not_moved(till: Till) -> None:
    invoice = till.counter.issue("100.00", ago(9))
    close_books(company=till.counter.shop.company, through=ago(5))

    answer = till.send(
        "payment_create", invoice, amount="50.00", method=till.counter.shop.method
    )

    assert said(answer) == ["The payment of $50.00 is recorded."]
    page = till.read("invoice_detail", invoice)
    assert page.count("the file will carry") == 1  # its sale, of nine days ago


def test_what_was_exported_has_its_day_already(till: Till) -> None:
    invoice = till.counter.issue("100.00", ago(9))
    till.counter.export()
    close_books(company=till.counter.shop.company, through=ago(5))

    assert "the file will carry" not in till.read("invoice_detail", invoice)


def test_a_held_sale_of_closed_books_says_its_day(till: Till) -> None:
    till.counter.shop.wait_for_payment()
    invoice = till.counter.issue("100.00", ago(9))
    close_books(company=till.counter.shop.company, through=ago(5))

    assert f"the file will carry {long_date(ago(4))}" in till.read(
        "invoice_detail", invoice
    )


def test_a_sale_that_is_dated_by_its_payment_is_not_moved(till: Till) -> None:
    till.counter.shop.wait_for_payment()
    till.counter.shop.change(sale_date="payment")
    invoice = till.counter.issue("100.00", ago(9))
    close_books(company=till.counter.shop.company, through=ago(5))

    assert "the file will carry" not in till.read("invoice_detail", invoice)


def test_the_page_of_the_entry_says_it_too(till: Till, client: Client) -> None:
    company = till.counter.shop.company
    till.counter.issue("100.00", ago(9))
    close_books(company=company, through=ago(5))
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    entry = JournalEntry.objects.get()

    page = client.get(reverse("accounting:entry_detail", args=["cote", entry.pk])).text

    assert (
        f"the file will carry {long_date(ago(4))}: its own date is in closed books"
        in page
    )


def test_it_is_said_in_french(till: Till) -> None:
    invoice = till.counter.issue("100.00", ago(9))
    close_books(company=till.counter.shop.company, through=ago(5))
    till.client.cookies["django_language"] = "fr-ca"
    page = till.read("payment_create", invoice)

    with translation.override("fr-ca"):
        day, next_day = long_date(ago(5)), long_date(ago(4))
    assert (
        f"Les livres sont fermés jusqu’au {day} : avec cette date ou une date"
        f" antérieure, le fichier portera la date du {next_day}; le document garde sa propre"
        " date."
    ) in page
