import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Membership
from tests.factories import make_company, make_member, make_user

pytestmark = pytest.mark.django_db
CHOICE = reverse("choose_company")


def test_a_person_of_one_company_goes_straight_in(client: Client) -> None:
    client.force_login(make_member(make_company("cote")))

    assert client.get(CHOICE).headers["Location"] == "/c/cote/"


def test_scenario_93_an_accountant_of_two_companies_chooses(client: Client) -> None:
    accountant = make_member(make_company("b", name="Toitures B"))
    Membership.objects.create(
        company=make_company("a", name="Plomberie A"),
        user=accountant,
        role=Membership.Role.ACCOUNTANT,
    )
    make_company("c", name="Couvreurs C")
    client.force_login(accountant)

    answer = client.get(CHOICE)

    companies = [company.name for company in answer.context["companies"]]
    assert companies == ["Plomberie A", "Toitures B"]
    assert 'href="/c/a/"' in answer.text
    assert 'href="/c/b/"' in answer.text


def test_a_person_of_no_company_is_told_what_to_do(client: Client) -> None:
    client.force_login(make_user())

    assert (
        "You are not a member of any company. Ask an administrator of yours to add you."
        in client.get(CHOICE).text
    )


def test_nobody_chooses_without_signing_in(client: Client) -> None:
    assert client.get(CHOICE).headers["Location"] == "/auth/login/?next=/"
