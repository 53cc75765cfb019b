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


auditlog.register(Company, exclude_fields=["lock_count"])
auditlog.register(Membership)
