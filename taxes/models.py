from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.models import AccountPair
from companies.models import CompanyOwned, CompanyQuerySet
from taxes import computation
from taxes.percent import percent_words
from taxes.provinces import Province


class Tax(CompanyOwned, AccountPair):
    code = models.CharField(_("tax"), max_length=30)
    registration_number = models.CharField(
        _("registration number"), max_length=30, blank=True
    )

    objects = CompanyQuerySet["Tax"].as_manager()

    class Meta:
        verbose_name = _("tax")
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="tax_code_unique")
        ]

    def __str__(self) -> str:
        return self.code


class TaxRate(models.Model):
    """The rate of a tax from a day on, as a fraction: 0.09975 is 9.975 %."""

    tax = models.ForeignKey(
        Tax, models.CASCADE, related_name="rates", verbose_name=_("tax")
    )
    rate = models.DecimalField(_("rate"), max_digits=7, decimal_places=6)
    valid_from = models.DateField(_("from"))

    objects = models.Manager["TaxRate"]()
    in_words = {"rate": percent_words}

    class Meta:
        verbose_name = _("rate of a tax")
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["tax", "valid_from"], name="taxrate_day_unique"
            ),
            models.CheckConstraint(
                condition=Q(rate__gte=0, rate__lt=1), name="taxrate_is_a_fraction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tax} {self.valid_from}"

    def get_additional_data(self) -> dict[str, int]:
        return {"company": self.tax.company_id}


class TaxGroup(CompanyOwned):
    """How its taxes treat a line. One with a `province` is proposed for sales there."""

    name = models.CharField(_("tax group"), max_length=30)
    province = models.CharField(
        _("province"), max_length=2, choices=Province, blank=True
    )

    objects = CompanyQuerySet["TaxGroup"].as_manager()

    class Meta:
        verbose_name = _("tax group")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "name"], name="taxgroup_name_unique"
            ),
            models.UniqueConstraint(
                fields=["company", "province"],
                condition=~Q(province=""),
                name="taxgroup_one_per_province",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TaxGroupMember(models.Model):
    class Treatment(models.TextChoices):
        TAXABLE = computation.Treatment.TAXABLE.value, _("taxable")
        ZERO_RATED = computation.Treatment.ZERO_RATED.value, _("zero-rated")
        EXEMPT = computation.Treatment.EXEMPT.value, _("exempt")
        RELIEVED = computation.Treatment.RELIEVED.value, _("relieved")

    group = models.ForeignKey(
        TaxGroup, models.CASCADE, related_name="members", verbose_name=_("tax group")
    )
    tax = models.ForeignKey(
        Tax, models.PROTECT, related_name="memberships", verbose_name=_("tax")
    )
    treatment = models.CharField(_("treatment"), max_length=10, choices=Treatment)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = models.Manager["TaxGroupMember"]()

    class Meta:
        verbose_name = _("tax in a group")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "tax"], name="taxgroupmember_tax_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.tax}"

    def get_additional_data(self) -> dict[str, int]:
        return {"company": self.group.company_id}


for model in (Tax, TaxRate, TaxGroup, TaxGroupMember):
    auditlog.register(model)
