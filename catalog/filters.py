from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.models import Category, Item
from companies.access import CompanyRequest


def _categories(request: CompanyRequest) -> QuerySet[Category]:
    return Category.objects.for_company(request.company)


class ItemFilter(filters.FilterSet):
    search = filters.CharFilter(label=_("Code or name"), method="find")
    category = filters.ModelChoiceFilter(
        label=_("Category"), queryset=_categories, empty_label=_("all")
    )
    without_account = filters.BooleanFilter(
        label=_("Without an account"),
        method="keep_unmapped",
        widget=forms.CheckboxInput,
    )
    archived = filters.BooleanFilter(
        label=_("Archived"), method="choose_archived", widget=forms.CheckboxInput
    )

    def find(self, items: QuerySet[Item], _name: str, text: str) -> QuerySet[Item]:
        return items.filter(Q(code__icontains=text) | Q(name__icontains=text))

    def keep_unmapped(
        self, items: QuerySet[Item], _name: str, is_wanted: Any
    ) -> QuerySet[Item]:
        """Those that neither their own account nor their category's answers for."""
        no_category = Q(category=None) | Q(category__credit_account=None)
        return items.filter(no_category, credit_account=None) if is_wanted else items

    def choose_archived(
        self, items: QuerySet[Item], _name: str, is_wanted: Any
    ) -> QuerySet[Item]:
        return items.filter(is_archived=bool(is_wanted))
