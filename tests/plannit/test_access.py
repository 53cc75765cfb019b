"""Every address of a company against every role: scenario 94."""

import logging

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from companies.capabilities import Can
from companies.models import Membership
from tests.companies.roles import MAY
from tests.factories import make_company, make_member, make_user
from tests.plannit.addresses import Address, company_addresses

Role = Membership.Role
ADDRESSES = company_addresses()

pytestmark = pytest.mark.django_db
every_address = pytest.mark.parametrize(
    "address", ADDRESSES, ids=[address.name for address in ADDRESSES]
)


def ask(client: Client, address: str) -> HttpResponseBase:
    """Visit the address; one that only takes forms is sent an empty one."""
    answer = client.get(address)
    return client.post(address) if answer.status_code == 405 else answer


@every_address
def test_scenario_94_every_address_of_a_company_asks_for_a_capability(
    address: Address,
) -> None:
    assert isinstance(address.capability, Can)


@every_address
def test_scenario_94_a_stranger_finds_nothing(client: Client, address: Address) -> None:
    make_company("cote")
    client.force_login(make_member(make_company("other")))

    assert ask(client, address.at("cote")).status_code == 404


@every_address
def test_scenario_94_nobody_enters_without_signing_in(
    client: Client, address: Address
) -> None:
    make_company("cote")

    answer = ask(client, address.at("cote"))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@every_address
@pytest.mark.parametrize("role", Role)
def test_scenario_94_a_role_opens_what_it_may_and_nothing_else(
    client: Client, caplog: pytest.LogCaptureFixture, role: Role, address: Address
) -> None:
    caplog.set_level(logging.INFO, "companies.access")
    member = make_member(make_company("cote"), role)
    client.force_login(member)
    path = address.at("cote")

    status = ask(client, path).status_code

    refusals = [vars(r) for r in caplog.records if r.message == "access_refused"]
    if address.capability in MAY[role]:
        assert status in ({404} if address.names_a_row else {200, 302})
        assert refusals == []
    else:
        assert status == 403
        [refusal] = refusals
        told = [refusal[name] for name in ("capability", "user", "company", "page")]
        assert told == [address.capability, member.pk, "cote", path]


def test_a_person_of_no_company_finds_nothing(client: Client) -> None:
    make_company("cote")
    client.force_login(make_user())

    assert client.get(reverse("dashboard", args=["cote"])).status_code == 404
