from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounting.subjects import SUBJECT_KINDS, Role, SubjectKind


class TaxesConfig(AppConfig):
    name = "taxes"

    def ready(self) -> None:
        SUBJECT_KINDS["tax"] = SubjectKind(
            model="taxes.Tax",
            page="taxes:tax_edit",
            words=_("the tax “%(name)s”"),
            columns={"debit_account": Role.RECEIVABLE, "credit_account": Role.TAXES},
        )
