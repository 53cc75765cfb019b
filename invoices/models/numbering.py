from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyOwned, CompanyQuerySet


class DocumentNumbering(CompanyOwned):
    """A series: the number its next document takes, if no imported one has it."""

    class Series(models.TextChoices):
        INVOICE = "INVOICE", _("invoices")
        CREDIT_NOTE = "CREDIT_NOTE", _("credit notes")

    series = models.CharField(
        _("series"), max_length=12, choices=Series, default=Series.INVOICE
    )
    prefix = models.CharField(_("prefix"), max_length=10, default="FAC-", blank=True)
    suffix = models.CharField(_("suffix"), max_length=3, blank=True)
    next_number = models.PositiveIntegerField(_("next number"), default=1)

    objects = CompanyQuerySet["DocumentNumbering"].as_manager()

    class Meta:
        verbose_name = _("numbering")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "series"], name="documentnumbering_one_per_series"
            ),
            models.CheckConstraint(
                condition=models.Q(next_number__lte=9_999_999),
                name="documentnumbering_fits_the_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.next_number:05d}{self.suffix}"
