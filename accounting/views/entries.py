from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounting.closed_books import moved_to
from accounting.models import JournalEntry
from accounting.pages import explained_lines
from accounting.queries import date_policy, settings_for
from accounting.tables import EntryTable
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from ui.asking import asked
from ui.tables import page_of

TO_MEND = "TO_MEND"


@require_safe
@company_view(Can.VIEW_JOURNAL)
def entry_list(request: CompanyRequest) -> HttpResponse:
    """The journal, or the entries in one state; without a choice, the living ones."""
    entries = JournalEntry.objects.for_company(request.company).with_faults()
    status = asked(request, "status")
    if status == TO_MEND:
        chosen = entries.faulty()
    else:
        chosen = entries.filter(status=status) if status else entries.living()
    rows = chosen.select_related("company").order_by("-happened_on", "-pk")
    context = {
        "table": page_of(request, EntryTable(rows)),
        "status": status,
        "statuses": [*JournalEntry.Status.choices, (TO_MEND, _("to mend"))],
    }
    return render(request, "accounting/journalentry_list.html", context)


@require_safe
@company_view(Can.VIEW_JOURNAL)
def entry_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    entries = JournalEntry.objects.for_company(request.company).with_faults()
    entry = get_object_or_404(entries.select_related("company"), pk=pk)
    policy = date_policy(settings_for(request.company), timezone.localdate())
    context = {
        "entry": entry,
        "lines": explained_lines(entry),
        "moved_to": moved_to(entry, policy),
    }
    return render(request, "accounting/journalentry_detail.html", context)
