from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.journal import dating, grouping
from companies.models import CompanyOwned, CompanyQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class GLAccountQuerySet(CompanyQuerySet["GLAccount"]):
    def usable(self) -> Self:
        """Those Acomba takes imported entries in: active, linked to no module."""
        return self.filter(is_active=True, is_control=False)


class GLAccount(CompanyOwned):
    class Category(models.TextChoices):
        ASSET = "asset", _("asset")
        LIABILITY = "liability", _("liability")
        EQUITY = "equity", _("equity")
        REVENUE = "revenue", _("revenue")
        EXPENSE = "expense", _("expense")

    number = models.CharField(_("number"), max_length=15)
    name = models.CharField(_("name"), max_length=100)
    category = models.CharField(_("category"), max_length=10, choices=Category)
    is_control = models.BooleanField(_("linked to a module"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    objects = GLAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "number"], name="glaccount_number_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


def account_field(label: "StrOrPromise") -> "models.ForeignKey[GLAccount | None]":
    return models.ForeignKey(
        GLAccount,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class AccountPair(models.Model):
    """The accounts a rule debits and credits; each side resolves by itself."""

    debit_account = account_field(_("debit account"))
    credit_account = account_field(_("credit account"))

    class Meta:
        abstract = True


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

    target = models.CharField(max_length=10, choices=Target, default=Target.ACOMBA)
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
            models.UniqueConstraint(fields=["company"], name="accountingsettings_one")
        ]

    def __str__(self) -> str:
        return str(_("accounting settings"))


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


class JournalEntryQuerySet(CompanyQuerySet["JournalEntry"]):
    def living(self) -> Self:
        return self.exclude(status=JournalEntry.Status.WITHDRAWN)

    def of_sources(self, source_kind: str, source_ids: list[int]) -> Self:
        return self.filter(source_kind=source_kind, source_id__in=source_ids)

    def exportable_through(self, through: date) -> Self:
        """The same answer whenever it is asked: no clock decides what is ready."""
        return self.filter(
            status=JournalEntry.Status.READY,
            ready_on__lte=through,
            happened_on__lte=through,
        )


class JournalEntry(CompanyOwned):
    """What one event of a document does to the books; dates, status and its lines.

    `source_kind` and `source_id` name the document's row; a rewritten entry is
    WITHDRAWN and followed by the next `revision`. `ready_on` is the day from which it
    may be exported, None while HELD. `reverses` is the entry it undoes: one at most.
    """

    class Event(models.TextChoices):
        SALE = dating.Event.SALE.value, _("sale")
        VOID = dating.Event.VOID.value, _("void")
        CREDIT_NOTE = dating.Event.CREDIT_NOTE.value, _("credit note")
        WRITE_OFF = dating.Event.WRITE_OFF.value, _("write-off")
        PAYMENT = dating.Event.PAYMENT.value, _("payment")
        RETURN = dating.Event.RETURN.value, _("payment taken back")
        TRANSFER = dating.Event.TRANSFER.value, _("transfer")
        APPLICATION = dating.Event.APPLICATION.value, _("application")
        UNAPPLIED = dating.Event.UNAPPLIED.value, _("application undone")
        REFUND = dating.Event.REFUND.value, _("refund")
        RECOVERY = dating.Event.RECOVERY.value, _("recovery of a bad debt")
        FORFEITURE = dating.Event.FORFEITURE.value, _("deposit kept")
        PAYOUT = dating.Event.PAYOUT.value, _("payout of a processor")
        TIP_PAYOUT = dating.Event.TIP_PAYOUT.value, _("tips handed over")
        RECLASSIFICATION = (
            dating.Event.RECLASSIFICATION.value,
            _("reclassification"),
        )

    class Status(models.TextChoices):
        HELD = "HELD", _("held")
        READY = "READY", _("ready")
        EXPORTED = "EXPORTED", _("exported")
        WITHDRAWN = "WITHDRAWN", _("withdrawn")
        NO_EFFECT = "NO_EFFECT", _("no accounting effect")
        PRIOR = "PRIOR", _("already in the books")

    source_kind = models.CharField(max_length=40)
    source_id = models.BigIntegerField()
    event = models.CharField(_("event"), max_length=16, choices=Event)
    revision = models.PositiveIntegerField(default=1)
    document_number = models.CharField(_("document"), max_length=30)
    party = models.CharField(_("customer"), max_length=150)
    happened_on = models.DateField(_("date"))
    ready_on = models.DateField(_("ready on"), null=True)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    was_exported = models.BooleanField(default=False)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by"
    )

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "source_kind", "source_id", "event", "revision"],
                name="journalentry_event_revision_unique",
            ),
            models.UniqueConstraint(
                fields=["company", "source_kind", "source_id", "event"],
                condition=~Q(status="WITHDRAWN"),
                name="journalentry_event_has_one_living_entry",
            ),
            models.CheckConstraint(
                condition=Q(status="HELD", ready_on=None)
                | Q(
                    status__in=["READY", "EXPORTED", "NO_EFFECT", "PRIOR"],
                    ready_on__isnull=False,
                )
                | Q(status="WITHDRAWN"),
                name="journalentry_held_has_no_ready_date",
            ),
            models.CheckConstraint(
                condition=~Q(
                    was_exported=True,
                    status__in=["HELD", "WITHDRAWN", "NO_EFFECT", "PRIOR"],
                ),
                name="journalentry_once_exported_stays_released",
            ),
            models.CheckConstraint(
                condition=~Q(status="EXPORTED", was_exported=False),
                name="journalentry_exported_was_exported",
            ),
        ]
        indexes = [
            models.Index(
                fields=["company", "status", "ready_on"], name="journalentry_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_number} ({self.get_event_display()})"


class JournalLine(models.Model):
    """A positive amount on one side; `account` is null only while no rule answers.

    `origin` says which rule chose it: `item:42`, `default:item:42`, `missing:item:42`.
    """

    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    account = account_field(_("account"))
    debit = models.DecimalField(_("debit"), max_digits=15, decimal_places=2, default=0)
    credit = models.DecimalField(
        _("credit"), max_digits=15, decimal_places=2, default=0
    )
    origin = models.CharField(max_length=60)
    tax_treatment = models.CharField(max_length=60, blank=True)

    objects = models.Manager["JournalLine"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "position"], name="journalline_position_unique"
            ),
            models.CheckConstraint(
                condition=Q(debit__gt=0, credit=0) | Q(debit=0, credit__gt=0),
                name="journalline_one_positive_side",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.position}"


auditlog.register(GLAccount)
auditlog.register(AccountingSettings)
