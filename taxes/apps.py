from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounting.subjects import SUBJECT_KINDS, Role, SubjectKind
from ui.choices import EMPTY_CHOICES, EmptyChoice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounting.origins import Reason
    from accounting.saving import Sample
    from companies.models import Company


class TaxesConfig(AppConfig):
    name = "taxes"

    def ready(self) -> None:
        from accounting.saving import SAMPLE_CHECKS  # noqa: PLC0415 - models load after apps

        SAMPLE_CHECKS["rates"] = _check_rates
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


def _check_rates(company: "Company", samples: "Sequence[Sample]") -> "Iterable[Reason]":
    from taxes.rates import check_rates  # noqa: PLC0415 - models load after apps

    return check_rates(company, samples)
