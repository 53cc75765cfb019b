from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from exports.models import ExportBatch, ExportFile
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
    state = tables.Column(_("State"), order_by="found_state")

    class Meta:
        model = ExportBatch
        fields = (
            "number",
            "through",
            "produced_at",
            "produced_by",
            "entry_count",
            "total",
            "state",
        )
        empty_text = _("Nothing has been exported yet.")

    def render_state(self, record: Any) -> SafeString:
        """A batch of which a file waits has the colour of what waits."""
        code = ExportFile.State.PRODUCED if record.waits else record.state
        return status_badge(code, record.state.label)
