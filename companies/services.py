from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import Company, Membership, User


class CompanyExistsError(Exception):
    """Another company already has this address."""


class NoSecondFactorError(Exception):
    """There is no second factor to reset."""


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


def password_link(user: User) -> str:
    """The path at which this person chooses a password, valid for a week."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uidb36, token = key.split("-", 1)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token}
    )
