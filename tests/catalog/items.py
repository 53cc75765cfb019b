"""The pages of items, and what is typed in their form."""

from typing import Any

from django.test import Client
from django.urls import reverse

from accounting.models import GLAccount
from catalog.models import Item
from companies.models import Company

LIST = reverse("catalog:item_list", args=["cote"])
CREATE = reverse("catalog:item_create", args=["cote"])
VISIT = {"code": "S-1", "name": "Visite", "unit_price": "95.00"}


def page(name: str, item: Item) -> str:
    return reverse(f"catalog:{name}", args=["cote", item.pk])


def account(company: Company, number: str) -> GLAccount:
    return GLAccount.objects.for_company(company).get(number=number)


def codes(client: Client, **asked: Any) -> list[str]:
    rows = client.get(LIST, asked).context["table"].rows
    return [row.record.code for row in rows]
