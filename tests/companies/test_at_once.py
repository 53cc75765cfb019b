"""Invitations that are accepted at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from companies.models import Company, Invitation, Membership, User
from companies.services import InvitationError, accept_invitation
from tests.companies.people import LUC, invite
from tests.factories import make_company

SECONDS = 20
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def accept_together(offers: list[tuple[Invitation, str]]) -> list[str]:
    """The password that each sets, or what refuses it."""
    together = Barrier(len(offers), timeout=SECONDS)

    def accept(offer: tuple[Invitation, str]) -> str:
        invitation, password = offer
        together.wait()
        try:
            accept_invitation(
                invitation=invitation,
                signed_in=None,
                password=password,
                accepted_at=timezone.now(),
            )
        except InvitationError:
            return "refused"
        else:
            return password
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        return list(pool.map(accept, offers))


def test_a_link_that_is_sent_twice_at_once_is_used_once() -> None:
    invitation, _link = invite(make_company("cote"))

    answers = accept_together(
        [(invitation, "the first one"), (invitation, "the other")]
    )

    [password] = set(answers) - {"refused"}
    assert "refused" in answers
    assert User.objects.get(email=LUC).check_password(password)
    assert Membership.objects.count() == 1


def test_a_new_person_invited_by_two_companies_sets_one_password() -> None:
    companies: list[Company] = [make_company("cote"), make_company("roy")]
    invitations = [invite(company)[0] for company in companies]
    passwords = ["set at cote", "set at roy"]

    answers = accept_together(list(zip(invitations, passwords, strict=True)))

    [password] = set(answers) - {"refused"}
    assert "refused" in answers
    luc = User.objects.get(email=LUC)
    assert luc.check_password(password)
    assert luc.memberships.get().company == companies[passwords.index(password)]
    waiting = Invitation.objects.get(state=Invitation.State.PENDING)
    accept_invitation(
        invitation=waiting, signed_in=luc, password=None, accepted_at=timezone.now()
    )
    assert luc.memberships.count() == 2
