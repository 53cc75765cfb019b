import pytest
from django.test import Client

from companies.models import Membership
from invoices.models import DocumentNumbering
from tests.factories import make_member
from tests.invoices.shop import Shop
from tests.invoices.views.desk import Desk, days_ago, errors_of

Role = Membership.Role


@pytest.fixture
def office(client: Client, shop: Shop) -> Desk:
    client.force_login(make_member(shop.company))
    return Desk(client, shop)


def test_the_page_proves_that_no_number_is_missing(office: Desk) -> None:
    first = office.counter.issue("1.00", days_ago(9))
    office.counter.issue("1.00", days_ago(8))
    office.counter.void(first, days_ago(7))

    page = office.read("numbering_list")

    assert "The next one takes number FAC-00003." in page
    assert "FAC-… from 1 to 2: 2 given." in page
    assert "none is missing" in page
    assert "The next one takes number NC-00001." in page
    assert f">FAC-00001</a> {days_ago(7):%Y-%m-%d} Erreur" in page


def test_a_number_that_was_jumped_over_is_told(office: Desk) -> None:
    office.counter.issue("1.00", days_ago(9))
    office.send("numbering_edit", "INVOICE", prefix="FAC-", suffix="", next_number="5")
    office.counter.issue("1.00", days_ago(8))

    page = office.read("numbering_list")

    assert "</span> 00002–00004" in page
    assert "none is missing" not in page


def test_an_admin_changes_how_the_next_ones_are_numbered(office: Desk) -> None:
    sent = {"prefix": "AV-", "suffix": "-Q", "next_number": "12"}

    answer = office.send("numbering_edit", "CREDIT_NOTE", **sent)

    assert answer.headers["Location"] == office.at("numbering_list")
    numbering = DocumentNumbering.objects.get(series="CREDIT_NOTE")
    assert str(numbering) == "AV-00012-Q"


@pytest.mark.parametrize("number", ["", "0", "-5", "1.5", "0.0000001", "dix", "1e9"])
def test_a_bad_next_number_is_refused(office: Desk, number: str) -> None:
    sent = {"prefix": "FAC-", "suffix": "", "next_number": number}

    answer = office.send("numbering_edit", "INVOICE", **sent)

    assert list(errors_of(answer)) in (["next_number"], ["__all__"])
    assert str(DocumentNumbering.objects.get(series="INVOICE")) == "FAC-00001"


def test_a_number_that_was_given_is_refused_with_the_first_that_is_free(
    office: Desk,
) -> None:
    office.counter.issue("1.00", days_ago(9))
    sent = {"prefix": "FAC-", "suffix": "", "next_number": "1"}

    answer = office.send("numbering_edit", "INVOICE", **sent)

    assert errors_of(answer) == {
        "__all__": ["Next number: choose one from 2 to 9999999."]
    }


def test_there_is_no_other_series(office: Desk) -> None:
    assert office.open("numbering_edit", "PAYMENT").status_code == 404


@pytest.mark.parametrize(
    ("role", "look", "change"),
    [(Role.ADMIN, 200, 302), (Role.ACCOUNTANT, 200, 403), (Role.STAFF, 403, 403)],
)
def test_who_sees_and_who_changes_the_numbering(
    client: Client, shop: Shop, role: Role, look: int, change: int
) -> None:
    client.force_login(make_member(shop.company, role))
    someone = Desk(client, shop)
    sent = {"prefix": "F-", "suffix": "", "next_number": "1"}

    assert someone.open("numbering_list").status_code == look
    assert someone.open("numbering_edit", "INVOICE").status_code == look
    assert someone.send("numbering_edit", "INVOICE", **sent).status_code == change
