from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from accounting.fields import AmountField, is_cad
from accounting.models import account_field
from companies.models import CompanyOwned, CompanyQuerySet
from invoices.models.invoice import Invoice, InvoiceLine, InvoiceTax


class CreditNote(CompanyOwned):
    """What is taken back of an invoice, on its own accounts; fixed once issued."""

    invoice = models.ForeignKey(
        Invoice, models.PROTECT, related_name="credit_notes", verbose_name=_("invoice")
    )
    number = models.CharField(_("number"), max_length=20)
    issued_on = models.DateField(_("date"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    subtotal = AmountField(_("subtotal"))
    tax_total = AmountField(_("taxes"))
    total = AmountField(_("total"))

    objects = CompanyQuerySet["CreditNote"].as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "number"], name="creditnote_number_unique"
            ),
            models.CheckConstraint(
                condition=Q(total=Round(F("subtotal") + F("tax_total"), 2)),
                name="creditnote_total_adds_up",
            ),
            is_cad("creditnote_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return self.number


class CreditNoteLine(models.Model):
    """A part of an invoice line, on its account of that day; amounts have its sign."""

    credit_note = models.ForeignKey(CreditNote, models.PROTECT, related_name="lines")
    invoice_line = models.ForeignKey(
        InvoiceLine, models.PROTECT, related_name="credited"
    )
    revenue_account = account_field(_("sales account"))
    revenue_origin = models.CharField(max_length=60)
    gross = AmountField()
    discount = AmountField(default=0)
    net = AmountField(_("amount"))

    objects = models.Manager["CreditNoteLine"]()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_note", "invoice_line"], name="creditnoteline_unique"
            ),
            models.CheckConstraint(
                condition=Q(net=Round(F("gross") - F("discount"), 2)),
                name="creditnoteline_net_adds_up",
            ),
            is_cad("creditnoteline_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_line}: {self.net}"


class CreditNoteTax(models.Model):
    credit_note = models.ForeignKey(CreditNote, models.PROTECT, related_name="taxes")
    invoice_tax = models.ForeignKey(InvoiceTax, models.PROTECT, related_name="credited")
    base = AmountField()
    amount = AmountField()

    objects = models.Manager["CreditNoteTax"]()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_note", "invoice_tax"], name="creditnotetax_unique"
            ),
            is_cad("creditnotetax_currency_is_cad"),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_tax.tax} {self.amount}"
