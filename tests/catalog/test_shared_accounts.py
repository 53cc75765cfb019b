"""An item credits revenue: never what customers owe, their money, or taxes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounting.services.accounts import SharedAccountError
from catalog.models import Category, Item
from catalog.services import save_category, save_item
from companies.models import Company
from tests.catalog.items import CREATE, VISIT, account
from tests.exports.said import page, warnings
from tests.factories import make_category, make_item, make_tax
from tests.pages import form_of

OWED = (
    "Account 1201 carries what customers owe (“sales: debit account” in the settings),"
    " and nothing else: choose another account."
)
CARRIED = [
    ("1201", OWED),
    (
        "2150",
        (
            "Account 2150 carries the deposits and credits of customers (“customer"
            " deposits” in the settings), and nothing else: choose another account."
        ),
    ),
    (
        "2160",
        (
            "Account 2160 carries the deposits and credits of customers (“customer"
            " credits” in the settings), and nothing else: choose another account."
        ),
    ),
    (
        "2310",
        (
            "Account 2310 carries taxes to hand over (the tax “TPS”), and nothing else:"
            " choose another account."
        ),
    ),
]


def save(row: Item | Category) -> None:
    if isinstance(row, Item):
        save_item(item=row)
    else:
        save_category(category=row)


@pytest.mark.parametrize("make", [make_item, make_category])
@pytest.mark.parametrize(("number", "sentence"), CARRIED)
def test_the_catalogue_credits_no_account_that_is_proved(
    company: Company,
    make: Callable[..., Item | Category],
    number: str,
    sentence: str,
) -> None:
    make_tax(company, "TPS", credit="2310")
    row = make(company, "S-1")
    row.credit_account = account(company, number)

    with pytest.raises(SharedAccountError) as error:
        save(row)

    assert str(error.value) == f"Credit account: {sentence}"
    row.refresh_from_db()
    assert row.credit_account is None


@pytest.mark.parametrize("number", ["1201", None])
def test_the_receivable_is_debited(company: Company, number: str | None) -> None:
    item = make_item(company, "S-1", credit_account=account(company, "4000"))
    item.debit_account = account(company, number) if number else None

    save_item(item=item)

    item.refresh_from_db()
    assert item.debit_account == (account(company, number) if number else None)


@pytest.mark.parametrize("number", ["1010", "2400", "5310"])
def test_another_account_than_revenue_is_saved(company: Company, number: str) -> None:
    item = make_item(company, "S-1")
    item.credit_account = account(company, number)

    save_item(item=item)

    item.refresh_from_db()
    assert item.credit_account == account(company, number)


def test_an_item_that_has_it_from_before_may_change_otherwise(
    company: Company,
) -> None:
    item = make_item(company, "S-1", credit_account=account(company, "1201"))
    item.name = "Visite"

    save_item(item=item)

    item.refresh_from_db()
    assert item.name == "Visite"


def test_the_page_of_an_item_refuses_it(staff: Client, company: Company) -> None:
    receivable = account(company, "1201")

    answer = staff.post(CREATE, VISIT | {"credit_account": receivable.pk})

    assert form_of(answer).non_field_errors() == [f"Credit account: {OWED}"]
    assert Item.objects.count() == 0


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("4000", []),
        (
            "1010",
            [
                (
                    "The {0} credits account 1010 Banque, of the category “asset”. What is"
                    " sold is usually on an account of the category “revenue”: check it."
                )
            ],
        ),
    ],
)
@pytest.mark.parametrize("kind", ["item", "category"])
def test_another_account_than_revenue_is_warned_of_on_the_page(
    staff: Client, company: Company, kind: str, number: str, said: list[str]
) -> None:
    chosen = account(company, number).pk
    form: dict[str, Any] = {**VISIT, "name": "Visite", "credit_account": chosen}

    found = warnings(staff, page(f"catalog:{kind}_create"), form)

    row = Item.objects.get() if kind == "item" else Category.objects.get()
    link = f' <a href="{page(f"catalog:{kind}_edit", row.pk)}">Correct it</a>'
    assert found == [text.format(f"{kind} “{row}”") + link for text in said]


def test_an_item_that_has_it_from_before_is_warned_of(
    staff: Client, company: Company
) -> None:
    receivable = account(company, "1201")
    item = make_item(company, "S-1", name="Visite", credit_account=receivable)
    edit = page("catalog:item_edit", item.pk)

    said = warnings(staff, edit, {**VISIT, "credit_account": receivable.pk})

    assert said == [
        (
            "The item “S-1 Visite” is on account 1201, which carries what customers owe"
            " and nothing else: choose another account there."
            f' <a href="{edit}">Correct it</a>'
        )
    ]
