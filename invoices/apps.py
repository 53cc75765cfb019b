from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounting.control import CONTROLS, FINDERS, Faults
from accounting.preflight import WARNERS
from accounting.signals import accounts_changed, day_reached, rule_changed
from accounting.subjects import SUBJECT_KINDS, Role, SubjectKind
from catalog.signals import item_replaced
from ui.choices import EMPTY_CHOICES, EmptyChoice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from accounting.models import JournalEntryQuerySet
    from catalog.models import Item
    from companies.models import Company


class InvoicesConfig(AppConfig):
    name = "invoices"

    def ready(self) -> None:
        accounts_changed.connect(_fill, dispatch_uid="invoices.fill")
        day_reached.connect(_take_due, dispatch_uid="invoices.take_due")
        rule_changed.connect(_refresh, dispatch_uid="invoices.refresh")
        item_replaced.connect(_replace, dispatch_uid="invoices.replace")
        WARNERS["certificates"] = _certificates
        CONTROLS["documents"] = _documents
        FINDERS["documents"] = _faulty
        SUBJECT_KINDS["method"] = SubjectKind(
            model="invoices.PaymentMethod",
            page="invoices:method_edit",
            words=_("the payment method “%(name)s”"),
            columns={"account": Role.OTHER},
        )
        EMPTY_CHOICES["invoices.paymentmethod"] = EmptyChoice(
            words=_("No payment method can be chosen: there is none in use."),
            page="invoices:method_list",
            link=_("Add a payment method"),
            capability="edit_settings",
        )
        EMPTY_CHOICES["invoices.customer"] = EmptyChoice(
            words=_("No customer can be chosen: there is none yet."),
            page="invoices:customer_create",
            link=_("Add a customer"),
            capability="edit_documents",
        )
        EMPTY_CHOICES["invoices.invoice"] = EmptyChoice(
            words=_("No invoice can be chosen: this customer owes nothing else."),
            is_told_if_optional=False,
        )


def _fill(company: "Company", **_kwargs: Any) -> None:
    from invoices.services.filling import fill_missing_accounts  # noqa: PLC0415 - models load after apps

    fill_missing_accounts(company=company)


def _take_due(company: "Company", on: "date", **_kwargs: Any) -> None:
    from invoices.services.post_dated import take_due_payments  # noqa: PLC0415 - models load after apps

    take_due_payments(company=company, on=on)


def _refresh(company: "Company", **_kwargs: Any) -> None:
    from invoices.services.journal import refresh_all  # noqa: PLC0415 - models load after apps

    refresh_all(company=company)


def _replace(item: "Item", by: "Item", **_kwargs: Any) -> None:
    from invoices.services.drafts import replace_item_on_drafts  # noqa: PLC0415 - models load after apps

    replace_item_on_drafts(item=item, by=by)


def _certificates(company: "Company", through: "date") -> "Iterable[str]":
    from invoices.certificates import certificate_warnings  # noqa: PLC0415 - models load after apps

    return certificate_warnings(company, through)


def _documents(company: "Company", entries: "JournalEntryQuerySet") -> "Iterable[str]":
    from invoices.control import entry_faults  # noqa: PLC0415 - models load after apps

    return entry_faults(company, entries)


def _faulty(company: "Company", entries: "JournalEntryQuerySet") -> Faults:
    from invoices.faulty import faulty_entries  # noqa: PLC0415 - models load after apps

    return faulty_entries(company, entries)
