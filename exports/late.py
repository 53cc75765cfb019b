"""Entries of a month that only what came after it has released: its late entries."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from accounting.journal.entry import JournalEntry as FileEntry
from accounting.models import JournalEntry
from companies.models import Company
from exports.models import ExportFile


def released_later(company: Company, through: date) -> dict[int, date]:
    """When those that waited became ready, by their id."""
    ready = JournalEntry.objects.for_company(company).exportable_through(through)
    waited = ready.filter(ready_on__gt=F("happened_on"))
    return {pk: day for pk, day in waited.values_list("pk", "ready_on") if day}


def count_late(entry: FileEntry, released: Mapping[int, date]) -> int:
    month = (entry.date.year, entry.date.month)
    days = [released.get(source.entry_id, entry.date) for source in entry.sources]
    return sum((day.year, day.month) > month for day in days)


def with_late_counts(files: "QuerySet[ExportFile]") -> "QuerySet[Any]":
    """The files of a batch, each with `late_count`."""
    is_late = Q(entries__entry__ready_on__gt=F("last_on"))
    # A count drops the order of the model: without it, months come in any order.
    counted = files.annotate(late_count=Count("entries", filter=is_late))
    return counted.order_by("pk")
