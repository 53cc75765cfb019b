from decimal import Decimal

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.journal import dating, grouping
from accounting.models.chart import account_field
from companies.models import CompanyOwned, CompanyQuerySet


class AccountingSettings(CompanyOwned):
    class Target(models.TextChoices):
        ACOMBA = "acomba", "Acomba"

    class SaleDate(models.TextChoices):
        INVOICE = dating.SaleDate.INVOICE.value, _("the date of the invoice")
        PAYMENT = dating.SaleDate.PAYMENT.value, _("the date of its last payment")
        BATCH = dating.SaleDate.BATCH.value, _("the date of the batch")

    class PartialPayments(models.TextChoices):
        IMMEDIATE = "immediate", _("at once, to customer deposits")
        STRICT = "strict", _("with the sale, once the invoice is paid in full")

    class Unmapped(models.TextChoices):
        DEFAULT = "default", _("goes to the default sales account")
        BLOCK = "block", _("waits until it has an account")

    class TaxRounding(models.TextChoices):
        DOCUMENT = "document", _("once per tax, on the whole document")
        LINE = "line", _("line by line")

    class Detail(models.TextChoices):
        DETAILED = grouping.Detail.DETAILED.value, _("one line per invoice line")
        SUMMARY = grouping.Detail.SUMMARY.value, _("one line per account")
        DAILY = (
            grouping.Detail.DAILY.value,
            _("one line per account, for all that a day has of a kind"),
        )

    target = models.CharField(
        _("accounting system"), max_length=10, choices=Target, default=Target.ACOMBA
    )
    sale_debit = account_field(_("sales: debit account"))
    sale_credit = account_field(_("sales: credit account"))
    payment_debit = account_field(_("payments and refunds: debit account"))
    payment_credit = account_field(_("payments and refunds: credit account"))
    deposits = account_field(_("customer deposits"))
    customer_credits = account_field(_("customer credits"))
    discounts = account_field(_("discounts given"))
    tips = account_field(_("tips to hand over"))
    rounding = account_field(_("rounding differences"))
    bad_debts = account_field(_("bad debts"))
    interest = account_field(_("interest charged"))
    card_fees = account_field(_("card fees"))
    only_when_paid = models.BooleanField(
        _("generate entries only when invoices are paid"), default=False
    )
    rule_changed_on = models.DateField(null=True, editable=False)
    sale_date = models.CharField(
        _("a sale released by its payment is dated"),
        max_length=10,
        choices=SaleDate,
        default=SaleDate.INVOICE,
    )
    partial_payments = models.CharField(
        _("a part payment of an invoice that waits is exported"),
        max_length=10,
        choices=PartialPayments,
        default=PartialPayments.IMMEDIATE,
    )
    unmapped = models.CharField(
        _("what is sold without an account"),
        max_length=10,
        choices=Unmapped,
        default=Unmapped.DEFAULT,
    )
    tax_rounding = models.CharField(
        _("taxes are rounded"),
        max_length=10,
        choices=TaxRounding,
        default=TaxRounding.DOCUMENT,
    )
    detail = models.CharField(
        _("an entry in the file has"),
        max_length=10,
        choices=Detail,
        default=Detail.DETAILED,
    )
    closed_through = models.DateField(_("books closed through"), null=True, blank=True)
    cut_over_on = models.DateField(
        _("first day of the books kept here"), null=True, blank=True
    )
    cut_over_signed_on = models.DateField(
        _("list of what was open signed"), null=True, editable=False
    )
    cut_over_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("signed by"),
    )
    difference_tolerance = models.DecimalField(
        _("small differences accepted, at most"),
        max_digits=5,
        decimal_places=2,
        default=Decimal("0.05"),
    )

    objects = CompanyQuerySet["AccountingSettings"].as_manager()

    class Meta:
        verbose_name = _("accounting settings")
        constraints = [
            models.UniqueConstraint(fields=["company"], name="accountingsettings_one"),
            models.CheckConstraint(
                condition=Q(cut_over_signed_on=None) | Q(cut_over_on__isnull=False),
                name="accountingsettings_signs_a_cut_over",
            ),
        ]

    def __str__(self) -> str:
        return self.company.name


class BooksReopening(CompanyOwned):
    """Books that were closed, opened again by an administrator, and why."""

    closed_through = models.DateField(_("were closed through"))
    reopened_to = models.DateField(_("closed through, after"), null=True)
    reason = models.CharField(_("reason"), max_length=200)
    reopened_at = models.DateTimeField(_("reopened"))
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = CompanyQuerySet["BooksReopening"].as_manager()

    class Meta:
        ordering = ["-reopened_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="booksreopening_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(reopened_to=None)
                | Q(reopened_to__lt=models.F("closed_through")),
                name="booksreopening_goes_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.closed_through} → {self.reopened_to}"


auditlog.register(AccountingSettings)
