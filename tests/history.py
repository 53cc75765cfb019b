from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet


def history(row: Model) -> "QuerySet[LogEntry]":
    """What is kept about this row, newest first."""
    kind = ContentType.objects.get_for_model(row)
    entries = LogEntry.objects.filter(content_type=kind, object_pk=str(row.pk))
    return entries.order_by("-pk")


def last_change(row: Model) -> LogEntry:
    return history(row)[0]
