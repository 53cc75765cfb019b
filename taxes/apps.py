from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounting.subjects import SUBJECT_KINDS, Role, SubjectKind
from ui.choices import EMPTY_CHOICES, EmptyChoice


class TaxesConfig(AppConfig):
    name = "taxes"

    def ready(self) -> None:
        SUBJECT_KINDS["tax"] = SubjectKind(
            model="taxes.Tax",
            page="taxes:tax_edit",
            words=_("the tax “%(name)s”"),
            columns={"debit_account": Role.RECEIVABLE, "credit_account": Role.TAXES},
        )
        EMPTY_CHOICES["taxes.taxgroup"] = EmptyChoice(
            words=_("No tax group can be chosen: there is none yet."),
            page="taxes:tax_list",
            link=_("Add a tax group"),
            capability="edit_settings",
        )
