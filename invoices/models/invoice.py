from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from accounting.fields import AmountField, is_cad
from accounting.models import AccountingSettings, account_field
from catalog.models import Item
from companies.models import CompanyOwned, CompanyQuerySet
from invoices.models.customer import Customer
from invoices.models.settlement import IS_SETTLED, Settlement
from taxes.models import Tax, TaxGroup, TaxGroupMember


class InvoiceQuerySet(CompanyQuerySet["Invoice"]):
    def issued(self) -> Self:
        return self.filter(status=Invoice.Status.ISSUED)

    def numbered(self) -> Self:
        """Those with a number, void ones included."""
        return self.exclude(status=Invoice.Status.DRAFT)

    def open(self) -> Self:
        return self.issued().exclude(balance=0)

    def overdue(self, today: date) -> Self:
        """Those still owed after the day they were due: on receipt is on their date."""
        was_due = Q(due_on__lt=today) | Q(due_on=None, issued_on__lt=today)
        return self.issued().filter(was_due, balance__gt=0)

    def settled(self, settlement: Settlement) -> Self:
        return self.issued().filter(IS_SETTLED[settlement])


class Invoice(CompanyOwned):
    """A sale. A draft is free; once issued it never changes but for its balance.

    `receivable`, `tax_rounding` and the accounts on its lines and taxes are frozen at
    issue. A void one is owed no more. `tax_on` dates the rates: a replacement keeps its
    original's. `is_prior` was in the books before the cut-over. `progress_of` is the first
    invoice of a job billed in parts, whose taxes are computed on all parts together.

    A returned payment is no sale: its customer owes again what was refunded or kept of
    money that the bank took back. The entry of that return debits its receivable; it
    has none of its own, and nothing undoes it.
    """

    class Status(models.TextChoices):
        DRAFT = "DRAFT", _("draft")
        ISSUED = "ISSUED", _("issued")
        VOID = "VOID", _("void")

    class Kind(models.TextChoices):
        SALE = "SALE", _("sale")
        INTEREST = "INTEREST", _("interest")
        RETURNED_PAYMENT = "RETURNED", _("returned payment")

    customer = models.ForeignKey(Customer, models.PROTECT, verbose_name=_("customer"))
    number = models.CharField(_("number"), max_length=20, null=True)  # noqa: DJ001 - a draft has none, and many have none
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SALE)
    issued_on = models.DateField(_("date"), null=True)
    tax_on = models.DateField(null=True, editable=False)
    due_on = models.DateField(_("due"), null=True, blank=True)
    voided_on = models.DateField(_("void since"), null=True)
    void_reason = models.CharField(_("reason"), max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    progress_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="progress_invoices",
        verbose_name=_("follows the progress invoice"),
    )
    is_prior = models.BooleanField(_("in the books before the cut-over"), default=False)
    prices_include_taxes = models.BooleanField(_("prices include taxes"), default=False)
    discount_rate = models.DecimalField(
        max_digits=5, decimal_places=4, null=True, blank=True
    )
    discount = AmountField(_("discount on the whole"), default=0)
    is_relieved = models.BooleanField(_("relieved from taxes"), default=False)
    certificate_number = models.CharField(
        _("certificate number"), max_length=30, blank=True
    )
    tax_rounding = models.CharField(
        max_length=10,
        choices=AccountingSettings.TaxRounding,
        blank=True,
        editable=False,
    )
    province = models.CharField(_("place of supply"), max_length=60, blank=True)
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
                    status__in=["ISSUED", "VOID"],
                    number__isnull=False,
                    issued_on__isnull=False,
                    receivable__isnull=False,
                ),
                name="invoice_issued_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(status="VOID", voided_on__isnull=False, balance=0)
                | (~Q(status="VOID") & Q(voided_on=None)),
                name="invoice_void_owes_nothing",
            ),
            models.CheckConstraint(
                condition=Q(discount__gte=0), name="invoice_discount_is_positive"
            ),
            models.CheckConstraint(
                # SQLite adds as floats.
                condition=Q(total=Round(F("subtotal") + F("tax_total"), 2)),
                name="invoice_total_adds_up",
            ),
            models.CheckConstraint(
                condition=~Q(kind="RETURNED") | Q(status="ISSUED", tax_total=0),
                name="invoice_returned_payment_is_issued_without_taxes",
            ),
            is_cad("invoice_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return self.number or str(_("Draft %(id)s") % {"id": self.pk})

    @property
    def state(self) -> Status | Settlement:
        """What people ask of an invoice: once issued, whether it is paid."""
        if self.status != self.Status.ISSUED:
            return self.Status(self.status)
        if self.balance.amount <= 0:
            return Settlement.PAID
        is_whole = self.balance.amount >= self.total.amount
        return Settlement.UNPAID if is_whole else Settlement.PART_PAID

    def is_overdue(self, today: date) -> bool:
        """As `InvoiceQuerySet.overdue` finds them."""
        due_on = self.due_on or self.issued_on
        is_owed = self.status == self.Status.ISSUED and self.balance.amount > 0
        return is_owed and due_on is not None and due_on < today


class InvoiceLine(models.Model):
    """`unit_price` and `discount` are what was typed, with taxes where prices include them.

    `discount` is in dollars; `discount_rate` remembers a percentage, as a fraction. The
    other amounts are without taxes once issued: `net_discount` is the same discount, and
    `shared_discount` the line's part of the one on the whole. Interest has no tax group.
    `taxes_borne` are the positions of the taxes of the document that it bears: `1,2`.

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
    net_discount = AmountField(default=0, editable=False)
    shared_discount = AmountField(default=0)
    net = AmountField(_("amount"), default=0)
    tax_group = models.ForeignKey(
        TaxGroup,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("tax group"),
    )
    account = account_field(_("sales account"))
    revenue_account = account_field(_("sales account"))
    revenue_origin = models.CharField(max_length=60, blank=True)
    taxes_borne = models.CharField(max_length=40, blank=True, editable=False)

    objects = models.Manager["InvoiceLine"]()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice", "position"], name="invoiceline_position_unique"
            ),
            models.CheckConstraint(
                condition=Q(
                    net=Round(F("gross") - F("net_discount") - F("shared_discount"), 2)
                ),
                name="invoiceline_net_adds_up",
            ),
            is_cad("invoiceline_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return self.description

    def bears(self, tax: "InvoiceTax") -> bool:
        return str(tax.position) in self.taxes_borne.split(",")


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
