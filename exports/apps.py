from django.apps import AppConfig

from accounting.guards import keep_guards
from exports.guards import EXPORT_GUARDS


class ExportsConfig(AppConfig):
    name = "exports"

    def ready(self) -> None:
        keep_guards(EXPORT_GUARDS, sender=self)
