from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounting.signals import accounts_changed, rule_changed
from accounting.subjects import SUBJECT_KINDS, SubjectKind

if TYPE_CHECKING:
    from companies.models import Company


class InvoicesConfig(AppConfig):
    name = "invoices"

    def ready(self) -> None:
        accounts_changed.connect(_fill, dispatch_uid="invoices.fill")
        rule_changed.connect(_refresh, dispatch_uid="invoices.refresh")
        SUBJECT_KINDS["method"] = SubjectKind(
            model="invoices.PaymentMethod",
            page="invoices:method_edit",
            words=_("the payment method “%(name)s”"),
        )


def _fill(company: "Company", **_kwargs: Any) -> None:
    from invoices.services.filling import fill_missing_accounts  # noqa: PLC0415 - models load after apps

    fill_missing_accounts(company=company)


def _refresh(company: "Company", **_kwargs: Any) -> None:
    from invoices.services.journal import refresh_all  # noqa: PLC0415 - models load after apps

    refresh_all(company=company)
