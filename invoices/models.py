from typing import Self

from auditlog.registry import auditlog
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from accounting.fields import AmountField, is_cad
from accounting.models import account_field
from catalog.models import Item
from companies.models import CompanyOwned, CompanyQuerySet
from taxes.models import Tax, TaxGroup, TaxGroupMember


class PaymentMethod(CompanyOwned):
    name = models.CharField(_("payment method"), max_length=40)
    account = account_field(_("account debited"))
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


class Customer(CompanyOwned):
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

    objects = CompanyQuerySet["Customer"].as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "number"], name="customer_number_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class InvoiceQuerySet(CompanyQuerySet["Invoice"]):
    def issued(self) -> Self:
        return self.filter(status=Invoice.Status.ISSUED)

    def open(self) -> Self:
        return self.issued().exclude(balance=0)


class Invoice(CompanyOwned):
    """A sale. A draft is free; once issued it never changes but for its balance.

    `receivable` and the accounts on its lines and taxes are frozen at issue.
    """

    class Status(models.TextChoices):
        DRAFT = "DRAFT", _("draft")
        ISSUED = "ISSUED", _("issued")

    customer = models.ForeignKey(Customer, models.PROTECT, verbose_name=_("customer"))
    number = models.CharField(_("number"), max_length=20, null=True)  # noqa: DJ001 - a draft has none, and many have none
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT
    )
    issued_on = models.DateField(_("date"), null=True)
    customer_name = models.CharField(_("billed to"), max_length=150, blank=True)
    receivable = account_field(_("receivable"))
    discount_account = account_field(_("discounts given"))
    subtotal = AmountField(_("subtotal"), default=0)
    tax_total = AmountField(_("taxes"), default=0)
    total = AmountField(_("total"), default=0)
    balance = AmountField(_("balance due"), default=0)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "number"], name="invoice_number_unique"
            ),
            models.CheckConstraint(
                condition=Q(
                    status="DRAFT", number=None, issued_on=None, receivable=None
                )
                | Q(
                    status="ISSUED",
                    number__isnull=False,
                    issued_on__isnull=False,
                    receivable__isnull=False,
                ),
                name="invoice_issued_is_complete",
            ),
            models.CheckConstraint(
                # SQLite adds as floats.
                condition=Q(total=Round(F("subtotal") + F("tax_total"), 2)),
                name="invoice_total_adds_up",
            ),
            is_cad("invoice_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return self.number or str(_("Draft %(id)s") % {"id": self.pk})


class InvoiceLine(models.Model):
    """`discount` is in dollars; `discount_rate` remembers a percentage, as a fraction.

    `account` is what the person chose on a line without an item; `revenue_account`
    is what issuing froze, with the rule that chose it in `revenue_origin`.
    """

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(
        Item,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("item"),
    )
    description = models.CharField(_("description"), max_length=300)
    quantity = models.DecimalField(_("quantity"), max_digits=11, decimal_places=4)
    unit_price = AmountField(_("unit price"))
    discount_rate = models.DecimalField(
        max_digits=5, decimal_places=4, null=True, blank=True
    )
    gross = AmountField(default=0)
    discount = AmountField(_("discount"), default=0)
    net = AmountField(_("amount"), default=0)
    tax_group = models.ForeignKey(
        TaxGroup, models.PROTECT, related_name="+", verbose_name=_("tax group")
    )
    account = account_field(_("sales account"))
    revenue_account = account_field(_("sales account"))
    revenue_origin = models.CharField(max_length=60, blank=True)

    objects = models.Manager["InvoiceLine"]()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice", "position"], name="invoiceline_position_unique"
            ),
            models.CheckConstraint(
                condition=Q(net=Round(F("gross") - F("discount"), 2)),
                name="invoiceline_net_adds_up",
            ),
            is_cad("invoiceline_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return self.description


class InvoiceTax(models.Model):
    """A tax of a document, computed once when it was issued; 0.00 if not taxable."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="taxes")
    position = models.PositiveSmallIntegerField()
    tax = models.ForeignKey(Tax, models.PROTECT, related_name="+")
    treatment = models.CharField(max_length=10, choices=TaxGroupMember.Treatment)
    rate = models.DecimalField(max_digits=7, decimal_places=6)
    base = AmountField()
    amount = AmountField()
    account = account_field(_("tax account"))

    objects = models.Manager["InvoiceTax"]()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice", "tax", "treatment", "rate"], name="invoicetax_once"
            ),
            is_cad("invoicetax_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.tax} {self.amount}"


class Payment(CompanyOwned):
    """Money received. `account` is frozen from its method when it is recorded."""

    customer = models.ForeignKey(Customer, models.PROTECT, verbose_name=_("customer"))
    received_on = models.DateField(_("date received"))
    method = models.ForeignKey(
        PaymentMethod, models.PROTECT, verbose_name=_("payment method")
    )
    account = account_field(_("account debited"))
    account_origin = models.CharField(max_length=60)
    amount = AmountField(_("amount"))
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
            is_cad("payment_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.received_on} {self.amount}"


class PaymentAllocation(models.Model):
    """The part of a payment that pays one invoice.

    `through_deposits`: recorded to customer deposits while its invoice is held, then
    applied to it by an entry of its own.
    """

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="allocations")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="allocations")
    amount = AmountField(_("amount"))
    through_deposits = models.BooleanField(default=False)

    objects = models.Manager["PaymentAllocation"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "invoice"], name="paymentallocation_unique"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="paymentallocation_is_positive"
            ),
            is_cad("paymentallocation_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.invoice}: {self.amount}"


class InvoiceNumbering(CompanyOwned):
    """The number the next invoice issued here takes, if no imported one has it."""

    prefix = models.CharField(_("prefix"), max_length=10, default="FAC-", blank=True)
    next_number = models.PositiveIntegerField(_("next number"), default=1)

    objects = CompanyQuerySet["InvoiceNumbering"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company"], name="invoicenumbering_one")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.next_number:05d}"


auditlog.register(PaymentMethod)
