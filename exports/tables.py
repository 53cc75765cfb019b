import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from exports.models import ExportBatch
from ui.tables import AMOUNT, AmountColumn, PageTable
from ui.templatetags.ui import status_badge


class BatchTable(PageTable):
    caption = _("The batches of the company, the latest first")
    number = tables.Column(
        linkify=(
            "exports:batch_detail",
            {"company": tables.A("company__slug"), "pk": tables.A("pk")},
        )
    )
    produced_by = tables.Column(verbose_name=_("Produced by"))
    entry_count = tables.Column(attrs=AMOUNT)
    total = AmountColumn()

    class Meta:
        model = ExportBatch
        fields = (
            "number",
            "through",
            "produced_at",
            "produced_by",
            "entry_count",
            "total",
            "status",
        )
        empty_text = _("Nothing has been exported yet.")

    def render_status(self, record: ExportBatch) -> SafeString:
        return status_badge(record.status, record.get_status_display())
