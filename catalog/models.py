from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.fields import AmountField, is_cad
from accounting.models import AccountPair
from companies.models import CompanyOwned, CompanyQuerySet
from taxes.models import TaxGroup


class Category(CompanyOwned, AccountPair):
    name = models.CharField(_("category"), max_length=60)

    objects = CompanyQuerySet["Category"].as_manager()

    class Meta:
        verbose_name = _("category")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "name"], name="category_name_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Item(CompanyOwned, AccountPair):
    code = models.CharField(_("code"), max_length=30)
    name = models.CharField(_("item"), max_length=200)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, verbose_name=_("category")
    )
    unit_price = AmountField(_("unit price"), default=0)
    tax_group = models.ForeignKey(
        TaxGroup, models.PROTECT, null=True, blank=True, verbose_name=_("tax group")
    )
    is_archived = models.BooleanField(_("archived"), default=False)

    objects = CompanyQuerySet["Item"].as_manager()

    class Meta:
        verbose_name = _("item")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "code"], name="item_code_unique"
            ),
            models.CheckConstraint(
                condition=Q(unit_price__gte=0), name="item_price_not_negative"
            ),
            is_cad("item_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


auditlog.register(Category)
auditlog.register(Item)
