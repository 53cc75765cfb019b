from datetime import date

import pytest
from django.test import Client

from accounting.models import JournalEntry
from accounting.queries import settings_for
from companies.models import Membership
from tests.factories import make_member
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop

Role = Membership.Role
PAGE = "/c/cote/settings/cut-over/"
ISSUED = date(2026, 10, 28)


@pytest.fixture
def counter(shop: Shop, client: Client) -> Counter:
    client.force_login(make_member(shop.company, Role.ADMIN))
    return Counter(shop)


def test_what_came_before_is_in_the_books_and_one_may_be_exported_still(
    counter: Counter, client: Client
) -> None:
    first = counter.issue("100.00", ISSUED)
    counter.issue("200.00", ISSUED)

    client.post(PAGE, {"first_day": "2026-11-01"})

    assert settings_for(counter.shop.company).cut_over_on == date(2026, 11, 1)
    assert counter.journal() == ["prior sale 10-28", "prior sale 10-28"]

    client.post(f"{PAGE}{first.pk}/", {})

    assert counter.journal() == [
        "prior sale 10-28",
        "R! sale 10-28 D 1201 114.98 / C 4000 100.00, C 2310 5.00, C 2320 9.98",
    ]
    page = client.get(PAGE).content.decode()
    assert "to export" in page
    assert "already in the books" in page


def test_a_day_after_exported_documents_is_refused(
    counter: Counter, client: Client
) -> None:
    counter.issue("100.00", ISSUED)
    counter.export()

    answer = client.post(PAGE, {"first_day": "2026-11-01"})

    assert answer.context["form"].errors["first_day"] == [
        "Documents before this day were exported: choose an earlier day."
    ]
    assert settings_for(counter.shop.company).cut_over_on is None
    assert JournalEntry.objects.get().status == "EXPORTED"


def test_an_accountant_looks_and_does_not_change(
    counter: Counter, client: Client
) -> None:
    client.force_login(make_member(counter.shop.company, Role.ACCOUNTANT))

    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, {"first_day": "2026-11-01"}).status_code == 403
