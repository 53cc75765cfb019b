from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.fields import AmountField, is_cad
from accounting.models import account_field
from companies.models import CompanyOwned, CompanyQuerySet
from invoices.models.customer import PaymentMethod
from invoices.models.invoice import InvoiceLine


class Payout(CompanyOwned):
    """What a card processor paid to the bank, less its fee, of a clearing account."""

    clearing = models.ForeignKey(
        PaymentMethod, models.PROTECT, related_name="+", verbose_name=_("paid by")
    )
    clearing_account = account_field(_("clearing account"))
    bank_account = account_field(_("bank account"))
    fee_account = account_field(_("card fees"))
    paid_on = models.DateField(_("date"))
    gross = AmountField(_("receipts paid out"))
    fee = AmountField(_("fee"), default=0)
    reference = models.CharField(_("reference"), max_length=60, blank=True)

    objects = CompanyQuerySet["Payout"].as_manager()

    class Meta:
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gross__gt=0, fee__gte=0), name="payout_is_positive"
            ),
            is_cad("payout_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.paid_on} {self.gross}"


class TipPayout(CompanyOwned):
    """Tips handed over to those who earned them, or back to the customer."""

    paid_on = models.DateField(_("date"))
    amount = AmountField(_("amount"))
    method = models.ForeignKey(
        PaymentMethod, models.PROTECT, verbose_name=_("payment method")
    )
    account = account_field(_("account credited"))
    account_origin = models.CharField(max_length=60)
    tips_account = account_field(_("tips to hand over"))
    note = models.CharField(_("to whom"), max_length=100, blank=True)

    objects = CompanyQuerySet["TipPayout"].as_manager()

    class Meta:
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="tippayout_is_positive"
            ),
            is_cad("tippayout_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount}"


class Reclassification(CompanyOwned):
    """Exported revenue of a document line, moved to the account of its rule by then.

    `amount` is credited to `account` and debited to `from_account`; a return is
    negative. One that never was in a batch is withdrawn with its void invoice.
    """

    line = models.ForeignKey(
        InvoiceLine, models.PROTECT, related_name="reclassifications"
    )
    from_account = account_field(_("from"))
    from_origin = models.CharField(max_length=60)
    account = account_field(_("to"))
    account_origin = models.CharField(max_length=60)
    amount = AmountField(_("amount"))
    reclassified_on = models.DateField(_("date"))
    reclassified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = CompanyQuerySet["Reclassification"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(account=models.F("from_account")),
                name="reclassification_moves",
            ),
            is_cad("reclassification_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.reclassified_on}"
