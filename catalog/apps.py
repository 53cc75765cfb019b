from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounting.subjects import SUBJECT_KINDS, Role, SubjectKind
from ui.choices import EMPTY_CHOICES, EmptyChoice

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
        EMPTY_CHOICES["catalog.item"] = EmptyChoice(
            words=_("No item can be chosen: the catalogue has none in use."),
            page="catalog:item_list",
            link=_("Add an item"),
            capability="edit_catalog",
        )
