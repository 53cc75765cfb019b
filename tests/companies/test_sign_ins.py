"""What people did to get in: their own history, and lines in the log."""

import json
import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from companies.models import Membership, SignInEvent, User
from companies.queries import changes_of
from companies.services import record_sign_in_event
from plannit.logs import line_formatter
from tests.companies.mail import wait_for_mail
from tests.companies.second_factors import add_app, code_of
from tests.factories import make_company, make_member, make_user

pytestmark = pytest.mark.django_db
Kind = SignInEvent.Kind
PASSWORD = "correct horse battery"  # noqa: S105 - what make_user gives everybody
ALICE = "alice@example.com"


@pytest.fixture(autouse=True)
def every_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


def sign_in(client: Client, password: str = PASSWORD, *, email: str = ALICE) -> None:
    client.post(reverse("account_login"), {"login": email, "password": password})


def password_link() -> str:
    """The path of the link in the last mail."""
    wait_for_mail()
    [link] = re.findall(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    return str(link)


def kinds(user: User) -> list[str]:
    events = SignInEvent.objects.filter(user=user).order_by("pk")
    return [event.kind for event in events]


def written(record: logging.LogRecord) -> str:
    entry = line_formatter(is_readable=False)
    formatter: logging.Formatter = entry.pop("()")(**entry)
    return formatter.format(record)


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """What a collector reads of what this house logged."""
    ours = [each for each in caplog.records if each.name.startswith("companies")]
    read = [json.loads(written(each)) for each in ours]
    return [
        {name: fact for name, fact in line.items() if name != "timestamp"}
        for line in read
    ]


def test_a_person_finds_what_was_done_in_their_name(client: Client) -> None:
    alice = make_user(ALICE)

    sign_in(client, "wrong")
    sign_in(client)
    client.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "another long password",
            "password2": "another long password",
        },
    )
    client.post(reverse("account_logout"))
    client.post(reverse("account_reset_password"), {"email": ALICE})
    link = client.get(password_link()).headers["Location"]
    client.post(link, {"password1": PASSWORD, "password2": PASSWORD})

    assert kinds(alice) == [
        Kind.REFUSED,
        Kind.SIGNED_IN,
        Kind.PASSWORD_CHANGED,
        Kind.SIGNED_OUT,
        Kind.RESET_ASKED,
        Kind.PASSWORD_RESET,
    ]


def test_a_person_finds_what_became_of_their_second_factor(client: Client) -> None:
    alice = make_user(ALICE)
    secret = add_app(alice)

    sign_in(client)
    for code in ("no", code_of(secret)):
        client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("mfa_deactivate_totp"))

    assert kinds(alice)[:3] == [Kind.FACTOR_REFUSED, Kind.FACTOR_USED, Kind.SIGNED_IN]
    assert Kind.FACTOR_REMOVED in kinds(alice)


def test_too_many_attempts_are_told_once_slowed_down(client: Client) -> None:
    alice = make_user(ALICE)

    for _attempt in range(12):
        sign_in(client, "wrong")

    assert kinds(alice) == [Kind.REFUSED] * 6 + [Kind.SLOWED]


def test_the_log_has_a_line_for_each_with_no_secret(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    alice = make_user(ALICE)

    sign_in(client, "my-typed-secret")
    sign_in(client, email="nobody@example.com")
    sign_in(client)

    refused, unknown, signed_in = lines(caplog)
    common = {"level": "info", "logger": "companies.sign_ins", "address": "127.0.0.1"}
    assert refused == {"event": "sign_in_refused", "user": alice.pk, **common}
    assert signed_in == {"event": "sign_in_signed_in", "user": alice.pk, **common}
    assert len(str(unknown.pop("email_hash"))) == 16
    assert unknown == {"event": "sign_in_refused", **common}
    for secret in ("my-typed-secret", PASSWORD, "nobody", ALICE):
        assert secret not in caplog.text


def test_a_reset_is_logged_without_its_link(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    make_user(ALICE)

    client.post(reverse("account_reset_password"), {"email": ALICE})
    path = password_link()
    client.get(path)
    client.get(path[:-2] + "x/")

    assert [line["event"] for line in lines(caplog)] == ["sign_in_reset_asked"]
    assert path.strip("/").rsplit("/", 1)[-1] not in caplog.text


def test_a_refused_page_is_logged_with_who_where_and_from_where(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    staff = make_member(make_company("cote"), Membership.Role.STAFF)
    client.force_login(staff)

    client.get(reverse("companies:member_list", args=["cote"]))

    assert lines(caplog) == [
        {
            "event": "access_refused",
            "level": "info",
            "logger": "companies.access",
            "user": staff.pk,
            "company": "cote",
            "address": "127.0.0.1",
            "capability": "manage_members",
            "page": "/c/cote/settings/members/",
        }
    ]


def test_the_page_shows_a_person_their_own_and_nobody_elses(client: Client) -> None:
    alice, luc = make_user(ALICE), make_user("luc@example.com")
    now = timezone.now()
    for user, address in ((alice, "192.0.2.1"), (luc, "192.0.2.99")):
        record_sign_in_event(
            user=user, kind=Kind.SIGNED_IN, address=address, happened_at=now
        )
    client.force_login(alice)

    page = client.get(reverse("sign_in_list"))

    assert "192.0.2.1<" in page.text
    assert "192.0.2.99" not in page.text
    assert page.text.count("<td>Signed in</td>") == 1


def test_the_page_is_for_those_who_are_signed_in(client: Client) -> None:
    answer = client.get(reverse("sign_in_list"))

    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_a_company_learns_nothing_of_how_its_members_sign_in(client: Client) -> None:
    company, other = make_company("cote"), make_company("roy")
    alice = make_member(company, email=ALICE)
    Membership.objects.create(company=other, user=alice, role=Membership.Role.STAFF)
    before = [entry.pk for entry in changes_of(company)]

    sign_in(client, "wrong")
    sign_in(client)
    client.post(reverse("account_reset_password"), {"email": ALICE})
    alice.name = "Alice Roy"
    alice.set_password("another long password")
    alice.save()
    Membership.objects.filter(company=other).get().delete()

    assert [entry.pk for entry in changes_of(company)] == before


def test_events_are_kept_a_year(client: Client) -> None:
    alice, luc = make_user(ALICE), make_user("luc@example.com")
    now = timezone.now()
    for days, kind in ((366, Kind.REFUSED), (364, Kind.SLOWED)):
        record_sign_in_event(
            user=luc,
            kind=kind,
            address="192.0.2.1",
            happened_at=now - timedelta(days=days),
        )

    sign_in(client)

    assert (kinds(luc), kinds(alice)) == ([Kind.SLOWED], [Kind.SIGNED_IN])


def test_an_event_is_never_changed(client: Client) -> None:
    make_user(ALICE)
    sign_in(client)

    with pytest.raises(IntegrityError), transaction.atomic():
        SignInEvent.objects.update(address="192.0.2.1")


def test_a_refused_link_is_logged_without_its_key(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    make_user(ALICE)
    client.post(reverse("account_reset_password"), {"email": ALICE})
    key = password_link().strip("/").rsplit("/", 1)[-1]

    client.get(f"/nowhere/{key}/")

    [record] = [each for each in caplog.records if each.name == "django.request"]
    assert json.loads(written(record))["event"] == "Not Found: /nowhere/…/"


def test_every_line_of_another_library_is_json_without_its_request(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/nowhere/")

    [record] = [each for each in caplog.records if each.name == "django.request"]
    line = json.loads(written(record))

    assert line["event"] == "Not Found: /nowhere/"
    assert line["status_code"] == 404
    assert "request" not in line
