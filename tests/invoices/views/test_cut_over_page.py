from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from accounting.models import JournalEntry
from accounting.queries import settings_for
from companies.models import Membership
from invoices.services.refusals import TooEarlyError
from tests.factories import make_member
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop
from tests.invoices.views.till import said
from tests.pages import form_of

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


def rows_on(page: str) -> list[str]:
    """The words of each invoice of the page, and of its button."""
    rows = page.partition("<tbody>")[2].split("<tr>")[1:]
    return [" ".join(strip_tags(row.partition("</tr>")[0]).split()) for row in rows]


def test_the_page_lists_what_was_open_or_is_to_be_exported(
    counter: Counter, client: Client
) -> None:
    counter.issue("10.00", date(2026, 11, 1))
    paid = counter.issue("20.00", ISSUED)
    counter.pay({paid: "23.00"}, ISSUED)
    later = counter.issue("100.00", ISSUED)
    counter.issue("1000.00", date(2026, 10, 5))
    counter.void(counter.issue("500.00", ISSUED), ISSUED)
    client.post(PAGE, {"first_day": "2026-11-01"})
    client.post(f"{PAGE}{later.pk}/", {})

    page = client.get(PAGE).content.decode()

    assert rows_on(page) == [
        "FAC-00004 2026-10-05 Gagnon $1,149.75 already in the books To export",
        "FAC-00003 2026-10-28 Gagnon $114.98 to export Already in the books",
    ]


def test_an_invoice_to_export_goes_back_to_the_books(
    counter: Counter, client: Client
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    client.post(PAGE, {"first_day": "2026-11-01"})
    client.post(f"{PAGE}{invoice.pk}/", {})

    answer = client.post(f"{PAGE}{invoice.pk}/", {"prior": "yes"})

    assert answer.headers["Location"] == PAGE
    assert counter.journal() == ["prior sale 10-28"]
    assert rows_on(client.get(PAGE).content.decode()) == [
        "FAC-00001 2026-10-28 Gagnon $114.98 already in the books To export"
    ]


def test_a_document_that_was_exported_stays_so(
    counter: Counter, client: Client
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    client.post(PAGE, {"first_day": "2026-11-01"})
    client.post(f"{PAGE}{invoice.pk}/", {})
    counter.export()

    answer = client.post(f"{PAGE}{invoice.pk}/", {"prior": "yes"})

    assert said(answer)[-1] == "Invoice FAC-00001 was exported: it stays so."
    invoice.refresh_from_db()
    assert not invoice.is_prior


def test_an_invoice_of_the_first_day_is_not_from_before(
    counter: Counter, client: Client
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    client.post(PAGE, {"first_day": f"{ISSUED}"})

    answer = client.post(f"{PAGE}{invoice.pk}/", {"prior": "yes"})

    assert said(answer) == [
        "The cut-over is saved.",
        "Invoice FAC-00001 is not from before the cut-over.",
    ]
    assert "Nothing was open." in client.get(PAGE).content.decode()


def test_a_draft_has_no_place_at_the_cut_over(counter: Counter, client: Client) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))
    client.post(PAGE, {"first_day": "2026-11-01"})

    assert client.post(f"{PAGE}{draft.pk}/", {}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "This field is required."), ("demain", "Enter a valid date.")],
)
def test_a_first_day_that_is_none_is_refused(
    counter: Counter, client: Client, typed: str, sentence: str
) -> None:
    client.post(PAGE, {"first_day": "2026-11-01"})

    answer = client.post(PAGE, {"first_day": typed})

    assert form_of(answer).errors == {"first_day": [sentence]}
    settings = settings_for(counter.shop.company)
    assert settings.cut_over_on == date(2026, 11, 1)


def test_the_page_proposes_the_day_that_was_chosen(
    counter: Counter, client: Client
) -> None:
    assert form_of(client.get(PAGE))["first_day"].value() is None
    assert counter.journal() == []

    client.post(PAGE, {"first_day": "2026-11-01"})

    assert form_of(client.get(PAGE))["first_day"].value() == date(2026, 11, 1)


@pytest.mark.parametrize(("role", "buttons"), [(Role.ADMIN, 3), (Role.ACCOUNTANT, 1)])
def test_only_who_changes_the_settings_has_the_buttons(
    counter: Counter, client: Client, role: Role, buttons: int
) -> None:
    counter.issue("100.00", ISSUED)
    client.post(PAGE, {"first_day": "2026-11-01"})
    client.force_login(make_member(counter.shop.company, role, email="b@example.com"))

    page = client.get(PAGE).content.decode()

    main = page.partition("<main")[2]
    assert main.count('type="submit"') == buttons
    assert "FAC-00001" in main


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_of_one_invoice_and_of_three(
    counter: Counter,
    client: Client,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        counter.issue("100.00", ISSUED)
    client.post(PAGE, {"first_day": "2026-11-01"})
    client.get(PAGE)

    with django_assert_num_queries(7):
        client.get(PAGE)


def test_the_list_is_signed_once_it_was_compared_and_an_administrator_reopens_it(
    counter: Counter, client: Client
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    client.post(PAGE, {"first_day": "2026-11-01"})
    accountant = make_member(
        counter.shop.company, Role.ACCOUNTANT, email="b@example.com"
    )
    client.force_login(accountant)

    unread = client.post(f"{PAGE}sign/", {})
    assert "is_compared" in unread.context["signature"].errors
    assert settings_for(counter.shop.company).cut_over_signed_on is None

    client.post(f"{PAGE}sign/", {"is_compared": "on"})

    settings = settings_for(counter.shop.company)
    assert settings.cut_over_signed_by == accountant
    assert client.post(f"{PAGE}reopen/").status_code == 403
    page = client.get(PAGE).content.decode()
    assert "The list was signed on" in page
    with pytest.raises(TooEarlyError):
        counter.pay({invoice: "10.00"}, ISSUED)

    admin = make_member(counter.shop.company, Role.ADMIN, email="c@example.com")
    client.force_login(admin)
    client.post(f"{PAGE}reopen/")

    assert settings_for(counter.shop.company).cut_over_signed_on is None
    counter.pay({invoice: "10.00"}, ISSUED)
    assert counter.journal() == ["prior sale 10-28", "prior payment 10-28"]


def test_a_list_whose_day_was_not_chosen_is_not_signed(
    counter: Counter, client: Client
) -> None:
    answer = client.post(f"{PAGE}sign/", {"is_compared": "on"})

    assert answer.context["signature"].non_field_errors() == [
        "Choose the first day of the books kept here."
    ]
    assert settings_for(counter.shop.company).cut_over_signed_on is None
