from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounting.guards import keep_guards
from accounting.journal_guards import JOURNAL_GUARDS
from ui.choices import EMPTY_CHOICES, EmptyChoice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounting.origins import Reason
    from accounting.saving import Sample
    from companies.models import Company


class AccountingConfig(AppConfig):
    name = "accounting"

    def ready(self) -> None:
        from accounting.saving import SAMPLE_CHECKS  # noqa: PLC0415 - models load after apps

        keep_guards(JOURNAL_GUARDS, sender=self)
        SAMPLE_CHECKS["sold"] = _check_sold
        EMPTY_CHOICES["accounting.glaccount"] = EmptyChoice(
            words=_(
                "No account can be chosen: the chart of accounts has none that fits."
            ),
            page="accounting:account_list",
            link=_("Add it to the chart of accounts"),
            capability="edit_settings",
        )


def _check_sold(company: "Company", samples: "Sequence[Sample]") -> "Iterable[Reason]":
    from accounting.sold import check_sold  # noqa: PLC0415 - models load after apps

    return check_sold(company, samples)
