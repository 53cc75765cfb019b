from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.preflight import warnings_before
from accounting.signals import day_reached
from companies.access import CompanyRequest, company_view, tell_act
from companies.capabilities import Can
from exports.batch_totals import total_accounts, total_taxes
from exports.bordereau import count_set_aside
from exports.checks import check_batch
from exports.forms import ProduceForm, ThroughForm
from exports.late import with_late_counts
from exports.models import Download, ExportBatch, ExportFile, TakenBackImport
from exports.preview import preview_export
from exports.reasons import cannot_go
from exports.rejections import tell_errors
from exports.services.abandoning import recover_entries
from exports.services.producing import NothingToExportError, produce_batch
from exports.services.storing import ControlTotalsError, JournalMovedError
from exports.tables import BatchTable
from ui.tables import page_of

State = ExportFile.State
REFUSALS = (NothingToExportError, JournalMovedError, ControlTotalsError)
REFUSALS_SHOWN = 20


@require_safe
@company_view(Can.EXPORT_JOURNAL)
def batch_list(request: CompanyRequest) -> HttpResponse:
    batches = ExportBatch.objects.for_company(request.company)
    rows = batches.with_state().select_related("company", "produced_by")
    context = {"table": page_of(request, BatchTable(rows))}
    return render(request, "exports/exportbatch_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EXPORT_JOURNAL)
def batch_new(request: CompanyRequest) -> HttpResponse:
    """Show what would go through a day; produce it when asked."""
    today = timezone.localdate()
    day_reached.send(ExportBatch, company=request.company, on=today)
    if request.method == "GET":
        asked = {"through": request.GET.get("through", today)}
        return _preview(request, ThroughForm(asked, today=today))
    form = ProduceForm(request.POST, today=today)
    if form.is_valid():
        try:
            batch = produce_batch(
                company=request.company,
                **form.cleaned_data,
                produced_at=timezone.now(),
                produced_on=today,
                produced_by=request.user,
            )
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            tell_act(request, "batch_produced", batch=batch.pk)
            message = _("Batch %(number)s is produced.")
            messages.success(request, message % {"number": batch.number})
            if aside_count := count_set_aside(batch):
                messages.warning(request, cannot_go(aside_count))
            return _to_batch(request, batch)
    return _preview(request, form)


@require_safe
@company_view(Can.EXPORT_JOURNAL)
def batch_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    batch = _find(request, pk)
    files = list(_files(batch))
    waiting = [file for file in files if file.state == State.PRODUCED]
    ended = [file for file in files if file.state in (State.REJECTED, State.CANCELLED)]
    downloads = Download.objects.filter(file__batch=batch)
    context = {
        "batch": batch,
        "files": files,
        "waiting": waiting,
        "ended": ended,
        "check": check_batch(batch, shown=REFUSALS_SHOWN) if waiting else None,
        "rejections": tell_errors(files),
        "reports": list(dict.fromkeys(f.error_report for f in files if f.error_report)),
        "accounts": total_accounts(batch),
        "taxes": total_taxes(batch),
        "downloads": downloads.select_related("user", "file").defer(
            "file__content", "file__error_report"
        ),
    }
    return render(request, "exports/exportbatch_detail.html", context)


def _files(batch: ExportBatch) -> "QuerySet[Any]":
    """What people see of the files, none while the batch is begun."""
    files = with_late_counts(batch.files.defer("content"))
    people = files.select_related("imported_by", "rejected_by", "cancelled_by")
    told = people.prefetch_related(
        Prefetch("downloads", Download.objects.select_related("user")),
        Prefetch("taken_back", TakenBackImport.objects.select_related("taken_back_by")),
    )
    return told.none() if batch.is_begun else told


def _preview(request: CompanyRequest, form: ThroughForm) -> HttpResponse:
    recover_entries(company=request.company, recovered_at=timezone.now())
    context: dict[str, object] = {"form": form, "key": uuid4()}
    if "through" not in form.errors:
        through = form.cleaned_data["through"]
        context["through"] = through
        context["warnings"] = list(warnings_before(request.company, through))
        context["preview"] = preview_export(
            company=request.company, through=through, produced_on=form.today
        )
    return render(request, "exports/exportbatch_new.html", context)


def _find(request: CompanyRequest, pk: int) -> ExportBatch:
    batches = ExportBatch.objects.for_company(request.company).with_state()
    return get_object_or_404(batches.select_related("company", "produced_by"), pk=pk)


def _to_batch(request: CompanyRequest, batch: ExportBatch) -> HttpResponse:
    return redirect("exports:batch_detail", company=request.company.slug, pk=batch.pk)
