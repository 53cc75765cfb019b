from datetime import UTC, date, datetime

import pytest

from accounting.queries import settings_for
from accounting.services.closing import ClosingError, close_books, reopen_books
from companies.models import Company
from tests.factories import make_company, make_user

OCTOBER = date(2026, 10, 31)
NOVEMBER = date(2026, 11, 30)
NOW = datetime(2026, 12, 3, 15, tzinfo=UTC)


@pytest.fixture
def company(db: None) -> Company:  # noqa: ARG001 - the database must be there first
    return make_company()


def closed_through(company: Company) -> date | None:
    return settings_for(company).closed_through


def test_books_close_forward_only(company: Company) -> None:
    close_books(company=company, through=OCTOBER)

    for day in (OCTOBER, date(2026, 9, 30)):
        with pytest.raises(ClosingError, match="choose a later day"):
            close_books(company=company, through=day)

    close_books(company=company, through=NOVEMBER)
    assert closed_through(company) == NOVEMBER


def test_reopening_keeps_who_when_and_why(company: Company) -> None:
    close_books(company=company, through=NOVEMBER)
    user = make_user()

    reopening = reopen_books(
        company=company,
        to=OCTOBER,
        reason="Une facture oubliée",
        reopened_at=NOW,
        reopened_by=user,
    )

    assert closed_through(company) == OCTOBER
    assert (reopening.closed_through, reopening.reopened_to) == (NOVEMBER, OCTOBER)
    assert (reopening.reason, reopening.reopened_at, reopening.reopened_by) == (
        "Une facture oubliée",
        NOW,
        user,
    )


def test_books_can_be_reopened_whole(company: Company) -> None:
    close_books(company=company, through=NOVEMBER)

    reopen_books(
        company=company, to=None, reason="Essai", reopened_at=NOW, reopened_by=None
    )

    assert closed_through(company) is None


@pytest.mark.parametrize(
    ("to", "reason", "message"),
    [
        (NOVEMBER, "Essai", "Choose a day before"),
        (date(2026, 12, 31), "Essai", "Choose a day before"),
        (OCTOBER, "  ", "Give the reason"),
    ],
)
def test_a_reopening_goes_back_and_has_a_reason(
    company: Company, to: date, reason: str, message: str
) -> None:
    close_books(company=company, through=NOVEMBER)

    with pytest.raises(ClosingError, match=message):
        reopen_books(
            company=company, to=to, reason=reason, reopened_at=NOW, reopened_by=None
        )

    assert closed_through(company) == NOVEMBER


def test_books_that_were_never_closed_are_not_reopened(company: Company) -> None:
    with pytest.raises(ClosingError, match="Choose a day before"):
        reopen_books(
            company=company, to=None, reason="Essai", reopened_at=NOW, reopened_by=None
        )
