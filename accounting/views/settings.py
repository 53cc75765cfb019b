from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounting.forms.saving import is_saved
from accounting.forms.settings import SettingsForm
from accounting.queries import settings_for
from accounting.saving import warn_of_file
from accounting.services.guards import RefusedError
from accounting.services.rule_change import Move, changes_rule, preview_rule_change
from accounting.services.settings import save_settings
from accounting.sold import settings_sample
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def settings(request: CompanyRequest) -> HttpResponse:
    form = SettingsForm(request.POST or None, instance=settings_for(request.company))
    today = timezone.localdate()
    if "confirmed" not in request.POST and (moves := _moves(request, form, today)):
        context = {"form": form, "moves": moves}
        return render(request, "accounting/accountingsettings_confirm.html", context)
    if is_saved(form, lambda: save_settings(settings=form.instance, changed_on=today)):
        messages.success(request, _("The accounting settings are saved."))
        warn_of_file(request, settings_sample(form.instance, today))
        return redirect("accounting:settings", company=request.company.slug)
    context = {"form": form, "readonly": not request.may_change}
    return render(request, "accounting/accountingsettings_form.html", context)


def _moves(request: CompanyRequest, form: SettingsForm, today: date) -> list[Move]:
    """What a change of the rule would move: shown before it is made."""
    if not form.is_valid():
        return []
    before = settings_for(request.company)
    if not changes_rule(before, form.instance):
        return []
    try:
        return preview_rule_change(settings=form.instance, changed_on=today)
    except RefusedError:
        return []  # saving says it, beside the field
