"""Two companies that did the same of everything, and everybody who may ask for a page."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from http.cookies import SimpleCookie
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.test import Client

from accounting.models import JournalLine
from accounting.origins import FREE_TEXT
from companies.models import Company, Membership, User
from companies.services import invite_member
from exports.services.cancelling import confirm_import
from invoices.services.correcting import start_correction
from tests.factories import (
    make_category,
    make_customer,
    make_item,
    make_member,
    make_user,
)
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop
from tests.invoices.views.busy import keep_busy
from tests.invoices.views.till import ago

Role = Membership.Role
OWN, OTHER = "cote", "roy"
Rows = dict[str, Model]
NOW = datetime.now(ZoneInfo("America/Toronto"))


@dataclass(frozen=True, kw_only=True, repr=False)
class World:
    """`had` is every value of the other company, which nothing may change."""

    rows: Rows
    foreign: Rows
    clients: dict[str, Client]
    cookies: dict[str, SimpleCookie]
    other: Company
    had: dict[str, list[Any]]

    def browser(self, person: str) -> Client:
        """That of the person, as it was before anything was asked with it."""
        client = self.clients[person]
        client.cookies = deepcopy(self.cookies[person])
        return client


def make_world() -> World:
    rows, foreign = make_rows(OWN), make_rows(OTHER)
    own = Company.objects.get(slug=OWN)
    other = Company.objects.get(slug=OTHER)
    people = {
        "admin": make_member(own, email="admin@example.com"),
        "accountant": make_member(own, Role.ACCOUNTANT, email="luc@example.com"),
        "reader": make_member(
            own, Role.ACCOUNTANT, email="zoe@example.com", may_reverse=False
        ),
        "staff": make_member(own, Role.STAFF, email="eve@example.com"),
        "trusted": make_member(
            own, Role.STAFF, email="max@example.com", may_reverse=True
        ),
        "stranger": make_member(other, email="roy@example.com"),
        "nobody": make_user("nobody@example.com"),
        "anonymous": None,
    }
    clients = {name: browser_of(user) for name, user in people.items()}
    return World(
        rows=rows,
        foreign=foreign,
        clients=clients,
        cookies={name: deepcopy(each.cookies) for name, each in clients.items()},
        other=other,
        had=rows_of(other),
    )


def browser_of(user: User | None) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en-ca"
    if user:
        client.force_login(user)
    return client


def make_rows(slug: str) -> Rows:
    """A row of each model, and of documents one in the books and one that is not."""
    shop = open_shop(slug)
    counter = Counter(shop)
    counter.choose(interest="4910", card_fees="5310", rounding="5390")
    keep_busy(counter)
    shop.change(only_when_paid=False)
    imported = counter.produce(ago(1))
    periods = dict.fromkeys(imported.files.filter(format="glimport"), "11")
    confirm_import(periods=periods, imported_at=NOW, imported_by=None)
    old = documents(counter, "old ")
    batch = counter.produce(ago(1))
    shop.change(unmapped="block")
    counter.issue("75.00", ago(1), account=None)
    item = make_item(shop.company, "NEUF", credit_account=shop.account("4000"))
    make_member(shop.company, Role.STAFF, email=f"member@{slug}.example.com")
    invitation, _link = invite_member(
        company=shop.company,
        email=f"new@{slug}.example.com",
        role=Role.STAFF,
        invited_at=NOW,
    )
    chosen = JournalLine.objects.filter(entry__company=shop.company, account=None)
    return {
        **first_of_each(shop.company),
        **old,
        **documents(counter, ""),
        "batch": batch,
        "category": make_category(shop.company, "Services"),
        "file": batch.files.filter(format="glimport")[0],
        "imported file": imported.files.filter(format="glimport")[0],
        "item": item,
        "member": Membership.objects.get(user__email=f"member@{slug}.example.com"),
        "invitation": invitation,
        "customer": make_customer(shop.company, "C-900"),
        "line without account": chosen.filter(origin=FREE_TEXT)[0],
    }


def documents(counter: Counter, prefix: str) -> Rows:
    """What acts are done on, in pairs of names: "invoice", "old invoice"."""
    invoice, paid = counter.issue("100.00", ago(3)), counter.issue("100.00", ago(3))
    payment = counter.pay({paid: "114.98"}, ago(3))
    deposit, used = counter.deposit("50.00", ago(3)), counter.issue("100.00", ago(3))
    debt = counter.write_off(counter.issue("100.00", ago(3)), "50.00", ago(3))
    draft = start_correction(invoice=counter.issue("100.00", ago(3)))
    rows: Rows = {
        "invoice": invoice,
        "debtor": counter.issue("-100.00", ago(3)),
        "draft": draft,
        "draft line": draft.lines.get(),
        "payment": payment,
        "part": counter.part(payment, paid),
        "deposit": deposit,
        "application": counter.apply(deposit, used, "20.00", ago(3)),
        "debt": debt,
    }
    return {f"{prefix}{name}": row for name, row in rows.items()}


def first_of_each(company: Company) -> Rows:
    found = {}
    for model, path in owned_models().items():
        rows: Any = model._base_manager.filter(**{path: company.pk})  # noqa: SLF001 - Django documents it
        if row := rows.order_by("pk").first():
            found[model._meta.label_lower] = row  # noqa: SLF001 - _meta is Django's documented API
    return found


def owned_models() -> dict[type[Model], str]:
    """By model the lookup that leads to its company, for those that have one."""
    paths = {model: path_to_company(model) for model in apps.get_models()}
    return {model: path for model, path in paths.items() if path}


def path_to_company(model: type[Model], depth: int = 4) -> str | None:
    if model is Company:
        return "pk"
    keys: Any = [f for f in model._meta.fields if f.many_to_one and not f.null]  # noqa: SLF001 - Django documents it
    for key in sorted(keys, key=lambda key: key.related_model is not Company):
        related = cast("type[Model]", key.related_model)
        inner = path_to_company(related, depth - 1) if depth else None
        if inner:
            return key.name if related is Company else f"{key.name}__{inner}"
    return None


def rows_of(company: Company) -> dict[str, list[Any]]:
    """Every value of every row of the company."""
    return {
        str(model): list(
            model._base_manager.filter(**{path: company.pk})  # noqa: SLF001 - Django documents it
            .order_by("pk")
            .values_list()
        )
        for model, path in owned_models().items()
    }
