"""What waits for its day takes effect before the journal is read."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounting.models import JournalEntry
from accounting.signals import day_reached
from companies.models import Membership
from invoices.models import Invoice, Payment
from tests.factories import make_member
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop
from tests.invoices.views.till import ago


@pytest.fixture
def cheque(shop: Shop) -> Payment:
    """Dated today, recorded three days ago."""
    counter = Counter(shop)
    invoice = counter.issue("100.00", ago(20))
    return counter.pay({invoice: "114.98"}, ago(0), recorded_on=ago(3))


def paid() -> list[str]:
    return list(
        JournalEntry.objects.filter(event="payment").values_list("status", flat=True)
    )


@pytest.mark.usefixtures("cheque")
def test_a_cheque_of_the_day_is_in_the_preview(client: Client, shop: Shop) -> None:
    client.force_login(make_member(shop.company, Membership.Role.ACCOUNTANT))

    client.get(reverse("exports:batch_new", args=["cote"]))

    assert paid() == ["READY"]


@pytest.mark.usefixtures("cheque")
def test_a_cheque_of_the_day_is_in_the_batch_that_the_page_produces(
    client: Client, shop: Shop
) -> None:
    client.force_login(make_member(shop.company, Membership.Role.ACCOUNTANT))
    page = reverse("exports:batch_new", args=["cote"])

    client.post(page, {"through": ago(0).isoformat(), "key": uuid4()})

    assert paid() == ["EXPORTED"]
    assert Invoice.objects.get().balance.amount == 0


@pytest.mark.usefixtures("cheque")
def test_a_cheque_of_the_day_is_in_what_the_command_previews() -> None:
    out = StringIO()
    through = ago(0).isoformat()

    call_command(
        "export_journal",
        *("--company", "cote", "--through", through, "--preview"),
        stdout=out,
    )

    assert paid() == ["READY"]
    assert out.getvalue().startswith("2 entries can go")


@pytest.mark.parametrize(
    ("paid_meanwhile", "kept"), [("114.98", "114.98"), ("100.00", "100.00")]
)
def test_what_is_not_owed_any_more_on_its_day_is_the_customers(
    shop: Shop, paid_meanwhile: str, kept: str
) -> None:
    counter = Counter(shop)
    invoice = counter.issue("100.00", ago(20))
    counter.pay({invoice: "114.98"}, ago(0), recorded_on=ago(3))
    counter.pay({invoice: paid_meanwhile}, ago(2))

    day_reached.send(Payment, company=shop.company, on=ago(0))

    assert counter.owed(invoice) == "0.00"
    assert str(counter.customer_credit().balance.amount) == kept


def test_a_cheque_taken_while_its_page_was_open_is_taken_back_whole(
    shop: Shop,
) -> None:
    counter = Counter(shop)
    opened = counter.pay({}, ago(0), on_account="50.00", recorded_on=ago(3))
    day_reached.send(Payment, company=shop.company, on=ago(0))

    counter.bounce(opened, ago(0), "MISTAKE")

    assert paid() == ["WITHDRAWN"]
    assert str(counter.customer_credit().balance.amount) == "0.00"
