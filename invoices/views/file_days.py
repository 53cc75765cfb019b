from django.contrib import messages
from django.db.models import Model
from django.utils import timezone

from accounting.closed_books import moved_note, moved_to
from accounting.queries import date_policy, settings_for
from companies.access import CompanyRequest
from invoices.pages import entries_of


def tell_file_days(request: CompanyRequest, document: Model) -> None:
    """Say which day the file will carry for what was recorded in closed books."""
    policy = date_policy(settings_for(request.company), timezone.localdate())
    if policy.closed_through is None:
        return
    days = {moved_to(entry, policy) for entry in entries_of(request.company, document)}
    for day in sorted(day for day in days if day):
        messages.info(request, moved_note(policy, day))
