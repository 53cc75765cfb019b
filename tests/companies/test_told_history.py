"""The history of rows, columns, people and models that are no longer there."""

from typing import Any

import pytest
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from accounting.models import GLAccount
from accounting.queries import settings_for
from companies.history import FieldChange, describe_changes
from companies.models import Company
from companies.queries import changes_of
from tests.factories import (
    make_account,
    make_company,
    make_item,
    make_member,
    make_user,
)

pytestmark = pytest.mark.django_db


def keep(company: Company, kind: ContentType, **values: Any) -> LogEntry:
    """A change of a row of this kind, as the history would have kept it."""
    values = {
        "object_pk": "7",
        "object_repr": "4000 Ventes",
        "action": LogEntry.Action.UPDATE,
        "additional_data": {"company": company.pk},
        **values,
    }
    entry: LogEntry = LogEntry.objects.create(content_type=kind, **values)
    return entry


def kind_of_account() -> ContentType:
    return ContentType.objects.get_for_model(GLAccount)


def told(entry: LogEntry) -> list[tuple[str, str, str]]:
    [change] = describe_changes([entry])
    return [(field.label, field.old, field.new) for field in change.fields]


def test_who_made_a_change_has_their_name_then_their_address() -> None:
    company, alice = make_company(), make_user(name="Alice Roy")
    kept = keep(
        company, kind_of_account(), actor=alice, actor_email="alice@example.com"
    )
    gone = keep(company, kind_of_account(), actor_email="luc@example.com")

    assert [change.who for change in describe_changes([kept, gone])] == [
        "Alice Roy",
        "luc@example.com",
    ]


def test_a_column_that_is_gone_is_passed_over() -> None:
    changes = {
        "color": ["red", "blue"],
        "name": ["Ventes", "Revenus"],
        "shape": ["round", "square"],
    }
    entry = keep(make_company(), kind_of_account(), changes=changes)

    assert told(entry) == [("Name", "Ventes", "Revenus")]


def test_a_kind_of_row_that_is_gone_is_told_by_its_old_name() -> None:
    kind = ContentType.objects.create(app_label="accounting", model="budget")
    entry = keep(make_company(), kind, changes={"name": ["A", "B"]})

    [change] = describe_changes([entry])

    assert (change.what, change.subject) == ("Budget changed", "4000 Ventes")
    assert change.fields == ()


def test_a_row_that_is_gone_is_named_by_its_number() -> None:
    company = make_company()
    item = make_item(company, "S-1")
    account = make_account(company, "4000")
    number = str(account.pk)
    item.credit_account = account
    item.save()
    [named] = describe_changes(changes_of(company)[:1])
    item.credit_account = None
    item.save()
    account.delete()

    [cleared] = describe_changes(
        changes_of(company).filter(action=LogEntry.Action.UPDATE)[:1]
    )

    assert named.fields == (
        FieldChange(label="Credit account", old="—", new="4000 Compte 4000"),
    )
    assert cleared.fields == (FieldChange(label="Credit account", old=number, new="—"),)


def test_a_value_put_back_to_its_default_is_told() -> None:
    company = make_company()
    settings = settings_for(company)
    settings.only_when_paid = True
    settings.save()
    settings.only_when_paid = False
    settings.save()

    [change] = describe_changes(changes_of(company)[:1])

    assert change.fields == (
        FieldChange(
            label="Generate entries only when invoices are paid", old="yes", new="no"
        ),
    )


def test_a_column_that_nobody_edits_is_not_told() -> None:
    kind = ContentType.objects.get_for_model(settings_for(make_company()))
    changes = {
        "rule_changed_on": ["None", "2026-11-24"],
        "company": ["1", "2"],
        "id": ["1", "2"],
        "only_when_paid": ["False", "True"],
    }

    assert told(keep(make_company("roy"), kind, changes=changes)) == [
        ("Generate entries only when invoices are paid", "no", "yes")
    ]


def test_the_latest_change_comes_first_and_fifty_make_a_page(client: Client) -> None:
    company = make_company("cote")
    client.force_login(make_member(company))
    for number in range(49):
        keep(company, kind_of_account(), object_repr=f"Compte {number}")
    address = reverse("companies:change_list", args=["cote"])

    def subjects(page: str) -> list[str]:
        changes = client.get(address, {"page": page}).context["changes"]
        return [change.subject for change in changes]

    newest = [f"Compte {number}" for number in reversed(range(49))]
    member = "admin@cote.example.com"
    assert subjects("1") == [*newest, member]
    assert subjects("2") == ["Plomberie Côté"]
    assert subjects("soon") == subjects("1")
    assert subjects("99") == subjects("2")


def test_the_history_of_a_company_is_not_that_of_a_row_with_its_number(
    client: Client,
) -> None:
    company = make_company("cote")
    client.force_login(make_member(company))
    other = make_company("roy", name="Toitures Roy")
    keep(other, kind_of_account(), object_pk=str(company.pk), object_id=company.pk)

    answer = client.get(reverse("companies:change_list", args=["cote"]))

    assert [change.what for change in answer.context["changes"]] == [
        "Member added",
        "Company added",
    ]
