from typing import Self

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.models import account_field
from companies.models import CompanyOwned, CompanyQuerySet
from taxes.models import TaxGroup


class PaymentMethod(CompanyOwned):
    name = models.CharField(_("payment method"), max_length=40)
    account = account_field(_("account debited"))
    is_cash = models.BooleanField(_("cash, rounded to five cents"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    objects = CompanyQuerySet["PaymentMethod"].as_manager()

    class Meta:
        verbose_name = _("payment method")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "name"], name="paymentmethod_name_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name


PERSONAL = (
    *("email", "address", "city", "province", "country", "postal_code"),
    "certificate_number",
)
"""Columns that hold a person beside the name; no document is written from them."""


class CustomerQuerySet(CompanyQuerySet["Customer"]):
    def known(self) -> Self:
        """Leave out those made anonymous: nothing new is made for them."""
        return self.filter(anonymized_on=None)


class Customer(CompanyOwned):
    """Who is billed; one relieved from taxes has a certificate with a number.

    One made anonymous has its number and no more, for good: documents keep the name
    that they were issued with.
    """

    number = models.CharField(_("number"), max_length=20)
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    province = models.CharField(_("province"), max_length=60, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    tax_group = models.ForeignKey(
        TaxGroup, models.PROTECT, null=True, blank=True, verbose_name=_("tax group")
    )
    is_exempt = models.BooleanField(_("relieved from taxes"), default=False)
    certificate_number = models.CharField(
        _("certificate number"), max_length=30, blank=True
    )
    certificate_expires_on = models.DateField(
        _("certificate valid until"), null=True, blank=True
    )

    anonymized_on = models.DateField(_("anonymous since"), null=True, blank=True)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "number"], name="customer_number_unique"
            ),
            models.CheckConstraint(
                condition=Q(anonymized_on=None)
                | Q(**dict.fromkeys(PERSONAL, ""), certificate_expires_on=None),
                name="customer_anonymous_has_no_contact",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


auditlog.register(PaymentMethod)
