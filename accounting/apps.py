from django.apps import AppConfig

from accounting.guards import keep_guards
from accounting.journal_guards import JOURNAL_GUARDS


class AccountingConfig(AppConfig):
    name = "accounting"

    def ready(self) -> None:
        keep_guards(JOURNAL_GUARDS, sender=self)
