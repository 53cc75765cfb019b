"""Proves again, from the rows alone, what must never be false."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import F, ForeignKey, Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting.guards import missing_guards
from accounting.models import JournalEntry
from accounting.verification import entry_faults
from companies.models import Company
from exports.models import ExportFile
from exports.verification import batch_faults, file_faults
from invoices.models import Invoice, Payment
from invoices.verification import document_faults
from plannit.guards import ALL_GUARDS

OWN_APPS = {"companies", "accounting", "taxes", "catalog", "invoices", "exports"}
Relation = tuple[type[Model], "ForeignKey[Model, Model]"]


def faults(*, using: str) -> Iterator[str]:
    """Everything that is wrong, in an order that names causes before effects."""
    for name in missing_guards(ALL_GUARDS, using=using):
        yield _("The guard %(name)s is missing: run migrate.") % {"name": name}
    yield from crossing_faults()
    for company in Company.objects.order_by("slug"):
        for check in (entry_faults, batch_faults, file_faults, document_faults):
            for fault in check(company):
                yield f"{company.slug}: {fault}"


def proved() -> Iterator[str]:
    """How much was proved, as sentences count it."""
    count = Company.objects.count()
    yield ngettext("%(count)s company", "%(count)s companies", count) % {"count": count}
    count = JournalEntry.objects.living().count()
    yield ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}
    count = ExportFile.objects.count()
    yield ngettext("%(count)s file", "%(count)s files", count) % {"count": count}
    count = Invoice.objects.issued().count()
    yield ngettext("%(count)s invoice", "%(count)s invoices", count) % {"count": count}
    count = Payment.objects.count()
    yield ngettext("%(count)s payment", "%(count)s payments", count) % {"count": count}


def crossing_faults() -> Iterator[str]:
    """Rows that point to a row of another company."""
    for model, field in company_relations():
        own = F(company_path(model) or "")
        theirs = f"{field.name}__{company_path(_target(field))}"
        rows = model._base_manager.filter(**{f"{field.name}__isnull": False})  # noqa: SLF001 - Django documents it
        for row in rows.exclude(**{theirs: own}).order_by("pk"):
            names = {"model": model.__name__, "id": row.pk, "field": field.name}
            message = _("%(model)s %(id)s: %(field)s is of another company.")
            yield message % names


def company_relations() -> Iterator[Relation]:
    """Each foreign key between models that belong to a company."""
    for model in apps.get_models():
        path = company_path(model)
        for field in _foreign_keys(model) if path else []:
            is_parent = path == f"{field.name}__{company_path(_target(field))}"
            if company_path(_target(field)) and not is_parent:
                yield model, field


def company_path(model: type[Model]) -> str | None:
    """The lookup that leads to the company of a row, through its parents if need be."""
    if model._meta.app_label not in OWN_APPS:  # noqa: SLF001 - _meta is Django's documented API
        return None
    keys = _foreign_keys(model)
    if any(field.name == "company" for field in keys):
        return "company"
    for field in keys:
        path = None if field.null else company_path(_target(field))
        if path:
            return f"{field.name}__{path}"
    return None


def _foreign_keys(model: type[Model]) -> "list[ForeignKey[Model, Model]]":
    fields = model._meta.fields  # noqa: SLF001 - _meta is Django's documented API
    return [field for field in fields if isinstance(field, ForeignKey)]


def _target(field: "ForeignKey[Model, Model]") -> type[Model]:
    return field.remote_field.model
