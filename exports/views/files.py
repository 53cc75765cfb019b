from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounting.formats.glimport import GLImport
from accounting.formats.registry import FORMATS
from companies.access import CompanyRequest, company_view, tell_act
from companies.capabilities import Can
from exports.models import ExportBatch, ExportFile
from exports.services.files import (
    FileRefusedError,
    files_in_format,
    log_download,
)
from exports.services.trial_files import (
    NoTestAccountsError,
    TrialFile,
    render_characters_file,
    render_test_file,
)


# A copy kept by the browser would be taken without being logged.
@never_cache
@require_GET
@company_view(Can.EXPORT_JOURNAL)
def file_download(request: CompanyRequest, pk: int) -> HttpResponse:
    files = ExportFile.objects.filter(batch__company=request.company)
    files = files.filter(batch__is_begun=False)
    return _logged(request, get_object_or_404(files, pk=pk))


@never_cache
@require_POST
@company_view(Can.EXPORT_JOURNAL)
def batch_twin(request: CompanyRequest, pk: int, format_id: str) -> HttpResponse:
    """Give the batch in another format, made the first time it is asked for."""
    batches = ExportBatch.objects.for_company(request.company)
    batch = get_object_or_404(batches, pk=pk, is_begun=False)
    try:
        (file,) = files_in_format(batch=batch, format_id=format_id)
    except FileRefusedError as error:
        messages.error(request, str(error))
        return redirect(
            "exports:batch_detail", company=request.company.slug, pk=batch.pk
        )
    return _logged(request, file)


@never_cache
@require_GET
@company_view(Can.EXPORT_JOURNAL)
def test_file(request: CompanyRequest) -> HttpResponse:
    return _trial(request, render_test_file)


@never_cache
@require_GET
@company_view(Can.EXPORT_JOURNAL)
def characters_file(request: CompanyRequest) -> HttpResponse:
    return _trial(request, render_characters_file)


def _trial(request: CompanyRequest, render_file: TrialFile) -> HttpResponse:
    try:
        name, content = render_file(company=request.company, on=timezone.localdate())
    except NoTestAccountsError as error:
        messages.error(request, str(error))
        return redirect("exports:batch_list", company=request.company.slug)
    return _attachment(name, content, format_id=GLImport.identifier)


def _logged(request: CompanyRequest, file: ExportFile) -> HttpResponse:
    log_download(file=file, user=request.user, downloaded_at=timezone.now())
    tell_act(request, "file_downloaded", batch=file.batch_id, file=file.name)
    return _attachment(file.name, bytes(file.content), format_id=file.format)


def _attachment(name: str, content: bytes, *, format_id: str) -> HttpResponse:
    response = HttpResponse(content, content_type=FORMATS[format_id].content_type)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
