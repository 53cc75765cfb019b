from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.fields import AmountField, is_cad
from accounting.models import account_field
from companies.models import CompanyOwned, CompanyQuerySet
from invoices.models.credit import Forfeiture
from invoices.models.customer import PaymentMethod
from invoices.models.invoice import Invoice, InvoiceTax
from taxes.models import Tax, TaxGroupMember


class WriteOff(CompanyOwned):
    """What will not be collected of an invoice.

    A bad debt takes its part of the taxes back; a small difference, within the
    company's tolerance, goes whole to rounding differences. `net` is what `account`
    is debited; `amount` what the invoice is owed less.
    """

    class Kind(models.TextChoices):
        BAD_DEBT = "BAD_DEBT", _("bad debt")
        DIFFERENCE = "DIFFERENCE", _("small difference")

    invoice = models.ForeignKey(
        Invoice, models.PROTECT, related_name="write_offs", verbose_name=_("invoice")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    written_off_on = models.DateField(_("date"))
    amount = AmountField(_("amount"))
    net = AmountField(_("before taxes"))
    account = account_field(_("account debited"))
    account_origin = models.CharField(max_length=60)
    reason = models.CharField(_("reason"), max_length=200)

    objects = CompanyQuerySet["WriteOff"].as_manager()

    class Meta:
        ordering = ["-written_off_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="writeoff_is_positive"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="writeoff_has_a_reason"
            ),
            is_cad("writeoff_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.invoice}: {self.amount}"


class WriteOffTax(models.Model):
    write_off = models.ForeignKey(WriteOff, models.PROTECT, related_name="taxes")
    invoice_tax = models.ForeignKey(
        InvoiceTax, models.PROTECT, related_name="written_off"
    )
    amount = AmountField()

    objects = models.Manager["WriteOffTax"]()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["write_off", "invoice_tax"], name="writeofftax_unique"
            ),
            is_cad("writeofftax_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_tax.tax} {self.amount}"


class Recovery(CompanyOwned):
    """Money received on a bad debt; it gives back its part of the taxes."""

    write_off = models.ForeignKey(WriteOff, models.PROTECT, related_name="recoveries")
    received_on = models.DateField(_("date received"))
    method = models.ForeignKey(
        PaymentMethod, models.PROTECT, verbose_name=_("payment method")
    )
    account = account_field(_("account debited"))
    account_origin = models.CharField(max_length=60)
    amount = AmountField(_("amount"))
    net = AmountField(_("before taxes"))
    reference = models.CharField(_("reference"), max_length=60, blank=True)

    objects = CompanyQuerySet["Recovery"].as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="recovery_is_positive"
            ),
            is_cad("recovery_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.received_on} {self.amount}"


class RecoveryTax(models.Model):
    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="taxes")
    invoice_tax = models.ForeignKey(InvoiceTax, models.PROTECT, related_name="+")
    amount = AmountField()

    objects = models.Manager["RecoveryTax"]()

    class Meta:
        ordering = ["pk"]
        constraints = [is_cad("recoverytax_currency_is_cad")]

    def __str__(self) -> str:
        return f"{self.invoice_tax.tax} {self.amount}"


class ForfeitureTax(models.Model):
    """A tax inside a deposit that was kept; 0.00 where it is not taxable."""

    forfeiture = models.ForeignKey(Forfeiture, models.PROTECT, related_name="taxes")
    tax = models.ForeignKey(Tax, models.PROTECT, related_name="+")
    treatment = models.CharField(
        max_length=10,
        choices=TaxGroupMember.Treatment,
        default=TaxGroupMember.Treatment.TAXABLE,
    )
    rate = models.DecimalField(max_digits=7, decimal_places=6)
    base = AmountField()
    amount = AmountField()
    account = account_field(_("tax account"))

    objects = models.Manager["ForfeitureTax"]()

    class Meta:
        ordering = ["pk"]
        constraints = [is_cad("forfeituretax_currency_is_cad")]

    def __str__(self) -> str:
        return f"{self.tax} {self.amount}"
