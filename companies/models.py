from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from auditlog.registry import auditlog
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

ModelT = TypeVar("ModelT", bound=models.Model)


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, *, name: str = "", password: str | None = None
    ) -> "User":
        """Create a person; without a password, nobody can sign in as them yet."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person, known by their e-mail address."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_any_case")
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Company(models.Model):
    class Language(models.TextChoices):
        FRENCH = "fr-ca", _("French")
        ENGLISH = "en-ca", _("English")

    slug = models.SlugField(_("short name in the address"), unique=True)
    name = models.CharField(_("legal name"), max_length=150)
    language = models.CharField(
        _("language of its documents and files"),
        max_length=5,
        choices=Language,
        default=Language.FRENCH,
    )
    time_zone = models.CharField(
        _("time zone"), max_length=50, default="America/Toronto"
    )
    requires_second_factor = models.BooleanField(
        _("administrators and accountants sign in with a second factor"), default=False
    )
    # How often its lock was taken, on SQLite: a copy made before is out of date.
    lock_count = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("company")

    def __str__(self) -> str:
        return self.name


class CompanyQuerySet(models.QuerySet[ModelT]):
    def for_company(self, company: Company) -> Self:
        return self.filter(company=company)


class CompanyOwned(models.Model):
    """What belongs to one company; every queryset of it starts with for_company."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def get_additional_data(self) -> dict[str, Any]:
        """What the history keeps with each change, so that a company sees its own."""
        return {"company": self.company_id}


class MembershipQuerySet(CompanyQuerySet["Membership"]):
    def for_user(self, user: User) -> Self:
        return (
            self.filter(user=user).select_related("company").order_by("company__name")
        )


class Membership(CompanyOwned):
    class Role(models.TextChoices):
        ADMIN = "ADMIN", _("administrator")
        ACCOUNTANT = "ACCOUNTANT", _("accountant")
        STAFF = "STAFF", _("staff")

    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    is_active = models.BooleanField(_("active"), default=True)
    may_reverse = models.BooleanField(
        _("may undo what was exported"),
        default=False,
        help_text=_(
            "Void, credit or correct a document that was exported, or a payment of it;"
            " refund, write off, keep a deposit, hand over tips. The role does not"
            " matter."
        ),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"], name="membership_unique_in_company"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class SignInEvent(models.Model):
    """An act of a person to get in, or of somebody in their name. It is theirs alone.

    One for an e-mail address that nobody has is of no user. It is kept all the same:
    an answer that came sooner would tell which addresses are known.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "SIGNED_IN", _("Signed in")
        SIGNED_OUT = "SIGNED_OUT", _("Signed out")
        REFUSED = "REFUSED", _("Wrong password")
        SLOWED = "SLOWED", _("Too many attempts: slowed down")
        RESET_ASKED = "RESET_ASKED", _("New password asked for by mail")
        PASSWORD_RESET = "PASSWORD_RESET", _("Password chosen by the link of a mail")
        PASSWORD_CHANGED = "PASSWORD_CHANGED", _("Password changed")
        FACTOR_ADDED = "FACTOR_ADDED", _("Second factor added")
        FACTOR_REMOVED = "FACTOR_REMOVED", _("Second factor removed")
        FACTOR_RESET = "FACTOR_RESET", _("Recovery codes drawn again")
        FACTOR_USED = "FACTOR_USED", _("Second factor used")
        FACTOR_REFUSED = "FACTOR_REFUSED", _("Wrong code of the second factor")

    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    happened_at = models.DateTimeField(db_index=True)
    address = models.GenericIPAddressField()

    objects = models.Manager["SignInEvent"]()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-happened_at"], name="sign_in_events_of_user")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.user}"


class InvitationQuerySet(CompanyQuerySet["Invitation"]):
    def waiting(self) -> Self:
        """Keep those that nobody accepted or withdrew: they may be sent again."""
        return self.filter(state__in=Invitation.WAITING)

    def acceptable(self, now: datetime) -> Self:
        return self.filter(state=Invitation.State.PENDING, expires_at__gt=now)


class Invitation(CompanyOwned):
    """A role offered to one address; whoever opens its mail may take it, once.

    The link has the token, which is mailed and kept nowhere: here is its hash alone.
    """

    class State(models.TextChoices):
        PENDING = "PENDING", _("pending")
        EXPIRED = "EXPIRED", _("expired")
        ACCEPTED = "ACCEPTED", _("accepted")
        WITHDRAWN = "WITHDRAWN", _("withdrawn")

    WAITING = [State.PENDING, State.EXPIRED]

    email = models.EmailField(_("e-mail"), editable=False)  # another needs another link
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Membership.Role)
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.PENDING
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("ends"))
    is_mailed = models.BooleanField(_("mailed"), default=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email"],
                condition=models.Q(state__in=["PENDING", "EXPIRED"]),
                name="invitation_waits_once_for_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.email


auditlog.register(Company, exclude_fields=["lock_count"])
auditlog.register(Membership)
auditlog.register(Invitation, exclude_fields=["token_hash"])
