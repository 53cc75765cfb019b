from typing import TYPE_CHECKING, Self

from auditlog.registry import auditlog
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyOwned, CompanyQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class GLAccountQuerySet(CompanyQuerySet["GLAccount"]):
    def usable(self) -> Self:
        """Those Acomba takes imported entries in: active, linked to no module."""
        return self.filter(is_active=True, is_control=False)


class GLAccount(CompanyOwned):
    class Category(models.TextChoices):
        ASSET = "asset", _("asset")
        LIABILITY = "liability", _("liability")
        EQUITY = "equity", _("equity")
        REVENUE = "revenue", _("revenue")
        EXPENSE = "expense", _("expense")

    number = models.CharField(_("number"), max_length=15)
    name = models.CharField(_("name"), max_length=100)
    category = models.CharField(_("category"), max_length=10, choices=Category)
    is_control = models.BooleanField(_("linked to a module"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    objects = GLAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "number"], name="glaccount_number_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


def account_field(label: "StrOrPromise") -> "models.ForeignKey[GLAccount | None]":
    return models.ForeignKey(
        GLAccount,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class AccountPair(models.Model):
    """The accounts a rule debits and credits; each side resolves by itself."""

    debit_account = account_field(_("debit account"))
    credit_account = account_field(_("credit account"))

    class Meta:
        abstract = True


auditlog.register(GLAccount)
