from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounting.fields import AmountField, is_cad
from accounting.models import account_field
from companies.models import CompanyOwned, CompanyQuerySet
from invoices.models.customer import Customer
from invoices.models.invoice import Invoice
from invoices.models.payment import Payment, PaymentAllocation


class CustomerCredit(CompanyOwned):
    """Money of a customer that pays nothing yet: a deposit, or a credit on account.

    `payment` brought it, None for an opening balance; `freed_from` is the allocation
    that a void, a correction or a person ended; it `follows` when that one had been in
    a batch by then. `balance` is what is left of it.
    """

    class Kind(models.TextChoices):
        DEPOSIT = "DEPOSIT", _("deposit")
        CREDIT = "CREDIT", _("credit on account")

    customer = models.ForeignKey(Customer, models.PROTECT, verbose_name=_("customer"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    opened_on = models.DateField(_("date"))
    amount = AmountField(_("amount"))
    balance = AmountField(_("balance"))
    account = account_field(_("account"))
    account_origin = models.CharField(max_length=60)
    payment = models.ForeignKey(
        Payment, models.PROTECT, null=True, related_name="credits"
    )
    freed_from = models.ForeignKey(
        PaymentAllocation, models.PROTECT, null=True, related_name="freed_to"
    )
    follows = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)

    objects = CompanyQuerySet["CustomerCredit"].as_manager()

    class Meta:
        ordering = ["opened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="customercredit_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0, balance__lte=F("amount")),
                name="customercredit_balance_is_within",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(balance=0),
                name="customercredit_closed_is_empty",
            ),
            is_cad("customercredit_currency_is_cad"),
        ]

    @property
    def is_prior(self) -> bool:
        """Return True if its money was in the books before the cut-over."""
        return self.payment is None or self.payment.is_prior

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.opened_on} {self.balance}"


class Application(CompanyOwned):
    """An invoice paid by a customer credit, or by what another document owes back.

    `account` is the credit's, or the deposits account by which money of another
    document passes while the invoice is held (`through_deposits`).
    """

    credit = models.ForeignKey(
        CustomerCredit, models.PROTECT, null=True, related_name="applications"
    )
    from_invoice = models.ForeignKey(
        Invoice, models.PROTECT, null=True, related_name="applications_given"
    )
    invoice = models.ForeignKey(
        Invoice, models.PROTECT, related_name="applications", verbose_name=_("invoice")
    )
    amount = AmountField(_("amount"))
    applied_on = models.DateField(_("date"))
    account = account_field(_("account"))
    through_deposits = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)

    objects = CompanyQuerySet["Application"].as_manager()

    class Meta:
        ordering = ["applied_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="application_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(credit=None, from_invoice__isnull=False)
                | Q(credit__isnull=False, from_invoice=None),
                name="application_has_one_source",
            ),
            is_cad("application_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.invoice}: {self.amount}"


class Refund(CompanyOwned):
    """Money sent back: of a customer credit, or of what a document owes back."""

    customer = models.ForeignKey(Customer, models.PROTECT, verbose_name=_("customer"))
    credit = models.ForeignKey(
        CustomerCredit, models.PROTECT, null=True, related_name="refunds"
    )
    invoice = models.ForeignKey(
        Invoice, models.PROTECT, null=True, related_name="refunds"
    )
    refunded_on = models.DateField(_("date"))
    amount = AmountField(_("amount"))
    method = models.ForeignKey(
        "invoices.PaymentMethod", models.PROTECT, verbose_name=_("payment method")
    )
    account = account_field(_("account credited"))
    account_origin = models.CharField(max_length=60)
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    import_key = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 - unique where there is one

    objects = CompanyQuerySet["Refund"].as_manager()

    class Meta:
        ordering = ["-refunded_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "import_key"], name="refund_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="refund_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(credit=None, invoice__isnull=False)
                | Q(credit__isnull=False, invoice=None),
                name="refund_has_one_source",
            ),
            is_cad("refund_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.refunded_on} {self.amount}"


class Forfeiture(CompanyOwned):
    """A deposit kept when the customer cancelled; its taxes are inside it.

    Revenu Québec: the amount kept is consideration, taxes included.
    """

    credit = models.ForeignKey(
        CustomerCredit, models.PROTECT, related_name="forfeitures"
    )
    forfeited_on = models.DateField(_("date"))
    amount = AmountField(_("amount"))
    net = AmountField(_("before taxes"))
    account = account_field(_("account credited"))
    account_origin = models.CharField(max_length=60)
    reason = models.CharField(_("reason"), max_length=200)

    objects = CompanyQuerySet["Forfeiture"].as_manager()

    class Meta:
        ordering = ["-forfeited_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="forfeiture_is_positive"
            ),
            is_cad("forfeiture_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.forfeited_on} {self.amount}"
