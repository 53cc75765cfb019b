from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from auditlog.registry import auditlog
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from accounting.queries import settings_for
from catalog.models import Item
from companies.history import UNTOLD, Change, FieldChange, describe_changes
from companies.models import Company, Membership
from companies.queries import changes_of
from tests.companies.people import add
from tests.factories import (
    make_account,
    make_company,
    make_item,
    make_member,
    make_tax,
    make_tax_groups,
)

pytestmark = pytest.mark.django_db


def latest(company: Company) -> Change:
    return describe_changes(changes_of(company)[:1])[0]


def test_a_changed_mapping_names_the_accounts_and_the_words_of_the_switch() -> None:
    company = make_company()
    settings = settings_for(company)
    settings.sale_credit = make_account(company, "4000", name="Ventes")
    settings.save()
    settings.sale_credit = make_account(company, "4900", name="Autres revenus")
    settings.only_when_paid = True
    settings.closed_through = date(2026, 10, 31)
    settings.save()

    change = latest(company)

    assert change.what == "Accounting settings changed"
    assert change.who == "command line"
    assert set(change.fields) == {
        FieldChange(
            label="Sales: credit account", old="4000 Ventes", new="4900 Autres revenus"
        ),
        FieldChange(
            label="Generate entries only when invoices are paid", old="no", new="yes"
        ),
        FieldChange(label="Books closed through", old="—", new="2026-10-31"),
    }


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [("en-ca", "5%", "9.975%"), ("fr-ca", "5\xa0%", "9,975\xa0%")],
)
def test_a_rate_is_told_as_a_percentage(language: str, old: str, new: str) -> None:
    company = make_company()
    rate = make_tax(company, "TVQ", credit="2320", rate="0.05").rates.get()
    rate.rate = Decimal("0.09975")
    rate.save()

    with translation.override(language):
        [told] = latest(company).fields

    assert (told.old, told.new) == (old, new)


@pytest.mark.parametrize("kept_in", ["en-ca", "fr-ca"])
@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en-ca", "$95.00", "$1,149.75"),
        ("fr-ca", "95,00\xa0$", "1\xa0149,75\xa0$"),
    ],
)
def test_a_price_is_told_in_the_readers_notation_whoever_typed_it(
    kept_in: str, language: str, old: str, new: str
) -> None:
    company = make_company()
    with translation.override(kept_in):
        item = make_item(company, "SRV-1", unit_price=Decimal("95.00"))
        item = Item.objects.get(pk=item.pk)
        item.unit_price = Decimal("1149.75")
        item.save()

    with translation.override(language):
        [told] = latest(company).fields

    assert (told.old, told.new) == (old, new)


def test_a_number_is_told_in_the_readers_notation() -> None:
    company = make_company()
    settings = settings_for(company)
    settings.difference_tolerance = Decimal("0.10")
    settings.save()

    with translation.override("fr-ca"):
        [told] = latest(company).fields

    assert (told.old, told.new) == ("0,05", "0,10")


def test_a_row_is_called_the_same_in_both_languages() -> None:
    company = make_company()
    with translation.override("fr-ca"):
        make_member(company, email="alice@example.com")
        make_tax_groups(company)
        settings_for(company)

    subjects = [change.subject for change in describe_changes(changes_of(company))]

    assert {"alice@example.com", "TPS+TVQ", "TPS+TVQ · TVQ", company.name} <= set(
        subjects
    )
    assert [words for words in subjects if "taxable" in words or "%" in words] == []


SAME_IN_FRENCH = {"code", "description", "province", "suffix"}


def test_every_column_of_the_history_has_a_name_in_french() -> None:
    same = set()
    for model in auditlog.get_models():
        untold = {*UNTOLD, *auditlog.get_model_fields(model)["exclude_fields"]}
        fields: Any = model._meta.fields  # type: ignore[attr-defined]  # noqa: SLF001 - Django's documented API
        for field in fields:
            english = str(field.verbose_name)
            with translation.override("fr-ca"):
                french = str(field.verbose_name)
            is_told = field.editable and not field.primary_key
            if is_told and field.name not in untold and french == english:
                same.add(english)

    assert same - SAME_IN_FRENCH == set()


def test_a_change_on_a_page_names_who_made_it(client: Client) -> None:
    company = make_company("cote")
    client.force_login(make_member(company, email="alice@example.com"))
    luc = add(company, Membership.Role.STAFF)

    client.post(
        reverse("companies:member_edit", args=["cote", luc.pk]),
        {"role": "ACCOUNTANT", "is_active": "on"},
    )

    change = latest(company)
    assert change.who == "alice@example.com"
    assert change.what == "Member changed"
    assert change.fields == (FieldChange(label="Role", old="staff", new="accountant"),)


def test_a_new_row_tells_what_is_not_the_default() -> None:
    company = make_company()
    account = make_account(company, "1100", name="Clients", is_control=True)

    change = latest(company)

    assert change.subject == str(account)
    assert set(change.fields) == {
        FieldChange(label="Number", old="", new="1100"),
        FieldChange(label="Name", old="", new="Clients"),
        FieldChange(label="Category", old="", new="asset"),
        FieldChange(label="Linked to a module", old="", new="yes"),
    }


def test_a_deleted_row_is_told_by_its_name_alone() -> None:
    company = make_company()
    make_item(company, "DEB-1", name="Débouchage").delete()

    change = latest(company)

    assert change.what == "Item deleted"
    assert change.subject == "DEB-1 Débouchage"
    assert change.fields == ()


def test_the_company_itself_has_its_history() -> None:
    company = make_company("cote", name="Plomberie Côté")
    company.name = "Plomberie Côté et filles"
    company.save()

    assert latest(company).fields == (
        FieldChange(
            label="Legal name", old="Plomberie Côté", new="Plomberie Côté et filles"
        ),
    )


def test_a_company_sees_its_own_history_only(client: Client) -> None:
    make_account(make_company("other"), "4000")
    company = make_company("cote")
    client.force_login(make_member(company))

    answer = client.get(reverse("companies:change_list", args=["cote"]))

    told = [change.what for change in answer.context["changes"]]
    assert told == ["Member added", "Company added"]


def test_an_accountant_reads_the_history(client: Client) -> None:
    client.force_login(make_member(make_company("cote"), Membership.Role.ACCOUNTANT))

    address = reverse("companies:change_list", args=["cote"])

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_asks_the_same_queries_for_one_and_for_three(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = make_company("cote")
    client.force_login(make_member(company))
    address = reverse("companies:change_list", args=["cote"])
    client.get(address)  # the content type of a company is asked once a process
    for number in range(count):
        account = make_account(company, f"400{number}")
        make_item(company, f"IT-{number}", credit_account=account)

    # Session, person, membership, expired invitations, count, log entries, then the
    # people and the accounts that they name.
    with django_assert_num_queries(8):
        client.get(address)
