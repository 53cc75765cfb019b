from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounting.guards import keep_guards
from accounting.journal_guards import JOURNAL_GUARDS
from ui.choices import EMPTY_CHOICES, EmptyChoice


class AccountingConfig(AppConfig):
    name = "accounting"

    def ready(self) -> None:
        keep_guards(JOURNAL_GUARDS, sender=self)
        EMPTY_CHOICES["accounting.glaccount"] = EmptyChoice(
            words=_(
                "No account can be chosen: the chart of accounts has none that fits."
            ),
            page="accounting:account_list",
            link=_("Add it to the chart of accounts"),
            capability="edit_settings",
        )
