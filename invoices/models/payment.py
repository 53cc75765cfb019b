from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.fields import AmountField, is_cad
from accounting.models import account_field
from companies.models import CompanyOwned, CompanyQuerySet
from invoices.models.customer import Customer, PaymentMethod
from invoices.models.invoice import Invoice


class Payment(CompanyOwned):
    """Money received. `account` is frozen from its method when it is recorded.

    `amount` is what the bank shows: its allocations, the customer credits it opened,
    the tip, and `rounding`, which is negative where it fell short. A post-dated one
    is `is_pending`: it does not exist for balances and books before its day.
    """

    customer = models.ForeignKey(Customer, models.PROTECT, verbose_name=_("customer"))
    received_on = models.DateField(_("date received"))
    method = models.ForeignKey(
        PaymentMethod, models.PROTECT, verbose_name=_("payment method")
    )
    account = account_field(_("account debited"))
    account_origin = models.CharField(max_length=60)
    deposits_account = account_field(_("customer deposits"))
    amount = AmountField(_("amount"))
    tip = AmountField(_("tip"), default=0)
    tips_account = account_field(_("tips to hand over"))
    rounding = AmountField(_("rounding difference"), default=0)
    rounding_account = account_field(_("rounding differences"))
    rounding_reason = models.CharField(_("reason"), max_length=200, blank=True)
    is_pending = models.BooleanField(_("post-dated"), default=False)
    is_prior = models.BooleanField(_("in the books before the cut-over"), default=False)
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    import_key = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 - unique where there is one

    objects = CompanyQuerySet["Payment"].as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "import_key"], name="payment_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="payment_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(tip__gte=0), name="payment_tip_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(rounding=0) | ~Q(rounding_reason=""),
                name="payment_rounding_has_a_reason",
            ),
            is_cad("payment_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.received_on} {self.amount}"


class PaymentAllocation(models.Model):
    """The part of a payment that pays one invoice, in force until `ended_on`.

    `through_deposits`: recorded to customer deposits while its invoice is held, then
    applied to it by an entry of its own. `moved_from` is the allocation whose money it
    took over: a payment moved to another invoice, or to a replacement. It `follows`
    when that one had been in a batch by then.
    """

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="allocations")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="allocations")
    amount = AmountField(_("amount"))
    allocated_on = models.DateField(_("date"))
    through_deposits = models.BooleanField(default=False)
    moved_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="moved_to"
    )
    follows = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)

    objects = models.Manager["PaymentAllocation"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "invoice"],
                condition=Q(ended_on=None),
                name="paymentallocation_unique",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="paymentallocation_is_positive"
            ),
            is_cad("paymentallocation_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.invoice}: {self.amount}"


class PaymentReturn(CompanyOwned):
    """A payment taken back: by the bank, or because it was recorded by mistake.

    What the bank does is never withdrawn from the journal. `fee` is what the bank or
    the card processor charged, from the same account. It `follows` when the payment
    had been in a batch by then: what that one released stays released. `document` is
    owed by the customer for what had been refunded or kept of the payment.
    """

    class Kind(models.TextChoices):
        BANK = "BANK", _("returned by the bank (NSF)")
        CHARGEBACK = "CHARGEBACK", _("charged back")
        MISTAKE = "MISTAKE", _("recorded by mistake")

    payment = models.OneToOneField(
        Payment, models.PROTECT, related_name="returned", verbose_name=_("payment")
    )
    document = models.OneToOneField(
        Invoice,
        models.PROTECT,
        null=True,
        related_name="payment_return",
        verbose_name=_("returned payment"),
    )
    kind = models.CharField(_("why"), max_length=10, choices=Kind)
    returned_on = models.DateField(_("date"))
    account = account_field(_("account credited"))
    account_origin = models.CharField(max_length=60)
    fee = AmountField(_("fee"), default=0)
    fee_account = account_field(_("card fees"))
    follows = models.BooleanField(default=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = CompanyQuerySet["PaymentReturn"].as_manager()

    class Meta:
        ordering = ["-returned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fee__gte=0), name="paymentreturn_fee_is_positive"
            ),
            is_cad("paymentreturn_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.returned_on}"
