"""What is read of a batch: its bordereau, and what Acomba would say of a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.models import Company
from exports.batch_totals import total_accounts, total_kinds, total_taxes
from exports.bordereau import (
    files_with_documents,
    read_statement,
    settings_sentences,
)
from exports.checks import check_files
from exports.forms import UNPROVEN, GLImportSettingsForm
from exports.models import ExportBatch, ExportFile

REFUSALS_SHOWN = 500
LANGUAGES = {"fr": Company.Language.FRENCH, "en": Company.Language.ENGLISH}


@require_safe
@company_view(Can.EXPORT_JOURNAL)
def bordereau(request: CompanyRequest, pk: int) -> HttpResponse:
    """On paper, in the language of the company unless the other one is asked."""
    batches = ExportBatch.objects.for_company(request.company).with_state()
    batch = get_object_or_404(batches.select_related("company", "produced_by"), pk=pk)
    asked = request.GET.get("language", "")
    language = LANGUAGES.get(asked, request.company.language)
    with translation.override(language):
        context = _said_of(batch, language)
        answer = render(request, "exports/exportbatch_bordereau.html", context)
    answer.headers["Content-Language"] = language
    return answer


def _said_of(batch: ExportBatch, language: str) -> dict[str, object]:
    """The numbers of the day of production; added up now where they were not kept."""
    statement = read_statement(batch, language)
    return {
        "batch": batch,
        "statement": statement,
        "kinds": total_kinds(batch),
        "files": files_with_documents(batch),
        "accounts": statement.accounts if statement else total_accounts(batch),
        "taxes": statement.taxes if statement else total_taxes(batch),
        "sentences": statement and list(settings_sentences(batch, statement)),
    }


@require_safe
@company_view(Can.EXPORT_JOURNAL)
def proof(request: CompanyRequest) -> HttpResponse:
    """What is proven of Acomba's import, and what is assumed."""
    labels = GLImportSettingsForm().fields
    assumed = [(labels[name].label, doubt) for name, doubt in UNPROVEN.items()]
    return render(request, "exports/acomba_proof.html", {"assumed": assumed})


@require_safe
@company_view(Can.EXPORT_JOURNAL)
def file_check(request: CompanyRequest, pk: int) -> HttpResponse:
    files = ExportFile.objects.for_acomba().filter(batch__company=request.company)
    file = get_object_or_404(files.select_related("batch"), pk=pk)
    (check,) = check_files([file], company=request.company, shown=REFUSALS_SHOWN)
    context = {"batch": file.batch, "check": check}
    return render(request, "exports/exportfile_check.html", context)
