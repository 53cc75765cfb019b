from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounting.journal import dating
from accounting.models.chart import account_field
from companies.models import CompanyOwned, CompanyQuerySet
from ui.signs import Sign


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

    def faulty(self) -> Self:
        """Those that wait with an account that is missing or that Acomba refuses."""
        return self.filter(_is_faulty())

    def with_faults(self) -> Self:
        """Give each entry `is_faulty`, which its sign and its word ask for."""
        is_faulty = ExpressionWrapper(_is_faulty(), models.BooleanField())
        return self.annotate(is_faulty=is_faulty)


def _is_faulty() -> Q:
    unusable = (
        Q(account=None) | Q(account__is_active=False) | Q(account__is_control=True)
    )
    lines = JournalLine.objects.filter(unusable, entry=OuterRef("pk"))
    waits = Q(status__in=[JournalEntry.Status.HELD, JournalEntry.Status.READY])
    return waits & Q(Exists(lines))


class JournalEntry(CompanyOwned):
    """What one event of a document does to the books; dates, status and its lines.

    `source_kind` and `source_id` name the document's row; a rewritten entry is
    WITHDRAWN and followed by the next `revision`. `ready_on` is the day from which it
    may be exported, None while HELD. `reverses` is the entry it undoes: one at most.
    """

    class Event(models.TextChoices):
        SALE = dating.Event.SALE.value, _("sale")
        VOID = dating.Event.VOID.value, pgettext_lazy("what an entry does", "void")
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
    is_faulty: bool  # where it was asked for, by with_faults()

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

    @property
    def sign(self) -> Sign:
        return Sign.NEEDS_YOU if self.is_faulty else SIGNS[self.status]

    @property
    def state_word(self) -> str:
        if not self.is_faulty:
            return self.get_status_display()
        is_held = self.status == self.Status.HELD
        return str(_("held, to mend") if is_held else _("to mend"))


SIGNS: dict[str, Sign] = {
    JournalEntry.Status.HELD: Sign.WAITS,
    JournalEntry.Status.READY: Sign.WAITS,
    JournalEntry.Status.EXPORTED: Sign.DONE,
    JournalEntry.Status.WITHDRAWN: Sign.NEUTRAL,
    JournalEntry.Status.NO_EFFECT: Sign.NEUTRAL,
    JournalEntry.Status.PRIOR: Sign.NEUTRAL,
}


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
