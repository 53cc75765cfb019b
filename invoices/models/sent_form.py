from django.db import models

from companies.models import CompanyOwned, CompanyQuerySet


class SentForm(CompanyOwned):
    """A form that was sent and done, by the key of its page, and where it led."""

    key = models.UUIDField(editable=False)
    led_to = models.CharField(max_length=300)
    sent_on = models.DateField()

    objects = CompanyQuerySet["SentForm"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "key"], name="sentform_once")
        ]
        indexes = [models.Index(fields=["company", "sent_on"], name="sentform_by_day")]

    def __str__(self) -> str:
        return f"{self.key} {self.led_to}"
