"""An invitation from its sending to its end: its mail, its link, its page, its history."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.contrib.messages import get_messages
from django.core import mail
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from companies.history import describe_changes
from companies.models import Company, Invitation, Membership, User
from companies.queries import changes_of, has_proven_mailbox
from companies.services import (
    INVITATION_LASTS,
    InvitationError,
    accept_invitation,
    renew_invitation,
    withdraw_invitation,
)
from tests.companies.people import (
    CHOSEN,
    LUC,
    add,
    choose_password,
    invite,
    mailed_link,
)
from tests.factories import make_company, make_member, make_user

pytestmark = pytest.mark.django_db
Role = Membership.Role
State = Invitation.State
NOON = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
TOO_OLD = INVITATION_LASTS + timedelta(seconds=1)
ALREADY = "alice@example.com is a member already: change the role on their page."
NOT_SENT = (
    "The invitation of luc@example.com was not sent: the mail server did not take it."
    " Send it again later."
)
ENDED = "This invitation has ended"


@pytest.fixture
def company() -> Company:
    return make_company("cote")


@pytest.fixture
def admin(client: Client, company: Company) -> Client:
    client.force_login(make_member(company, email="alice@example.com"))
    return client


@pytest.fixture
def guest() -> Client:
    """The browser of who was invited; it speaks English."""
    browser = Client()
    browser.cookies[site.LANGUAGE_COOKIE_NAME] = "en-ca"
    return browser


def page(name: str, *args: int, slug: str = "cote") -> str:
    return reverse(f"companies:{name}", args=[slug, *args])


def send(admin: Client, email: str = LUC, role: str = "STAFF", **values: str) -> None:
    admin.post(page("member_create"), {"email": email, "role": role, **values})


def told(company: Company) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
    """What the history says of invitations and members, the earliest first."""
    changes = reversed(describe_changes(changes_of(company)))
    return [
        (
            change.who,
            change.what,
            change.subject,
            [(field.label, field.old, field.new) for field in change.fields],
        )
        for change in changes
        if change.what.startswith(("Invitation", "Member"))
    ]


# Sending


def test_an_invitation_is_mailed_and_shown_on_no_page(admin: Client) -> None:
    answer = admin.post(
        page("member_create"),
        {"email": "Luc@Example.com", "name": "Luc Roy", "role": "ACCOUNTANT"},
        follow=True,
    )

    (message,) = mail.outbox
    assert message.to == [LUC]
    path = mailed_link()
    token = path.split("/")[2]
    assert answer.request["PATH_INFO"] == page("member_list")
    assert [str(each) for each in answer.context["messages"]] == [
        "An invitation is on its way to luc@example.com."
    ]
    for address in (page("member_list"), page("member_create"), page("change_list")):
        assert token not in admin.get(address).text
    assert "no-store" not in answer.headers  # nothing on it is secret


def test_the_mail_is_in_the_language_and_time_of_the_company(admin: Client) -> None:
    send(admin, role="ACCOUNTANT")

    (message,) = mail.outbox
    ends = timezone.localtime(Invitation.objects.get().expires_at)
    assert message.subject == "Plomberie Côté vous invite sur Plannit"
    lines = str(message.body).replace("\u00a0", " ").splitlines()
    assert lines[0].endswith("Votre rôle : comptable. Pour accepter, ouvrez ce lien :")
    assert lines[4].startswith(f"Il sert une fois, jusqu’au {ends:%Y-%m-%d} ")


def test_a_company_that_writes_english_invites_in_english(
    admin: Client, company: Company
) -> None:
    company.language = Company.Language.ENGLISH
    company.save()

    send(admin)

    assert mail.outbox[0].subject == "Plomberie Côté invites you to Plannit"


def test_the_database_keeps_the_hash_of_the_token_alone(
    admin: Client, company: Company
) -> None:
    send(admin)

    token = mailed_link().split("/")[2]
    kept = Invitation.objects.values().get()
    assert len(token) == 43
    assert token not in str(kept)
    history = changes_of(company).values_list("changes", "object_repr")
    assert token not in str(list(history))
    assert kept["token_hash"] not in str(list(history))


def test_inviting_changes_nothing_for_the_person(admin: Client) -> None:
    luc = make_user(LUC, is_proven=False)
    before = User.objects.values().get(pk=luc.pk)
    browser = Client()
    browser.force_login(luc)
    before["last_login"] = User.objects.get(pk=luc.pk).last_login

    send(admin)

    assert User.objects.values().get(pk=luc.pk) == before
    assert luc.memberships.count() == 0
    assert not EmailAddress.objects.filter(user=luc).exists()
    assert browser.get("/").status_code == 200


def test_nobody_learns_whether_an_address_is_known(admin: Client) -> None:
    make_member(make_company("roy"), email="known@example.com")
    make_user("given@example.com", is_proven=False)
    # Content types are asked once a process.
    admin.post(page("member_create"), {"email": "first@example.com", "role": "STAFF"})
    admin.get(page("member_list"))
    Invitation.objects.all().delete()
    mail.outbox.clear()
    seen = set()

    for email in ("known@example.com", "given@example.com", "never@example.com"):
        word = email.split("@", maxsplit=1)[0]
        with CaptureQueriesContext(connection) as queries:
            sent = admin.post(page("member_create"), {"email": email, "role": "STAFF"})
            listed = admin.get(page("member_list"))
        told_lines = [str(m).replace(word, "") for m in get_messages(sent.wsgi_request)]
        asked = [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in queries]
        body = re.sub(r'value="\w{64}"|\d+', "", listed.text.replace(word, ""))
        mailed = re.sub(r"invitations/\S+", "", str(mail.outbox.pop().body))
        seen.add((sent.status_code, str(told_lines), str(asked), body, mailed))
        Invitation.objects.all().delete()

    assert len(seen) == 1


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        (
            {"email": "luc", "role": "STAFF"},
            {"email": ["Enter a valid email address."]},
        ),
        (
            {"email": LUC, "role": "OWNER"},
            {
                "role": [
                    "Select a valid choice. OWNER is not one of the available choices."
                ]
            },
        ),
        (
            {"email": "Alice@example.com", "role": "STAFF"},
            {"email": [ALREADY]},
        ),
    ],
    ids=["not an address", "unknown role", "a member"],
)
def test_who_cannot_be_invited_is_an_error_of_the_form(
    admin: Client, values: dict[str, str], errors: dict[str, list[str]]
) -> None:
    answer = admin.post(page("member_create"), values)

    assert answer.context["form"].errors == errors
    assert (Invitation.objects.count(), mail.outbox) == (0, [])


def test_an_address_has_one_invitation_and_the_latest_holds(
    admin: Client, guest: Client
) -> None:
    send(admin, role="ADMIN")
    send(admin, role="STAFF")

    assert Invitation.objects.get().role == Role.STAFF
    links = [mailed_link(0), mailed_link(1)]
    assert [guest.get(link).status_code for link in links] == [404, 200]


def test_the_database_refuses_two_open_invitations_of_an_address(
    company: Company,
) -> None:
    invite(company)

    with pytest.raises(IntegrityError):
        Invitation.objects.create(
            company=company,
            email=LUC,
            role=Role.ADMIN,
            token_hash="0" * 64,
            expires_at=NOON,
        )


def test_a_mail_server_that_is_down_keeps_the_invitation_to_be_sent_again(
    admin: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    kept = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = admin.post(
        page("member_create"), {"email": LUC, "role": "STAFF"}, follow=True
    )

    waiting = Invitation.objects.get()
    assert answer.status_code == 200
    assert [str(each) for each in answer.context["messages"]] == [NOT_SENT]
    assert "not sent" in answer.text
    assert (waiting.state, waiting.is_mailed) == (State.PENDING, False)
    assert [record.message for record in caplog.records] == [
        f"invitation {waiting.pk} was not mailed"
    ]

    settings.EMAIL_BACKEND = kept
    admin.post(page("invitation_send", waiting.pk))

    waiting.refresh_from_db()
    assert waiting.is_mailed
    assert Client().get(mailed_link()).status_code == 200


# The list


def test_the_list_says_how_each_invitation_stands(
    admin: Client, company: Company
) -> None:
    invite(company, "printed@example.com")
    send(admin, "sent@example.com")
    invite(company, "late@example.com", at=timezone.now() - TOO_OLD)

    answer = admin.get(page("member_list"))

    rows = re.findall(
        r"<tr>\s*<th scope=.row.>(\S+@\S+)</th>(.*?)</tr>", answer.text, re.DOTALL
    )
    stands = {
        email: re.findall(r'class="status[^>]*>([^<]+)<', row)[0] for email, row in rows
    }
    assert stands == {
        "late@example.com": "expired",
        "printed@example.com": "not sent",
        "sent@example.com": "sent",
    }


def test_sending_again_gives_72_hours_more_and_ends_the_earlier_link(
    admin: Client, company: Company, guest: Client
) -> None:
    late, first = invite(company, at=timezone.now() - TOO_OLD)
    admin.get(page("member_list"))
    before = timezone.now()

    admin.post(page("invitation_send", late.pk))

    late.refresh_from_db()
    assert (late.state, late.is_mailed) == (State.PENDING, True)
    assert before <= late.expires_at - INVITATION_LASTS <= timezone.now()
    assert guest.get(first).status_code == 404
    assert guest.get(mailed_link()).status_code == 200


def test_a_withdrawn_invitation_opens_nothing_and_leaves_the_list(
    admin: Client, company: Company, guest: Client
) -> None:
    waiting, link = invite(company)

    answer = admin.post(page("invitation_withdraw", waiting.pk), follow=True)

    waiting.refresh_from_db()
    assert waiting.state == State.WITHDRAWN
    assert [str(each) for each in answer.context["messages"]] == [
        "The invitation of luc@example.com is withdrawn."
    ]
    assert list(answer.context["invitations"]) == []
    assert guest.get(link).status_code == 404
    choose_password(guest, link)
    assert not User.objects.filter(email=LUC).exists()


@pytest.mark.parametrize("name", ["invitation_send", "invitation_withdraw"])
def test_the_invitation_of_another_company_is_not_found(
    admin: Client, name: str
) -> None:
    theirs, link = invite(make_company("roy"))

    assert admin.post(page(name, theirs.pk)).status_code == 404
    assert mail.outbox == []
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize("name", ["invitation_send", "invitation_withdraw"])
def test_a_mere_visit_neither_sends_nor_withdraws(
    admin: Client, company: Company, name: str
) -> None:
    waiting, link = invite(company)

    assert admin.get(page(name, waiting.pk)).status_code == 405
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize("name", ["invitation_send", "invitation_withdraw"])
def test_an_invitation_that_was_used_is_neither_sent_again_nor_withdrawn(
    admin: Client, company: Company, name: str
) -> None:
    used, link = invite(company)
    choose_password(Client(), link)

    assert admin.post(page(name, used.pk)).status_code == 404
    for change in (
        lambda: renew_invitation(invitation=used, renewed_at=NOON),
        lambda: withdraw_invitation(invitation=used),
    ):
        with pytest.raises(InvitationError):
            change()
    used.refresh_from_db()
    assert used.state == State.ACCEPTED


# Accepting


def test_a_new_person_chooses_a_password_and_is_a_member(
    guest: Client, company: Company
) -> None:
    make_member(company)
    _invitation, link = invite(company, role=Role.ACCOUNTANT, name="Luc Roy")

    shown = guest.get(link)
    answer = guest.post(link, {"password1": CHOSEN, "password2": CHOSEN})

    assert (
        "This invitation is for luc@example.com. Your role: accountant." in shown.text
    )
    assert answer.headers["Location"] == "/auth/login/?next=/c/cote/"
    assert [str(each) for each in get_messages(answer.wsgi_request)] == [
        "You are now a member of Plomberie Côté: sign in with your new password."
    ]
    luc = User.objects.get(email=LUC)
    member = luc.memberships.get()
    assert (luc.name, member.company, member.role) == ("Luc Roy", company, "ACCOUNTANT")
    assert has_proven_mailbox(luc)
    signed_in = guest.post(
        answer.headers["Location"], {"login": LUC, "password": CHOSEN}, follow=True
    )
    assert signed_in.request["PATH_INFO"] == "/c/cote/"
    assert mail.outbox == []  # nothing was changed that she had before


def test_opening_the_link_changes_nothing(guest: Client, company: Company) -> None:
    invitation, link = invite(company)
    before = Invitation.objects.values().get()

    with CaptureQueriesContext(connection) as queries:
        guest.get(link)
        guest.head(link)

    assert [q["sql"] for q in queries if not q["sql"].startswith("SELECT")] == []
    assert Invitation.objects.values().get(pk=invitation.pk) == before
    assert User.objects.count() == 0


def test_a_link_works_once(guest: Client, company: Company) -> None:
    _invitation, link = invite(company)
    choose_password(guest, link)

    again = guest.post(link, {"password1": "another long password"} | {})
    choose_password(guest, link, "another quiet password")

    assert again.status_code == 404
    assert ENDED in again.text
    assert guest.login(email=LUC, password=CHOSEN)


@pytest.mark.parametrize(
    ("age", "status"),
    [(INVITATION_LASTS - timedelta(minutes=1), 200), (INVITATION_LASTS, 404)],
    ids=["a minute before", "72 hours"],
)
def test_a_link_ends_after_72_hours(
    guest: Client, company: Company, age: timedelta, status: int
) -> None:
    _invitation, link = invite(company, at=timezone.now() - age)

    assert INVITATION_LASTS.total_seconds() == 72 * 60 * 60
    assert guest.get(link).status_code == status


def test_every_link_that_opens_nothing_says_the_same(
    guest: Client, company: Company
) -> None:
    _late, late = invite(company, "late@example.com", at=timezone.now() - TOO_OLD)
    _used, used = invite(company, "used@example.com")
    choose_password(Client(), used)
    gone = make_user("gone@example.com")
    _gone, inactive = invite(company, gone.email)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    unknown = reverse("invitation", args=["nothing"])

    answers = [guest.get(link) for link in (late, used, inactive, unknown)]

    assert {answer.status_code for answer in answers} == {404}
    bodies = {
        re.sub(r'value="\w{64}"|/invitations/[\w-]+/', "", a.text) for a in answers
    }
    assert len(bodies) == 1


def test_who_is_signed_in_and_proven_simply_accepts(
    guest: Client, company: Company
) -> None:
    luc = make_member(make_company("roy"), email=LUC)
    before = User.objects.values("password", "name").get(pk=luc.pk)
    guest.force_login(luc)
    _invitation, link = invite(company, role=Role.ADMIN, name="Somebody Else")

    shown = guest.get(link)
    answer = guest.post(link, follow=True)

    assert (
        "password"
        not in shown.text.replace("change/password", "").lower().split("<main")[1]
    )
    assert answer.request["PATH_INFO"] == "/c/cote/"
    assert luc.memberships.get(company=company).role == Role.ADMIN
    assert User.objects.values("password", "name").get(pk=luc.pk) == before
    assert guest.get("/c/roy/").status_code == 200


def test_who_is_proven_signs_in_before_accepting(
    guest: Client, company: Company
) -> None:
    luc = make_user(LUC)
    before = luc.password
    _invitation, link = invite(company)

    shown = guest.get(link)
    choose_password(guest, link, "a password of somebody else")

    luc.refresh_from_db()
    assert f'href="/auth/login/?next={link}"' in shown.text
    assert (luc.password, luc.memberships.count()) == (before, 0)
    came_back = guest.post(
        f"/auth/login/?next={link}",
        {"login": LUC, "password": "correct horse battery"},
    )
    assert came_back.headers["Location"] == link
    guest.post(link)
    assert luc.memberships.get().company == company


@pytest.mark.parametrize("is_known", [True, False])
def test_an_invitation_opened_by_somebody_else_attaches_to_nobody(
    *, guest: Client, company: Company, is_known: bool
) -> None:
    if is_known:
        make_user(LUC)
    zoe = make_user("zoe@example.com")
    guest.force_login(zoe)
    _invitation, link = invite(company)

    shown = guest.get(link)
    choose_password(guest, link)

    assert "You are signed in as zoe@example.com" in shown.text
    assert Membership.objects.count() == 0
    assert Invitation.objects.get().state == State.PENDING
    zoe.refresh_from_db()
    assert zoe.check_password("correct horse battery")
    out = guest.post(reverse("account_logout"), {"next": link})
    assert out.headers["Location"] == link


def test_a_weak_or_mistyped_password_accepts_nothing(
    guest: Client, company: Company
) -> None:
    _invitation, link = invite(company)

    for first, second in [(LUC, LUC), (CHOSEN, f"{CHOSEN}!"), ("", "")]:
        answer = guest.post(link, {"password1": first, "password2": second})
        assert answer.status_code == 200
        assert answer.context["form"].errors != {}

    assert User.objects.count() == 0
    assert Invitation.objects.get().state == State.PENDING


def test_who_left_comes_back_with_the_role_of_the_invitation(
    guest: Client, company: Company
) -> None:
    make_member(company)
    left = add(company, Role.ADMIN)
    Membership.objects.filter(pk=left.pk).update(is_active=False)
    guest.force_login(left.user)
    _invitation, link = invite(company, role=Role.STAFF)

    guest.post(link)

    left.refresh_from_db()
    assert (left.role, left.is_active) == (Role.STAFF, True)


def test_who_was_let_in_meanwhile_keeps_the_role_they_have(
    guest: Client, company: Company
) -> None:
    _invitation, link = invite(company, role=Role.STAFF)
    luc = add(company, Role.ADMIN)
    guest.force_login(luc.user)

    guest.post(link)

    luc.refresh_from_db()
    assert (luc.role, Membership.objects.count()) == (Role.ADMIN, 1)


def test_what_changed_since_the_page_was_shown_is_not_accepted(
    company: Company,
) -> None:
    waiting, _link = invite(company)
    luc = make_user(LUC)

    def accept(signed_in: User | None, password: str | None) -> Membership:
        return accept_invitation(
            invitation=waiting,
            signed_in=signed_in,
            password=password,
            accepted_at=timezone.now(),
        )

    with pytest.raises(InvitationError):
        accept(None, CHOSEN)  # she proved her mailbox meanwhile, by another link
    EmailAddress.objects.all().delete()
    with pytest.raises(InvitationError):
        accept(luc, None)  # she is not proven: without a password nobody is let in
    renewed, _link = renew_invitation(invitation=waiting, renewed_at=timezone.now())
    with pytest.raises(InvitationError):
        accept(None, CHOSEN)  # the link was replaced
    luc.refresh_from_db()
    assert luc.check_password("correct horse battery")
    assert Membership.objects.count() == 0
    assert renewed.state == State.PENDING


# The history


def test_sending_accepting_and_who_did_it_are_in_the_history(
    admin: Client, company: Company, guest: Client
) -> None:
    send(admin, role="ADMIN")
    ends = timezone.localtime(Invitation.objects.get().expires_at)
    choose_password(guest, mailed_link())

    [_alice, offered, mailed, accepted, member] = told(company)

    assert offered[:3] == ("alice@example.com", "Invitation added", LUC)
    assert sorted(offered[3]) == [
        ("Ends", "", f"{ends:%Y-%m-%d %H:%M}"),
        ("Role", "", "administrator"),
    ]
    assert mailed == (
        "alice@example.com",
        "Invitation changed",
        LUC,
        [("Mailed", "no", "yes")],
    )
    assert accepted == (
        LUC,
        "Invitation changed",
        LUC,
        [("State", "pending", "accepted")],
    )
    assert member[:3] == (LUC, "Member added", LUC)


def test_the_end_of_an_invitation_is_in_the_history(
    admin: Client, company: Company
) -> None:
    withdrawn, _link = invite(company, "zoe@example.com")
    admin.post(page("invitation_withdraw", withdrawn.pk))
    invite(company, at=timezone.now() - TOO_OLD)
    admin.get(page("change_list"))

    ends = [each for each in told(company) if each[1] == "Invitation changed"]

    assert ends == [
        (
            "alice@example.com",
            "Invitation changed",
            "zoe@example.com",
            [("State", "pending", "withdrawn")],
        ),
        ("Plannit", "Invitation changed", LUC, [("State", "pending", "expired")]),
    ]


def test_the_history_names_again_who_is_signed_in_after_what_time_did(
    admin: Client, company: Company
) -> None:
    late, _link = invite(company, at=timezone.now() - TOO_OLD)
    admin.get(page("member_list"))

    admin.post(page("invitation_withdraw", late.pk))

    assert [each[0] for each in told(company)][-2:] == ["Plannit", "alice@example.com"]


def test_a_company_does_not_read_of_the_invitations_of_another(
    admin: Client, company: Company
) -> None:
    invite(make_company("roy"))

    admin.get(page("change_list"))

    assert [each[1] for each in told(company)] == ["Member added"]


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_the_pages_of_an_invitation_speak_both_languages(
    company: Company, language: str
) -> None:
    words = {
        "fr-ca": [
            "vous invite",
            "Cette invitation est pour",
            "Cette invitation a pris",
        ],
        "en-ca": ["invites you", "This invitation is for", ENDED],
    }[language]
    browser = Client()
    browser.cookies[site.LANGUAGE_COOKIE_NAME] = language
    _invitation, link = invite(company)

    shown = browser.get(link).text
    ended = browser.get(reverse("invitation", args=["nothing"])).text

    assert [word for word in words[:2] if word not in shown] == []
    assert words[2] in ended


@pytest.mark.parametrize("is_proven", [True, False])
def test_the_page_of_an_invitation_asks_few_queries(
    *, guest: Client, company: Company, is_proven: bool
) -> None:
    make_user(LUC, is_proven=is_proven)
    _invitation, link = invite(company)

    with CaptureQueriesContext(connection) as queries:
        guest.get(link)

    # The invitation with its company, the person, the proof.
    assert len(queries) == 3
