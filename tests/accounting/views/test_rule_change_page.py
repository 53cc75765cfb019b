"""A change of the rule is shown with what it moves, and made once it is confirmed."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounting.queries import settings_for
from companies.models import Membership
from tests.accounting.views.settings_page import account, filled
from tests.factories import make_member
from tests.invoices.shop import Shop, open_shop, state_of
from tests.pages import form_of

pytestmark = pytest.mark.django_db

PAGE = reverse("accounting:settings", args=["cote"])
NOVEMBER_10 = date(2026, 11, 10)
CONFIRM = "accounting/accountingsettings_confirm.html"


@pytest.fixture
def shop(client: Client) -> Shop:
    """Its administrator sits at the browser."""
    shop = open_shop()
    client.force_login(make_member(shop.company))
    return shop


def send(client: Client, shop: Shop, **changes: Any) -> HttpResponseBase:
    return client.post(PAGE, filled(settings_for(shop.company), **changes))


def asks(answer: HttpResponseBase) -> bool:
    """Whether the page asks before it saves."""
    return CONFIRM in [template.name for template in getattr(answer, "templates")]  # noqa: B009 - only the test client has it


def hidden(answer: HttpResponseBase) -> dict[str, Any]:
    """What the page that asks sends back once it is confirmed."""
    form = form_of(answer)
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def test_what_would_wait_is_shown_and_nothing_is_saved(
    client: Client, shop: Shop
) -> None:
    invoice = shop.issue(shop.line("100.00"))

    answer = send(client, shop, only_when_paid="on")

    assert asks(answer)
    rows = [
        (move.document_number, move.event, move.party, move.before, move.after)
        for move in answer.context["moves"]  # type: ignore[attr-defined]  # only the test client has it
    ]
    assert [(document, event, party) for document, event, party, *_ in rows] == [
        ("FAC-00001", "sale", "Gagnon")
    ]
    assert [(b.word, a.word, a.ready_on) for *_, b, a in rows] == [
        ("ready", "held", None)
    ]
    assert settings_for(shop.company).only_when_paid is False
    assert settings_for(shop.company).rule_changed_on is None
    assert state_of(invoice) == ("READY", invoice.issued_on)


def test_the_change_is_made_once_it_is_confirmed(client: Client, shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))
    products = account(shop.company, "4010")
    answer = send(client, shop, only_when_paid="on", sale_credit=products.pk)

    saved = client.post(PAGE, hidden(answer) | {"confirmed": "yes"}, follow=True)

    assert saved.redirect_chain == [(PAGE, 302)]
    said = [str(message) for message in saved.context["messages"]]
    assert said == ["The accounting settings are saved."]
    settings = settings_for(shop.company)
    assert (settings.only_when_paid, settings.sale_credit) == (True, products)
    assert state_of(invoice) == ("HELD", None)


def test_the_page_that_asks_says_in_words_what_becomes_of_each_entry(
    client: Client, shop: Shop
) -> None:
    shop.wait_for_payment()
    invoice = shop.issue(shop.line("100.00"))
    shop.pay({invoice: "50.00"}, on=NOVEMBER_10)

    answer = send(client, shop, only_when_paid="on", partial_payments="strict")

    text = " ".join(strip_tags(answer.text).split())  # type: ignore[attr-defined]  # only the test client has it
    assert "2 entries that are not exported change their state." in text
    assert "FAC-00001 application Gagnon held none" in text
    assert "FAC-00001 payment Gagnon ready 2026-11-10 held" in text


def test_the_rule_is_turned_off_as_it_was_confirmed(client: Client, shop: Shop) -> None:
    shop.wait_for_payment()
    invoice = shop.issue(shop.line("100.00"))
    answer = send(client, shop)

    assert asks(answer)
    client.post(PAGE, hidden(answer) | {"confirmed": "yes"})

    assert settings_for(shop.company).only_when_paid is False
    assert state_of(invoice) == ("READY", invoice.issued_on)


def test_other_policies_are_saved_at_once(client: Client, shop: Shop) -> None:
    shop.issue(shop.line("100.00"))

    answer = send(client, shop, unmapped="block", sale_date="payment", detail="daily")

    assert answer.status_code == 302
    settings = settings_for(shop.company)
    assert (settings.unmapped, settings.sale_date, settings.detail) == (
        "block",
        "payment",
        "daily",
    )
    assert settings.rule_changed_on is None


def test_a_change_that_moves_nothing_is_saved_at_once(
    client: Client, shop: Shop
) -> None:
    answer = send(client, shop, only_when_paid="on")

    assert answer.status_code == 302
    assert settings_for(shop.company).only_when_paid is True


@pytest.mark.parametrize("sent", [{}, {"confirmed": "yes"}], ids=["asked", "confirmed"])
def test_a_change_that_is_refused_is_neither_asked_about_nor_made(
    client: Client, shop: Shop, sent: dict[str, str]
) -> None:
    shop.issue(shop.line("100.00"))
    cash = account(shop.company, "1015")

    answer = send(client, shop, only_when_paid="on", payment_credit=cash.pk, **sent)

    assert not asks(answer)
    [refusal] = form_of(answer).non_field_errors()
    assert refusal.startswith("Payments and refunds: credit account: 1015 is not")
    assert settings_for(shop.company).only_when_paid is False


def test_a_wrong_field_is_said_before_anything_is_asked(
    client: Client, shop: Shop
) -> None:
    shop.issue(shop.line("100.00"))

    answer = send(client, shop, only_when_paid="on", difference_tolerance="beaucoup")

    assert not asks(answer)
    assert list(form_of(answer).errors) == ["difference_tolerance"]


@pytest.mark.parametrize("role", [Membership.Role.ACCOUNTANT, Membership.Role.STAFF])
def test_who_may_not_change_the_settings_does_not_confirm_either(
    client: Client, shop: Shop, role: Membership.Role
) -> None:
    shop.issue(shop.line("100.00"))
    client.force_login(make_member(shop.company, role))

    assert send(client, shop, only_when_paid="on").status_code == 403
    answer = send(client, shop, only_when_paid="on", confirmed="yes")
    assert answer.status_code == 403
    assert settings_for(shop.company).only_when_paid is False
