import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounting.models import GLAccount, JournalEntry
from ui.signs import Sign
from ui.tables import PageTable, StateColumn, page_link
from ui.templatetags.ui import status_badge


class AccountTable(PageTable):
    caption = _("The accounts of the general ledger, by number")
    number = tables.Column(
        linkify=page_link("accounting:account_edit"), attrs={"td": {"class": "code"}}
    )
    is_active = StateColumn()

    class Meta:
        model = GLAccount
        order_by = "number"
        fields = ("number", "name", "category", "is_active")
        empty_text = _(
            "The chart is empty: add the accounts that Plannit’s entries use."
        )

    def render_is_active(
        self,
        record: GLAccount,
        column: StateColumn,
        value: bool,  # noqa: FBT001 - django_tables2 calls it
    ) -> SafeString:
        if record.is_control:
            return status_badge(Sign.NEUTRAL, gettext("linked to a module"))
        return column.render(value)


class EntryTable(PageTable):
    caption = _("The entries of the journal, the latest first")
    document_number = tables.Column(linkify=page_link("accounting:entry_detail"))

    class Meta:
        model = JournalEntry
        fields = ("happened_on", "document_number", "event", "party", "status")

    def render_status(self, record: JournalEntry) -> SafeString:
        return status_badge(record.sign, record.state_word)
