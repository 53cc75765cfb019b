from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounting.saving import warn_of
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from exports.forms import GLImportSettingsForm
from exports.queries import glimport_settings_for
from exports.saving import unfit_accounts
from exports.services.settings import save_glimport_settings


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def glimport_settings(request: CompanyRequest) -> HttpResponse:
    settings = glimport_settings_for(request.company)
    form = GLImportSettingsForm(request.POST or None, instance=settings)
    if form.is_valid():
        save_glimport_settings(
            settings=form.save(commit=False), changed=form.changed_data
        )
        messages.success(request, _("The settings of the file are saved."))
        warn_of(request, unfit_accounts(request.company))
        return redirect("exports:glimport_settings", company=request.company.slug)
    readonly = Can.EDIT_SETTINGS not in request.capabilities
    context = {"form": form, "readonly": readonly}
    return render(request, "exports/glimportsettings_form.html", context)
