from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.models import JournalEntry
from companies.models import CompanyOwned, CompanyQuerySet


class ExportBatch(CompanyOwned):
    """Entries that left together, once for a key.

    A large one is begun, and stored in several transactions before it is produced.
    Imported, it is fixed for good. Rejected by Acomba or cancelled, its entries are
    ready again and its files are evidence; `error_report` is what Acomba wrote.
    `statement` is what its bordereau says of the day it was produced; batches from
    before bordereaux have none.
    """

    class Status(models.TextChoices):
        BEGUN = "BEGUN", _("being produced")
        PRODUCED = "PRODUCED", _("produced")
        IMPORTED = "IMPORTED", _("imported")
        REJECTED = "REJECTED", _("rejected")
        CANCELLED = "CANCELLED", _("cancelled")

    number = models.PositiveIntegerField(_("batch"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.PRODUCED
    )
    through = models.DateField(_("through"))
    produced_at = models.DateTimeField(_("produced"))
    produced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    imported_at = models.DateTimeField(_("imported"), null=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    acomba_period = models.CharField(_("period in Acomba"), max_length=20, blank=True)
    rejected_at = models.DateTimeField(_("rejected"), null=True)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    error_report = models.TextField(_("errors of Acomba"), blank=True)
    key = models.UUIDField(editable=False)
    detail = models.CharField(max_length=10)
    language = models.CharField(max_length=5)
    profile = models.JSONField()
    statement = models.JSONField(null=True, editable=False)
    entry_count = models.PositiveIntegerField(_("entries"))
    total = models.DecimalField(_("total"), max_digits=17, decimal_places=2)

    objects = CompanyQuerySet["ExportBatch"].as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "number"], name="exportbatch_number_unique"
            ),
            models.UniqueConstraint(
                fields=["company", "key"], name="exportbatch_key_unique"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{"status": state, f"{time}__isnull": False})
                    | (~Q(status=state) & Q(**{time: None})),
                    name=f"exportbatch_{time}_says_its_status",
                )
                for state, time in (
                    ("IMPORTED", "imported_at"),
                    ("REJECTED", "rejected_at"),
                    ("CANCELLED", "cancelled_at"),
                )
            ),
        ]

    def __str__(self) -> str:
        return str(_("Batch %(number)s") % {"number": self.number})


class ExportFile(models.Model):
    """The bytes of a file of a batch, kept as they were written.

    `first_on` and `last_on` bound the dates in it; an Excel twin covers the batch.
    """

    batch = models.ForeignKey(ExportBatch, models.PROTECT, related_name="files")
    format = models.CharField(max_length=20)
    name = models.CharField(_("file"), max_length=100)
    first_on = models.DateField()
    last_on = models.DateField()
    entry_count = models.PositiveIntegerField(_("entries"))
    total = models.DecimalField(_("total"), max_digits=17, decimal_places=2)
    content = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = models.Manager["ExportFile"]()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "name"], name="exportfile_name_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name


class BatchEntry(models.Model):
    """An entry's place in a batch: living until the batch is cancelled."""

    batch = models.ForeignKey(ExportBatch, models.PROTECT, related_name="entries")
    file = models.ForeignKey(ExportFile, models.PROTECT, related_name="entries")
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="batches")
    position = models.PositiveIntegerField()
    dated_on = models.DateField()
    released_at = models.DateTimeField(null=True)

    objects = models.Manager["BatchEntry"]()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(released_at=None),
                name="batchentry_entry_in_one_living_batch",
            ),
            models.UniqueConstraint(
                fields=["batch", "position"], name="batchentry_position_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.position}"


class GLImportSettings(CompanyOwned):
    """What may differ between installations of Acomba: each point can be corrected."""

    class Encoding(models.TextChoices):
        CP1252 = "cp1252", "Windows-1252"
        CP850 = "cp850", "DOS 850"
        ASCII = "ascii", _("ASCII, without accents")

    class Justify(models.TextChoices):
        RIGHT = "right", _("right")
        LEFT = "left", _("left")

    class DecimalMark(models.TextChoices):
        POINT = ".", _("point")
        COMMA = ",", _("comma")

    base_name = models.CharField(_("file name"), max_length=20, default="GLImport")
    next_counter = models.PositiveSmallIntegerField(_("next file"), default=1)
    encoding = models.CharField(
        _("character set"), max_length=6, choices=Encoding, default=Encoding.CP1252
    )
    max_entries_per_file = models.PositiveSmallIntegerField(
        _("entries per file, at most"), default=998
    )
    one_period_per_file = models.BooleanField(
        _("one calendar month per file"), default=True
    )
    trailing_blank_lines = models.PositiveSmallIntegerField(
        _("blank lines at the end"), default=0
    )
    length_line = models.BooleanField(_("write the LGL line"), default=True)
    account_width = models.PositiveSmallIntegerField(
        _("width of an account"), default=7
    )
    account_justify = models.CharField(
        _("an account is aligned"), max_length=5, choices=Justify, default=Justify.RIGHT
    )
    header_width = models.PositiveSmallIntegerField(
        _("width of an entry's first line"), default=42
    )
    entry_number = models.BooleanField(_("number the entries"), default=False)
    decimal_mark = models.CharField(
        _("decimal mark"), max_length=1, choices=DecimalMark, default=DecimalMark.POINT
    )
    department_width = models.PositiveSmallIntegerField(
        _("width of the department code"), default=0
    )
    split_large_amounts = models.BooleanField(
        _("split amounts above 999,999.99"), default=False
    )

    objects = CompanyQuerySet["GLImportSettings"].as_manager()

    class Meta:
        verbose_name = _("settings of the GLImport file")
        constraints = [
            models.UniqueConstraint(fields=["company"], name="glimportsettings_one"),
            models.CheckConstraint(
                condition=Q(next_counter__gte=1, next_counter__lte=999),
                name="glimportsettings_counter_has_three_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.base_name


class Download(models.Model):
    file = models.ForeignKey(ExportFile, models.PROTECT, related_name="downloads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    downloaded_at = models.DateTimeField()

    objects = models.Manager["Download"]()

    class Meta:
        ordering = ["-downloaded_at"]

    def __str__(self) -> str:
        return f"{self.file} {self.downloaded_at}"


auditlog.register(GLImportSettings, exclude_fields=["next_counter"])
