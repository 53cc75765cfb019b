"""Two people who issue at once, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from companies.models import Membership
from invoices.models import Invoice, Payment
from invoices.services.crediting import issue_credit_note
from invoices.services.issuing import issue_invoice
from tests.factories import make_member
from tests.invoices.shop import open_shop

SECONDS = 20
DAY = date(2026, 11, 3)
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_numbers_have_no_gap_and_no_double_when_two_issue_at_once() -> None:
    shop = open_shop()
    drafts = [shop.draft(shop.line("100.00")) for _ in range(12)]
    together = Barrier(2, timeout=SECONDS)

    def issue(some: list[Invoice]) -> list[str | None]:
        together.wait()
        try:
            return [issue_invoice(invoice=i, issued_on=DAY).number for i in some]
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        halves = list(pool.map(issue, [drafts[:6], drafts[6:]]))

    assert sorted(str(number) for half in halves for number in half) == [
        f"FAC-{n:05d}" for n in range(1, 13)
    ]


def test_two_credit_notes_at_once_never_take_back_more_than_was_sold() -> None:
    shop = open_shop()
    invoice = shop.issue(shop.line("100.00"))
    together = Barrier(2, timeout=SECONDS)

    def credit(_: int) -> str:
        together.wait()
        try:
            note = issue_credit_note(invoice=invoice, nets=None, issued_on=DAY)
        except Exception as error:  # noqa: BLE001 - its name is the answer
            return type(error).__name__
        else:
            return note.number
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        answers = sorted(pool.map(credit, range(2)))

    assert answers == ["DocumentError", "NC-00001"]


def test_two_clicks_at_once_record_one_payment() -> None:
    shop = open_shop()
    member = make_member(shop.company, Membership.Role.STAFF)
    invoice = shop.issue(shop.line("100.00"), on=DAY)
    page = reverse("invoices:payment_create", args=[shop.company.slug, invoice.pk])
    sent = {"day": f"{DAY}", "amount": "50.00", "method": f"{shop.method.pk}"}
    sent["form_key"] = str(uuid4())
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(member)
    together = Barrier(2, timeout=SECONDS)

    def click(client: Client) -> str:
        together.wait()
        try:
            return client.post(page, sent).headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        led_to = list(pool.map(click, clients))

    shown = reverse("invoices:invoice_detail", args=[shop.company.slug, invoice.pk])
    assert led_to == [shown, shown]
    assert [str(p.amount.amount) for p in Payment.objects.all()] == ["50.00"]
