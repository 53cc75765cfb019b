import logging
from datetime import datetime, timedelta
from secrets import token_urlsafe

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from auditlog.models import LogEntry
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import send_mail
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from companies.capabilities import reverses
from companies.history import done_by
from companies.models import Company, Invitation, Membership, SignInEvent, User
from companies.queries import has_proven_mailbox, hash_of

INVITATION_LASTS = timedelta(hours=72)
SIGN_IN_EVENTS_LAST = timedelta(days=365)
logger = logging.getLogger(__name__)


def log_taken(*, company: Company, name: str, user: User | None) -> None:
    """Keep in the history who took a file that names customers, and its name.

    The command line has no user.
    """
    LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Company),
        object_pk=str(company.pk),
        object_id=company.pk,
        object_repr=name,
        action=LogEntry.Action.ACCESS,
        actor=user,
        changes={},
        additional_data={"company": company.pk},
    )


class CompanyExistsError(Exception):
    """Another company already has this address."""


class LastAdminError(Exception):
    """A company keeps at least one administrator."""


class NoSecondFactorError(Exception):
    """There is no second factor to reset."""


class MailboxNotProvenError(Exception):
    """Whoever knows the password may not be who reads the mail of the address."""


class AlreadyMemberError(Exception):
    """The person of this address is an active member of the company."""


class InvitationError(Exception):
    """The invitation cannot be accepted so: the page of its link says why."""


def lock_company(company: Company) -> Company:
    """Take the company's one lock, first in every writing service, until commit.

    Returns the company as it is now. FOR NO KEY UPDATE, or every insert of a child
    row would wait. On SQLite the transaction is the lock; what was worked out on a
    copy meanwhile sees by the count that somebody wrote.
    """
    if connection.features.has_select_for_update:
        return Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    return Company.objects.raw(
        "UPDATE companies_company SET lock_count = lock_count + 1"
        " WHERE id = %s RETURNING *",
        [company.pk],
    )[0]


def refresh_statistics() -> None:
    """Tell PostgreSQL how much there is, after much was added; take no lock before.

    It looks by itself only after minutes, and until then reads whole tables. SQLite
    does as well without.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True)
        cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


@transaction.atomic
def create_company(*, slug: str, name: str) -> Company:
    company, created = Company.objects.get_or_create(slug=slug, defaults={"name": name})
    if not created:
        raise CompanyExistsError(
            _("The address “%(slug)s” is taken: choose another.") % {"slug": slug}
        )
    return company


@transaction.atomic
def change_member(
    *,
    membership: Membership,
    role: Membership.Role,
    may_reverse: bool,
    is_active: bool,
) -> Membership:
    """Change what a member may do, or turn the membership off or on.

    A person whose mailbox is not proven comes back by an invitation alone.
    """
    lock_company(membership.company)
    was_active = Membership.objects.filter(pk=membership.pk, is_active=True).exists()
    if is_active and not was_active and not has_proven_mailbox(membership.user):
        raise MailboxNotProvenError(
            _("Invite this person again: they have not proven their address yet.")
        )
    membership.role = role
    membership.may_reverse = may_reverse
    membership.is_active = is_active
    membership.save(update_fields=["role", "may_reverse", "is_active"])
    admins = Membership.objects.for_company(membership.company)
    if not admins.filter(role=Membership.Role.ADMIN, is_active=True).exists():
        raise LastAdminError(
            _("A company needs an active administrator: name another one first.")
        )
    return membership


@transaction.atomic
def require_second_factor(*, company: Company, is_required: bool) -> Company:
    """Decide whether those who see the journal sign in with more than a password."""
    company = lock_company(company)
    company.requires_second_factor = is_required
    company.save(update_fields=["requires_second_factor"])
    return company


@transaction.atomic
def reset_second_factor(user: User) -> None:
    """Forget the second factor that a person lost, and end all their sessions."""
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise NoSecondFactorError(_("%(user)s has no second factor.") % {"user": user})
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def invite_member(
    *,
    company: Company,
    email: str,
    role: Membership.Role,
    name: str = "",
    invited_at: datetime,
) -> tuple[Invitation, str]:
    """Offer the role to this address; returns the link too, which is kept nowhere.

    What is already offered to the address is offered anew. Other companies and their
    people are not looked at: nobody learns here whether an address is known.
    """
    lock_company(company)
    email = User.objects.normalize_email(email).lower()
    members = Membership.objects.for_company(company).filter(is_active=True)
    if members.filter(user__email=email).exists():
        message = _("%(email)s is a member already: change the role on their page.")
        raise AlreadyMemberError(message % {"email": email})
    waiting = Invitation.objects.for_company(company).waiting()
    invitation = waiting.filter(email=email).first()
    invitation = invitation or Invitation(company=company, email=email)
    invitation.name, invitation.role = name, role
    return invitation, _draw_link(invitation, invited_at)


@transaction.atomic
def renew_invitation(
    *, invitation: Invitation, renewed_at: datetime
) -> tuple[Invitation, str]:
    """Make another link, for another 72 hours; the earlier one opens nothing now."""
    invitation = _lock_waiting(invitation)
    return invitation, _draw_link(invitation, renewed_at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation) -> Invitation:
    invitation = _lock_waiting(invitation)
    invitation.state = Invitation.State.WITHDRAWN
    invitation.save(update_fields=["state"])
    return invitation


def end_expired_invitations(*, company: Company, now: datetime) -> None:
    """Put the end of each invitation in the history, once its time is over."""
    expired = Invitation.objects.for_company(company).filter(
        state=Invitation.State.PENDING, expires_at__lte=now
    )
    if expired.exists():
        with transaction.atomic(), done_by(None):
            lock_company(company)
            for invitation in expired.all():
                invitation.state = Invitation.State.EXPIRED
                invitation.save(update_fields=["state"])


def mail_invitation(*, invitation: Invitation, link: str) -> bool:
    """Mail the link, in the company's language; False where the server took nothing."""
    company = invitation.company
    with translation.override(company.language), timezone.override(company.time_zone):
        context = {"company": company, "invitation": invitation, "link": link}
        subject = render_to_string("companies/email/invitation_subject.txt", context)
        text = render_to_string("companies/email/invitation_message.txt", context)
    try:
        send_mail(" ".join(subject.split()), text, None, [invitation.email])
    except OSError:  # whatever the server or the way to it answered
        logger.exception("invitation %s was not mailed", invitation.pk)
        return False
    invitation.is_mailed = True
    invitation.save(update_fields=["is_mailed"])
    return True


@transaction.atomic
def accept_invitation(
    *,
    invitation: Invitation,
    signed_in: User | None,
    password: str | None,
    accepted_at: datetime,
) -> Membership:
    """Make the person of the address a member of the company.

    Whoever has not proven her mailbox yet does it by this link, and sets a password:
    it ends her sessions, and those of anybody who knew the one before. The others are
    signed in as themselves.
    """
    lock_company(invitation.company)
    same = Invitation.objects.filter(token_hash=invitation.token_hash)
    if not same.acceptable(accepted_at).exists():
        raise InvitationError
    user = _lock_person(invitation)
    if has_proven_mailbox(user):
        if signed_in != user:
            raise InvitationError
    elif password is None:
        raise InvitationError
    else:
        user.set_password(password)
        user.save(update_fields=["password"])
        prove_mailbox(user)
    with done_by(user):
        invitation.state = Invitation.State.ACCEPTED
        invitation.save(update_fields=["state"])
        return _let_in(user, invitation)


def prove_mailbox(user: User) -> None:
    """Keep that the person reads the mail of her address: she opened a link sent there.

    Before she ever proved one, whoever knew her password may have added a second
    factor: it ends.
    """
    if not EmailAddress.objects.filter(user=user, verified=True).exists():
        Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def _draw_link(invitation: Invitation, drawn_at: datetime) -> str:
    token = token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.state = Invitation.State.PENDING
    invitation.expires_at = drawn_at + INVITATION_LASTS
    invitation.is_mailed = False
    invitation.save()
    return f"{settings.SITE_URL}{reverse('invitation', args=[token])}"


def _lock_waiting(invitation: Invitation) -> Invitation:
    """The invitation as it is now; that it waits no longer is an error."""
    lock_company(invitation.company)
    waiting = Invitation.objects.waiting().select_related("company")
    found = waiting.filter(pk=invitation.pk).first()
    if found is None:
        raise InvitationError
    return found


def _lock_person(invitation: Invitation) -> User:
    """The active person of the address, for this transaction alone; new if need be.

    Two companies may have invited her: the lock of a company does not keep them apart.
    """
    user, _is_new = User.objects.get_or_create(
        email=invitation.email, defaults={"name": invitation.name}
    )
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not user.is_active:
        raise InvitationError
    return user


def _let_in(user: User, invitation: Invitation) -> Membership:
    """Make the person a member, with what the role has at first; or again."""
    role = Membership.Role(invitation.role)
    given = {"role": role, "may_reverse": reverses(role), "is_active": True}
    membership, _is_new = Membership.objects.get_or_create(
        company=invitation.company, user=user, defaults=given
    )
    if not membership.is_active:
        for name, value in given.items():
            setattr(membership, name, value)
        membership.save(update_fields=list(given))
    return membership


def record_sign_in_event(
    *, user: User | None, kind: SignInEvent.Kind, address: str, happened_at: datetime
) -> None:
    """Keep it a year: whoever signs in takes away what is older, of everybody."""
    events = SignInEvent.objects.order_by("-happened_at", "-pk")
    if kind == SignInEvent.Kind.SIGNED_IN:
        limit = happened_at - SIGN_IN_EVENTS_LAST
        events.filter(happened_at__lt=limit).delete()
    latest = events.filter(user=user, address=address).first()
    # Once slowed down, a stranger may go on knocking, and fills nobody's history.
    if latest is None or not latest.kind == kind == SignInEvent.Kind.SLOWED:
        SignInEvent.objects.create(
            user=user, kind=kind, address=address, happened_at=happened_at
        )
