from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Settlement(models.TextChoices):
    """What of an issued invoice is settled, whatever settled it."""

    UNPAID = "UNPAID", _("unpaid")
    PART_PAID = "PART_PAID", _("partly paid")
    PAID = "PAID", _("paid")


IS_SETTLED = {
    Settlement.UNPAID: Q(balance__gt=0, balance__gte=F("total")),
    Settlement.PART_PAID: Q(balance__gt=0, balance__lt=F("total")),
    Settlement.PAID: Q(balance__lte=0),
}
