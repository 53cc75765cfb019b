from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounting.subjects import SUBJECT_KINDS, Role, SubjectKind

PAIR = {"debit_account": Role.RECEIVABLE, "credit_account": Role.OTHER}


class CatalogConfig(AppConfig):
    name = "catalog"

    def ready(self) -> None:
        SUBJECT_KINDS["item"] = SubjectKind(
            model="catalog.Item",
            page="catalog:item_edit",
            words=_("the item “%(name)s”"),
            columns=PAIR,
        )
        SUBJECT_KINDS["category"] = SubjectKind(
            model="catalog.Category",
            page="catalog:category_edit",
            words=_("the category “%(name)s”"),
            columns=PAIR,
        )
