from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import Company, Membership, User


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


def lock_company(company: Company) -> Company:
    """Take the company's one lock, first in every writing service, until commit.

    Returns the company as it is now. FOR NO KEY UPDATE, or every insert of a child
    row would wait.
    """
    return Company.objects.select_for_update(no_key=True).get(pk=company.pk)


@transaction.atomic
def create_company(*, slug: str, name: str) -> Company:
    company, created = Company.objects.get_or_create(slug=slug, defaults={"name": name})
    if not created:
        raise CompanyExistsError(
            _("The address “%(slug)s” is taken: choose another.") % {"slug": slug}
        )
    return company


@transaction.atomic
def set_member(
    *, company: Company, email: str, role: Membership.Role, name: str = ""
) -> Membership:
    """Add the person of this address, or change the role they have."""
    lock_company(company)
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, name=name)
    membership = Membership.objects.for_company(company).filter(user=user).first()
    if membership is None:
        return Membership.objects.create(company=company, user=user, role=role)
    return change_member(membership=membership, role=role, is_active=True)


@transaction.atomic
def change_member(
    *, membership: Membership, role: Membership.Role, is_active: bool
) -> Membership:
    lock_company(membership.company)
    membership.role = role
    membership.is_active = is_active
    membership.save(update_fields=["role", "is_active"])
    admins = Membership.objects.for_company(membership.company)
    if not admins.filter(role=Membership.Role.ADMIN, is_active=True).exists():
        raise LastAdminError(
            _("A company needs an active administrator: name another one first.")
        )
    return membership


def password_link(user: User) -> str:
    """The path at which this person chooses a password, valid for a week."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uidb36, token = key.split("-", 1)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token}
    )
