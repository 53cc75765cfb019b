from typing import Any, Self

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounting.models import JournalEntry
from companies.models import CompanyOwned, CompanyQuerySet


class ExportBatchQuerySet(CompanyQuerySet["ExportBatch"]):
    def with_state(self) -> Self:
        """Tell what the files of each batch say together, and whether some wait."""
        files = ExportFile.objects.filter(batch=OuterRef("pk"))
        produced, imported, rejected, cancelled = (
            Exists(files.filter(state=state)) for state in ExportFile.State
        )
        in_order = {
            "BEGUN": Q(is_begun=True),
            "PARTLY_IMPORTED": imported & (produced | rejected | cancelled),
            "IMPORTED": imported,
            "PRODUCED": produced,
            "REJECTED": rejected,
        }
        return self.annotate(
            found_state=Case(
                *(When(is_so, then=Value(state)) for state, is_so in in_order.items()),
                default=Value("CANCELLED"),
            ),
            waits=produced,
        )


class ExportBatch(CompanyOwned):
    """Entries that left together, once for a key.

    A large one is begun, and stored in several transactions before it is produced;
    from then on its row is fixed, and its state follows its files. `statement` is what
    its bordereau says of the day it was produced; batches from before bordereaux have
    none.
    """

    class State(models.TextChoices):
        BEGUN = "BEGUN", _("being produced")
        PRODUCED = "PRODUCED", _("produced")
        PARTLY_IMPORTED = "PARTLY_IMPORTED", _("partly imported")
        IMPORTED = "IMPORTED", _("imported")
        REJECTED = "REJECTED", _("rejected")
        CANCELLED = "CANCELLED", _("cancelled")

    number = models.PositiveIntegerField(_("batch"))
    is_begun = models.BooleanField(default=False)
    through = models.DateField(_("through"))
    produced_at = models.DateTimeField(_("produced"))
    produced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    key = models.UUIDField(editable=False)
    detail = models.CharField(max_length=10)
    language = models.CharField(max_length=5)
    profile = models.JSONField()
    statement = models.JSONField(null=True, editable=False)
    entry_count = models.PositiveIntegerField(_("entries"))
    total = models.DecimalField(_("total"), max_digits=17, decimal_places=2)

    objects = ExportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "number"], name="exportbatch_number_unique"
            ),
            models.UniqueConstraint(
                fields=["company", "key"], name="exportbatch_key_unique"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Batch %(number)s") % {"number": self.number})

    @property
    def state(self) -> "ExportBatch.State":
        """What its files say together, as `with_state` found it or asked for now."""
        found = self.__dict__.get("found_state")
        if found is None:
            batches = ExportBatch.objects.with_state().only("pk")
            found = batches.get(pk=self.pk).__dict__["found_state"]
        return ExportBatch.State(found)


class ExportFileQuerySet(models.QuerySet["ExportFile"]):
    def light(self) -> Self:
        """Leave what is large in the database until it is asked for."""
        return self.defer("content", "error_report")

    def for_acomba(self) -> Self:
        """Leave out the copies."""
        return self.filter(state__isnull=False)

    def waiting(self) -> Self:
        """Those of which nobody has said yet what became of them in Acomba."""
        return self.filter(state=ExportFile.State.PRODUCED)


class ExportFile(models.Model):
    """The bytes of a file of a batch, kept as they were written.

    `first_on` and `last_on` bound the dates in it; a copy in another format covers the
    batch. Only a file that Acomba imports has a state. Imported, it is fixed, unless
    somebody takes the import back; rejected or cancelled, its entries are ready again
    and it is evidence. `error_report` is what Acomba wrote, `errors` what
    `exports.rejections` read in it: null when nothing was received.
    """

    class State(models.TextChoices):
        PRODUCED = "PRODUCED", _("produced")
        IMPORTED = "IMPORTED", _("imported")
        REJECTED = "REJECTED", _("rejected")
        CANCELLED = "CANCELLED", _("cancelled")

    batch = models.ForeignKey(ExportBatch, models.PROTECT, related_name="files")
    format = models.CharField(max_length=20)
    name = models.CharField(_("file"), max_length=100)
    first_on = models.DateField()
    last_on = models.DateField()
    entry_count = models.PositiveIntegerField(_("entries"))
    total = models.DecimalField(_("total"), max_digits=17, decimal_places=2)
    content = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=State, null=True)  # noqa: DJ001 - a copy has none
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
    errors = models.JSONField(null=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ExportFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "name"], name="exportfile_name_unique"
            ),
            models.CheckConstraint(
                condition=Q(format="glimport", state__isnull=False)
                | (~Q(format="glimport") & Q(state=None)),
                name="exportfile_copy_has_no_state",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{"state": state, f"{time}_at__isnull": False})
                    | (~Q(state=state) & Q(**{f"{time}_at": None, **nothing})),
                    name=f"exportfile_{time}_at_says_its_state",
                )
                for state, time, nothing in (
                    (
                        "IMPORTED",
                        "imported",
                        {"imported_by": None, "acomba_period": ""},
                    ),
                    (
                        "REJECTED",
                        "rejected",
                        {
                            "rejected_by": None,
                            "error_report": "",
                            "errors__isnull": True,
                        },
                    ),
                    ("CANCELLED", "cancelled", {"cancelled_by": None}),
                )
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TakenBackImport(models.Model):
    """An import that was confirmed by mistake: who had, who took it back, and why."""

    file = models.ForeignKey(ExportFile, models.PROTECT, related_name="taken_back")
    imported_at = models.DateTimeField(_("confirmed"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("confirmed by"),
        null=True,
        related_name="+",
    )
    acomba_period = models.CharField(_("period in Acomba"), max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    taken_back_at = models.DateTimeField(_("taken back"))
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("taken back by"),
        null=True,
        related_name="+",
    )

    objects = models.Manager["TakenBackImport"]()

    class Meta:
        verbose_name = _("confirmation of an import taken back")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "imported_at"], name="takenbackimport_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="takenbackimport_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file.batch}, {self.file}"

    def get_additional_data(self) -> dict[str, Any]:
        """What the history keeps with it, so that a company sees its own."""
        return {"company": self.file.batch.company_id}


class BatchEntry(models.Model):
    """An entry's place in a file: living until the file is rejected or cancelled."""

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
    """A file given to somebody; the command line gives files too, and has no user.

    `part` is where the command line wrote it until it has its name in its folder.
    """

    file = models.ForeignKey(ExportFile, models.PROTECT, related_name="downloads")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    downloaded_at = models.DateTimeField()
    part = models.TextField(blank=True, default="", editable=False)

    objects = models.Manager["Download"]()

    class Meta:
        ordering = ["-downloaded_at"]

    def __str__(self) -> str:
        return f"{self.file} {self.downloaded_at}"


auditlog.register(GLImportSettings, exclude_fields=["next_counter"])
auditlog.register(TakenBackImport, exclude_fields=["file"])
