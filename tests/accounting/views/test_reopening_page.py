from datetime import UTC, date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounting.models import BooksReopening
from accounting.queries import settings_for
from accounting.services.closing import close_books, reopen_books
from companies.models import Company, Membership, User
from tests.exports.journal import produce, record_sale
from tests.factories import make_company, make_member, make_settings

pytestmark = pytest.mark.django_db
Role = Membership.Role
PAGE = "/c/cote/closing/"
OCTOBER = date(2026, 10, 31)
REASON = "Facture oubliée"


@pytest.fixture
def company() -> Company:
    return make_company()


@pytest.fixture
def admin(client: Client, company: Company) -> Client:
    client.force_login(make_member(company))
    return client


def reopen(
    company: Company, reason: str = REASON, *, day: int = 24, by: User | None = None
) -> BooksReopening:
    """Close the books through October, and open them again that day of November."""
    close_books(company=company, through=OCTOBER)
    return reopen_books(
        company=company,
        to=None,
        reason=reason,
        reopened_at=datetime(2026, 11, day, 15, tzinfo=UTC),
        reopened_by=by,
    )


def test_books_that_were_never_closed_say_so_and_are_not_reopened(
    admin: Client,
) -> None:
    content = admin.get(PAGE).text

    assert "The books were never closed." in content
    assert f"{PAGE}reopen/" not in content


@pytest.mark.parametrize(("role", "offered"), [(Role.ADMIN, 1), (Role.ACCOUNTANT, 0)])
def test_reopening_is_offered_to_an_administrator_only(
    client: Client, company: Company, role: Role, offered: int
) -> None:
    close_books(company=company, through=OCTOBER)
    client.force_login(make_member(company, role))

    content = client.get(PAGE).text

    assert content.count(f'action="{PAGE}reopen/"') == offered
    assert content.count(f'action="{PAGE}close/"') == 1


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            {"to": "2026-10-31", "reason": REASON},
            {"__all__": ["Choose a day before the last closed day of the books."]},
        ),
        (
            {"to": "", "reason": "   "},
            {"reason": ["This field is required."]},
        ),
        (
            {"to": "hier", "reason": REASON},
            {"to": ["Enter a valid date."]},
        ),
        (
            {"to": "", "reason": "x" * 201},
            {"reason": ["Ensure this value has at most 200 characters (it has 201)."]},
        ),
    ],
    ids=["same day", "no reason", "no date", "long reason"],
)
def test_a_reopening_that_is_refused_says_why_and_changes_nothing(
    admin: Client, company: Company, data: dict[str, str], errors: dict[str, list[str]]
) -> None:
    close_books(company=company, through=OCTOBER)

    answer = admin.post(f"{PAGE}reopen/", data)

    assert answer.context["reopen_form"].errors == errors
    assert answer.context["close_form"].errors == {}
    assert settings_for(company).closed_through == OCTOBER
    assert BooksReopening.objects.count() == 0


@pytest.mark.parametrize("through", ["", "2026-02-30", "demain"])
def test_books_are_closed_through_a_day_that_there_is(
    admin: Client, company: Company, through: str
) -> None:
    answer = admin.post(f"{PAGE}close/", {"through": through})

    assert list(answer.context["close_form"].errors) == ["through"]
    assert answer.context["reopen_form"].errors == {}
    assert settings_for(company).closed_through is None


@pytest.mark.parametrize("through", ["2099-12-31", "9999-12-31"])
def test_books_are_not_closed_beyond_the_days_that_a_file_holds(
    admin: Client, company: Company, through: str
) -> None:
    answer = admin.post(f"{PAGE}close/", {"through": through})

    assert answer.context["close_form"].errors == {
        "through": ["Ensure this value is less than or equal to 2099-12-30."]
    }
    assert settings_for(company).closed_through is None


def test_books_closed_as_late_as_they_can_be_are_still_exported(
    admin: Client, company: Company
) -> None:
    make_settings(company)
    record_sale(company)

    admin.post(f"{PAGE}close/", {"through": "2099-12-30"})

    (entry,) = produce(company).entries.all()
    assert entry.dated_on == date(2099, 12, 31)


@pytest.mark.parametrize("action", ["close", "reopen"])
def test_books_are_neither_closed_nor_reopened_by_a_visit(
    admin: Client, action: str
) -> None:
    assert admin.get(f"{PAGE}{action}/").status_code == 405


def test_each_change_is_said_once_on_the_page_that_follows(
    admin: Client, company: Company
) -> None:
    closed = admin.post(f"{PAGE}close/", {"through": "2026-10-31"}, follow=True)
    opened = admin.post(f"{PAGE}reopen/", {"reason": REASON}, follow=True)

    said = [[str(m) for m in page.context["messages"]] for page in (closed, opened)]
    assert said == [["The books are closed."], ["The books are reopened."]]
    assert settings_for(company).closed_through is None


def test_the_reopenings_of_the_company_are_listed_the_latest_first(
    client: Client, company: Company
) -> None:
    first = reopen(company, "Premier", day=3)
    second = reopen(company, "Second", day=5)
    reopen(make_company("roy"), "Ailleurs")
    client.force_login(make_member(company, Role.ACCOUNTANT))

    answer = client.get(PAGE)

    assert list(answer.context["reopenings"]) == [second, first]
    assert "Ailleurs" not in answer.text


def test_a_reopening_is_shown_with_the_hour_of_the_company_and_its_author(
    admin: Client, company: Company
) -> None:
    person = Membership.objects.get(company=company).user
    reopen(company, by=person)

    shown = " ".join(admin.get(PAGE).text.split())

    # 15:00 in UTC is 10:00 in Toronto in November.
    assert f"2026-11-24 10:00 · {person} · 2026-10-31 → – · Facture oubliée" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_more_reopenings(
    admin: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for day in range(1, count + 1):
        person = make_member(company, Role.STAFF, email=f"p{day}@example.com")
        reopen(company, day=day, by=person)

    # Session, person, membership, settings, reopenings with who made them.
    with django_assert_num_queries(5):
        admin.get(PAGE)
