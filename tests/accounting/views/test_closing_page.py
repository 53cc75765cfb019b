from datetime import date

import pytest
from django.test import Client

from accounting.models import BooksReopening
from accounting.queries import settings_for
from companies.models import Company, Membership
from tests.factories import make_company, make_member

Role = Membership.Role
PAGE = "/c/cote/closing/"


@pytest.fixture
def company(db: None) -> Company:  # noqa: ARG001 - the database must be there first
    return make_company()


def test_scenario_94_an_accountant_closes_and_only_an_admin_reopens(
    client: Client, company: Company
) -> None:
    client.force_login(make_member(company, Role.ACCOUNTANT))

    answer = client.post(f"{PAGE}close/", {"through": "2026-10-31"}, follow=True)

    assert settings_for(company).closed_through == date(2026, 10, 31)
    assert "The books are closed through 31 Oct 2026." in answer.content.decode()
    refused = client.post(f"{PAGE}reopen/", {"to": "", "reason": "Essai"})
    assert refused.status_code == 403
    assert settings_for(company).closed_through == date(2026, 10, 31)

    client.force_login(make_member(company, Role.ADMIN))
    answer = client.post(
        f"{PAGE}reopen/", {"to": "2026-09-30", "reason": "Facture oubliée"}, follow=True
    )

    assert settings_for(company).closed_through == date(2026, 9, 30)
    assert "Facture oubliée" in answer.content.decode()
    assert BooksReopening.objects.get().reopened_by == answer.wsgi_request.user


def test_an_earlier_day_is_refused_beside_its_field(
    client: Client, company: Company
) -> None:
    client.force_login(make_member(company, Role.ACCOUNTANT))
    client.post(f"{PAGE}close/", {"through": "2026-10-31"})

    answer = client.post(f"{PAGE}close/", {"through": "2026-09-30"})

    errors = answer.context["close_form"].errors["through"]
    assert errors == [
        "The books are closed through 31 Oct 2026 already: choose a later day."
    ]


def test_staff_do_not_close_books(client: Client, company: Company) -> None:
    client.force_login(make_member(company, Role.STAFF))

    assert client.get(PAGE).status_code == 403
