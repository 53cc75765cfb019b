from django.apps import AppConfig, apps

from accounting.guards import keep_guards
from plannit.guards import HISTORY_GUARDS, SIGN_IN_GUARDS


class PlannitConfig(AppConfig):
    name = "plannit"

    def ready(self) -> None:
        keep_guards(HISTORY_GUARDS, sender=apps.get_app_config("auditlog"))
        keep_guards(SIGN_IN_GUARDS, sender=apps.get_app_config("companies"))
