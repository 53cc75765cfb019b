"""Every entry leads to the page of its document."""

from django.template import Context, Template

from accounting.models import JournalEntry
from tests.invoices.views.busy import keep_busy
from tests.invoices.views.till import Till

KINDS = {
    "invoices.application",
    "invoices.creditnote",
    "invoices.customercredit",
    "invoices.forfeiture",
    "invoices.invoice",
    "invoices.payment",
    "invoices.paymentallocation",
    "invoices.paymentreturn",
    "invoices.payout",
    "invoices.reclassification",
    "invoices.recovery",
    "invoices.refund",
    "invoices.tippayout",
    "invoices.writeoff",
}


def page_of_entry(entry: JournalEntry) -> str:
    """What the tag of the pages answers for it."""
    template = Template("{% load ui %}{% document_url entry %}")
    return template.render(Context({"company": entry.company, "entry": entry}))


def test_every_entry_leads_to_a_page(till: Till) -> None:
    keep_busy(till.counter)

    entries = JournalEntry.objects.living().order_by("pk")
    pages = {entry.source_kind: page_of_entry(entry) for entry in entries}

    assert set(pages) == KINDS
    answers = {
        kind: till.client.get(page, follow=True).status_code
        for kind, page in pages.items()
    }
    assert answers == dict.fromkeys(KINDS, 200)
