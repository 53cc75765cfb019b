"""What became of files in Acomba: each page says what it does before it is done."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from exports.forms import CancelledForm, ImportedForm, RejectedForm, TakenBackForm
from exports.models import Download, ExportBatch, ExportFile
from exports.services.cancelling import (
    FileStateError,
    cancel_batch,
    cancel_files,
    check_imported,
    check_waiting,
    confirm_import,
    reject_files,
    take_back_import,
)
from ui.dates import long_moment

if TYPE_CHECKING:
    PageOfForm = FormView[Any]
else:
    PageOfForm = FormView


@method_decorator(company_view(Can.EXPORT_JOURNAL), name="dispatch")  # type: ignore[arg-type]  # its request is that of a company
class OutcomeView(ABC, PageOfForm):
    """Of one file; or, with `is_whole`, of all the files of a batch that wait."""

    http_method_names = ["get", "head", "post"]
    template_name = "exports/exportfile_outcome.html"
    request: CompanyRequest
    is_whole = False

    @abstractmethod
    def title(self) -> str:
        """The heading of the page."""

    @abstractmethod
    def submit(self) -> str:
        """The word on the button."""

    @abstractmethod
    def effects(self) -> Iterator[str]:
        """Sentences that say what it does."""

    @abstractmethod
    def warnings(self) -> Iterator[str]:
        """Sentences that say what may be wrong with it."""

    @abstractmethod
    def perform(self, form: Any) -> str:
        """Do it, and give the sentence that says so."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            self.check()
        except FileStateError as error:
            messages.error(request, str(error))
            return self.to_batch()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def batch(self) -> ExportBatch:
        batches = ExportBatch.objects.for_company(self.request.company)
        batches = batches.select_related("company")
        if self.is_whole:
            return get_object_or_404(batches, pk=self.kwargs["pk"])
        is_original = {"files__pk": self.kwargs["pk"], "files__state__isnull": False}
        return get_object_or_404(batches, **is_original)

    @cached_property
    def files(self) -> list[ExportFile]:
        """Those that the page is about, with their downloads, the latest first."""
        downloads = Download.objects.select_related("user")
        files = self.batch.files.light().prefetch_related(
            Prefetch("downloads", downloads)
        )
        if self.is_whole:
            return list(files.waiting())
        return list(files.filter(pk=self.kwargs["pk"]))

    def check(self) -> None:
        check_waiting(self.batch, self.files)

    @property
    def shown(self) -> str:
        """What a person saw, sent back with the form."""
        return ",".join(str(file.pk) for file in self.files)

    def form_valid(self, form: Any) -> HttpResponse:
        if self.request.POST.get("shown") != self.shown:
            message = _("The files that wait are not those shown any more: look again.")
            form.add_error(None, message)
            return self.form_invalid(form)
        try:
            done = self.perform(form)
        except FileStateError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, done)
        return self.to_batch()

    def to_batch(self) -> HttpResponse:
        slug = self.request.company.slug
        return redirect("exports:batch_detail", company=slug, pk=self.batch.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "about": self.files}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            batch=self.batch,
            files=self.files,
            shown=self.shown,
            title=self.title(),
            submit=self.submit(),
            effects=list(self.effects()),
            warnings=list(self.warnings()),
        )

    def named(self, of_file: str, of_batch: str) -> str:
        names = {"file": self.files[0], "number": self.batch.number}
        return (of_batch if self.is_whole else of_file) % names

    def told(self, of_one: str, of_many: str) -> str:
        message = of_one if len(self.files) == 1 else of_many
        return message % {"files": ", ".join(map(str, self.files))}

    def ready_again(self) -> str:
        count = sum(file.entry_count for file in self.files)
        message = ngettext(
            "Its entry (%(count)s) is ready again and goes into the next batch.",
            "Its entries (%(count)s) are ready again and go into the next batch.",
            count,
        )
        return message % {"count": count}

    def entered_twice(self) -> Iterator[str]:
        """Warn of each file that somebody has, and may have imported."""
        for file in self.files:
            for download in list(file.downloads.all())[:1]:
                message = _(
                    "%(file)s was downloaded on %(day)s by %(user)s: if Acomba has taken"
                    " it, its entries will be entered twice. Look in Acomba first."
                )
                yield message % {
                    "file": file,
                    "day": long_moment(download.downloaded_at),
                    "user": download.user or _("the command line"),
                }


class ImportedView(OutcomeView):
    form_class = ImportedForm

    def title(self) -> str:
        return self.named(
            _("Confirm the import of %(file)s"),
            _("Confirm the import of batch %(number)s"),
        )

    def submit(self) -> str:
        return _("Confirm the import")

    def effects(self) -> Iterator[str]:
        yield _(
            "Say this once Acomba has taken it: the file has then vanished from its"
            " folder."
        )
        yield _(
            "It stays as it is from then on: only new entries correct it. A confirmation"
            " by mistake can be taken back, with a reason."
        )

    def warnings(self) -> Iterator[str]:
        for file in self.files:
            if not file.downloads.all():
                message = _(
                    "Nobody has downloaded %(file)s: Acomba cannot have taken it from"
                    " here. Look in Acomba first."
                )
                yield message % {"file": file}

    def perform(self, form: ImportedForm) -> str:
        confirm_import(
            periods=form.periods(),
            imported_at=timezone.now(),
            imported_by=self.request.user,
        )
        return self.told(
            _("%(files)s is imported: it stays as it is."),
            _("%(files)s are imported: they stay as they are."),
        )


class RejectedView(OutcomeView):
    form_class = RejectedForm

    def title(self) -> str:
        return self.named(
            _("Acomba refused %(file)s"), _("Acomba refused batch %(number)s")
        )

    def submit(self) -> str:
        return _("Mark as rejected")

    def effects(self) -> Iterator[str]:
        yield _(
            "Say this when the file stayed in its folder, and GLimport.err beside it"
            " says why."
        )
        yield self.ready_again()
        yield self.told(
            _("%(files)s stays here as evidence: do not import it any more."),
            _("%(files)s stay here as evidence: do not import them any more."),
        )

    def warnings(self) -> Iterator[str]:
        return self.entered_twice()

    def perform(self, form: RejectedForm) -> str:
        reject_files(
            files=self.files,
            error_report=form.cleaned_data["error_report"],
            rejected_at=timezone.now(),
            rejected_by=self.request.user,
        )
        return self.told(
            _("%(files)s is rejected: its entries are ready again."),
            _("%(files)s are rejected: their entries are ready again."),
        )


class CancelledView(OutcomeView):
    form_class = CancelledForm

    def title(self) -> str:
        return self.named(_("Cancel file %(file)s"), _("Cancel batch %(number)s"))

    def submit(self) -> str:
        return _("Cancel the batch") if self.is_whole else _("Cancel the file")

    def effects(self) -> Iterator[str]:
        yield _("Cancel only what was not imported in Acomba.")
        yield self.ready_again()
        yield self.told(
            _("%(files)s stays here as evidence: do not import it any more."),
            _("%(files)s stay here as evidence: do not import them any more."),
        )
        for file in self.staying():
            message = _("%(file)s stays as it is: %(state)s.")
            state = file.get_state_display()
            yield message % {"file": file, "state": state}

    def warnings(self) -> Iterator[str]:
        return self.entered_twice()

    def perform(self, form: CancelledForm) -> str:  # noqa: ARG002 - it asks nothing
        user, now = self.request.user, timezone.now()
        if self.is_whole:
            cancel_batch(batch=self.batch, cancelled_at=now, cancelled_by=user)
        else:
            cancel_files(files=self.files, cancelled_at=now, cancelled_by=user)
        return self.told(
            _("%(files)s is cancelled: its entries are ready again."),
            _("%(files)s are cancelled: their entries are ready again."),
        )

    def staying(self) -> list[ExportFile]:
        """What cancelling the batch leaves alone."""
        files = self.batch.files.light().for_acomba()
        return [file for file in files if self.is_whole and file not in self.files]


class TakenBackView(OutcomeView):
    form_class = TakenBackForm

    def check(self) -> None:
        check_imported(self.files[0])

    def title(self) -> str:
        return _("Take back the import of %(file)s") % {"file": self.files[0]}

    def submit(self) -> str:
        return _("Take the import back")

    def effects(self) -> Iterator[str]:
        yield _(
            "Say this when the import was confirmed by mistake: the file waits again, and"
            " can be confirmed, rejected or cancelled."
        )
        yield _("Who took it back, when and why stays in the history.")

    def warnings(self) -> Iterator[str]:
        yield _(
            "If Acomba has the entries of this file, leave it as it is: they would be"
            " entered twice."
        )

    def perform(self, form: TakenBackForm) -> str:
        (file,) = self.files
        take_back_import(
            file=file,
            **form.cleaned_data,
            taken_back_at=timezone.now(),
            taken_back_by=self.request.user,
        )
        return _("%(file)s waits again.") % {"file": file}
