from datetime import datetime
from hashlib import sha256

from allauth.account.utils import has_verified_email
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.models import Company, Invitation, Membership, User


def members_of(company: Company) -> QuerySet[Membership]:
    return (
        Membership.objects.for_company(company)
        .select_related("user")
        .annotate(
            has_second_factor=Exists(second_factors().filter(user=OuterRef("user")))
        )
        .order_by("-is_active", "user__email")
    )


def second_factors() -> QuerySet[Authenticator]:
    """Authenticator apps and security keys; recovery codes only stand in for these."""
    return Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)


def waiting_invitations(company: Company) -> QuerySet[Invitation]:
    return Invitation.objects.for_company(company).waiting().order_by("email")


def acceptable_invitation(token: str, *, now: datetime) -> Invitation | None:
    """The invitation of this link, unless it was used, withdrawn or is too old."""
    invitations = Invitation.objects.acceptable(now).select_related("company")
    return invitations.filter(token_hash=hash_of(token)).first()


def hash_of(token: str) -> str:
    """A token is as long as a hash, and random: it needs no salt and no slow hash."""
    return sha256(token.encode()).hexdigest()


def person_at(email: str) -> User | None:
    return User.objects.filter(email=email).first()


def has_proven_mailbox(user: User) -> bool:
    """Return True if the person followed a link that was mailed to her address."""
    return bool(has_verified_email(user, user.email))


def companies_of(user: User) -> list[Company]:
    memberships = Membership.objects.for_user(user).filter(is_active=True)
    return [membership.company for membership in memberships]


def changes_of(company: Company) -> "QuerySet[LogEntry]":
    """What was changed in the company's settings, the latest first."""
    itself = Q(
        content_type=ContentType.objects.get_for_model(Company), object_id=company.pk
    )
    changes: QuerySet[LogEntry] = LogEntry.objects.filter(
        Q(additional_data__company=company.pk) | itself
    )
    return changes.select_related("actor", "content_type").order_by("-timestamp", "-pk")
