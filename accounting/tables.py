import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounting.models import JournalEntry
from ui.tables import PageTable
from ui.templatetags.ui import status_badge


class EntryTable(PageTable):
    caption = _("The entries of the journal, the latest first")
    document_number = tables.Column(
        linkify=(
            "accounting:entry_detail",
            {"company": tables.A("company__slug"), "pk": tables.A("pk")},
        )
    )

    class Meta:
        model = JournalEntry
        fields = ("happened_on", "document_number", "event", "party", "status")

    def render_status(self, record: JournalEntry) -> SafeString:
        return status_badge(record.status, record.get_status_display())
