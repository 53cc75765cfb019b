from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.models import Company, Membership, User


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


def awaits_password(membership: Membership) -> bool:
    """Whether this company may hand out the link to choose the person's password.

    Not once they have one, nor where another company knows the person too: whoever
    has the link could sign in as them there.
    """
    elsewhere = Membership.objects.filter(user=membership.user).exclude(
        company=membership.company
    )
    return not membership.user.has_usable_password() and not elsewhere.exists()


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
