from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounting.preflight import warnings_before
from accounting.signals import day_reached
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from exports.batch_totals import total_accounts, total_taxes
from exports.bordereau import count_set_aside
from exports.checks import check_batch
from exports.forms import ImportedForm, ProduceForm, RejectedForm, ThroughForm
from exports.late import with_late_counts
from exports.models import Download, ExportBatch
from exports.preview import preview_export
from exports.reasons import cannot_go
from exports.rejections import tell_errors
from exports.services.abandoning import recover_entries
from exports.services.cancelling import (
    BatchStateError,
    cancel_batch,
    confirm_import,
    reject_batch,
)
from exports.services.producing import NothingToExportError, produce_batch
from exports.services.storing import ControlTotalsError, JournalMovedError
from exports.tables import BatchTable
from ui.tables import page_of

REFUSALS = (NothingToExportError, JournalMovedError, ControlTotalsError)
REFUSALS_SHOWN = 20
PEOPLE = ("produced_by", "imported_by", "rejected_by", "cancelled_by")


@require_safe
@company_view(Can.EXPORT_JOURNAL)
def batch_list(request: CompanyRequest) -> HttpResponse:
    batches = ExportBatch.objects.for_company(request.company)
    rows = batches.select_related("company", "produced_by")
    context = {"table": page_of(request, BatchTable(rows, request=request))}
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
            messages.success(request, _("%(batch)s is produced.") % {"batch": batch})
            if aside_count := count_set_aside(batch):
                messages.warning(request, cannot_go(aside_count))
            return _to_batch(request, batch)
    return _preview(request, form)


@require_safe
@company_view(Can.EXPORT_JOURNAL)
def batch_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


def _page(
    request: CompanyRequest,
    batch: ExportBatch,
    import_form: ImportedForm | None = None,
    reject_form: RejectedForm | None = None,
) -> HttpResponse:
    downloads = Download.objects.filter(file__batch=batch)
    context = {
        **_judged(batch),
        "batch": batch,
        "files": with_late_counts(batch.files.defer("content")),
        "accounts": total_accounts(batch),
        "taxes": total_taxes(batch),
        "import_form": import_form or ImportedForm(),
        "reject_form": reject_form or RejectedForm(),
        "downloads": downloads.select_related("user", "file").defer("file__content"),
    }
    return render(request, "exports/exportbatch_detail.html", context)


def _judged(batch: ExportBatch) -> dict[str, object]:
    """What Acomba would say of a batch that waits, or did say of a rejected one."""
    if batch.status == ExportBatch.Status.REJECTED:
        return {"attempts": tell_errors(batch)}
    if batch.status != ExportBatch.Status.PRODUCED:
        return {}
    return {"check": check_batch(batch, shown=REFUSALS_SHOWN)}


@require_POST
@company_view(Can.EXPORT_JOURNAL)
def batch_cancel(request: CompanyRequest, pk: int) -> HttpResponse:
    batch = _find(request, pk)
    try:
        cancel_batch(
            batch=batch, cancelled_at=timezone.now(), cancelled_by=request.user
        )
    except BatchStateError as error:
        messages.error(request, str(error))
    else:
        message = _("%(batch)s is cancelled: its entries are ready again.")
        messages.success(request, message % {"batch": batch})
    return _to_batch(request, batch)


@require_POST
@company_view(Can.EXPORT_JOURNAL)
def batch_import(request: CompanyRequest, pk: int) -> HttpResponse:
    """Keep that Acomba took the batch."""
    batch = _find(request, pk)
    form = ImportedForm(request.POST)
    if not form.is_valid():
        return _page(request, batch, import_form=form)
    try:
        confirm_import(
            batch=batch,
            **form.cleaned_data,
            imported_at=timezone.now(),
            imported_by=request.user,
        )
    except BatchStateError as error:
        messages.error(request, str(error))
    else:
        message = _("%(batch)s is imported: it stays as it is.")
        messages.success(request, message % {"batch": batch})
    return _to_batch(request, batch)


@require_POST
@company_view(Can.EXPORT_JOURNAL)
def batch_reject(request: CompanyRequest, pk: int) -> HttpResponse:
    """Keep that Acomba refused the batch, with what it wrote in GLimport.err."""
    batch = _find(request, pk)
    form = RejectedForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, batch, reject_form=form)
    try:
        reject_batch(
            batch=batch,
            error_report=form.report(),
            rejected_at=timezone.now(),
            rejected_by=request.user,
        )
    except BatchStateError as error:
        messages.error(request, str(error))
    else:
        message = _("%(batch)s is rejected: its entries are ready again.")
        messages.success(request, message % {"batch": batch})
    return _to_batch(request, batch)


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
    batches = ExportBatch.objects.for_company(request.company)
    people = batches.select_related("company", *PEOPLE)
    return get_object_or_404(people, pk=pk)


def _to_batch(request: CompanyRequest, batch: ExportBatch) -> HttpResponse:
    return redirect("exports:batch_detail", company=request.company.slug, pk=batch.pk)
