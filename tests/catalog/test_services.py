from collections.abc import Callable
from decimal import Decimal

import pytest

from accounting.models import AccountingSettings
from accounting.queries import settings_for
from accounting.services.accounts import UnusableAccountError, find_account
from accounting.services.guards import InvalidValueError, NameTakenError
from accounting.services.settings import OtherReceivableError
from catalog.models import Category, Item
from catalog.services import (
    InvalidPriceError,
    ItemInUseError,
    archive_item,
    delete_item,
    save_category,
    save_item,
    unarchive_item,
)
from companies.models import Company
from taxes.models import TaxGroup
from tests.factories import (
    make_account,
    make_category,
    make_company,
    make_draft_line,
    make_item,
)
from tests.history import last_change

pytestmark = pytest.mark.django_db


Save = Callable[..., Item | Category]


def save(row: Item | Category) -> None:
    if isinstance(row, Item):
        save_item(item=row)
    else:
        save_category(category=row)


def test_save_item_keeps_what_it_was_given(company: Company) -> None:
    services = save_category(category=Category(company=company, name=" Services "))
    revenue = find_account(company=company, number="4000")
    item = Item(company=company, code=" S-1 ", name=" Visite ", category=services)
    item.unit_price, item.credit_account = Decimal("95.00"), revenue

    save_item(item=item)

    item.refresh_from_db()
    assert (item.code, item.name, item.unit_price.amount) == (
        "S-1",
        "Visite",
        Decimal("95.00"),
    )
    assert (item.category, item.credit_account) == (services, revenue)
    assert services.name == "Services"


def test_a_code_names_one_item(company: Company) -> None:
    make_item(company, "S-1")

    with pytest.raises(NameTakenError) as error:
        save_item(item=Item(company=company, code="S-1", name="Visite"))

    assert str(error.value) == "Code: “S-1” exists already; choose another."


def test_a_name_names_one_category(company: Company) -> None:
    make_category(company, "Services")

    with pytest.raises(NameTakenError) as error:
        save_category(category=Category(company=company, name="Services"))

    assert str(error.value) == "Category: “Services” exists already; choose another."


@pytest.mark.parametrize("values", [{"code": "x" * 31}, {"name": " "}])
def test_an_item_refuses_what_its_columns_cannot_hold(
    company: Company, values: dict[str, str]
) -> None:
    item = Item(company=company, **{"code": "S-1", "name": "Visite", **values})

    with pytest.raises(InvalidValueError):
        save_item(item=item)


@pytest.mark.parametrize("price", ["-0.01", "10000000.00"])
def test_a_price_has_bounds(company: Company, price: str) -> None:
    item = make_item(company, "S-1")
    item.unit_price = Decimal(price)

    with pytest.raises(InvalidPriceError) as error:
        save_item(item=item)

    assert str(error.value) == (
        f"S-1: {price} is not a price. Give one from 0 to 9999999.99."
    )


@pytest.mark.parametrize("price", ["0.00", "9999999.99"])
def test_a_price_may_be_at_its_bounds(company: Company, price: str) -> None:
    item = Item(company=company, code="S-1", name="Visite", unit_price=Decimal(price))

    assert save_item(item=item) == item

    item.refresh_from_db()
    assert item.unit_price.amount == Decimal(price)


@pytest.mark.parametrize("name", [" ", "x" * 61], ids=["empty", "too long"])
def test_a_category_refuses_what_its_column_cannot_hold(
    company: Company, name: str
) -> None:
    with pytest.raises(InvalidValueError, match=r"^Category: "):
        save_category(category=Category(company=company, name=name))

    assert Category.objects.count() == 0


@pytest.mark.parametrize("save_again", ["item", "category"])
def test_names_are_free_in_another_company_and_a_row_keeps_its_own(
    company: Company, save_again: str
) -> None:
    other = make_company("roy")
    make_item(other, "S-1")
    make_category(other, "Services")
    item, category = make_item(company, "S-1"), make_category(company, "Services")

    save(item if save_again == "item" else category)

    assert Item.objects.for_company(company).get().code == "S-1"
    assert Category.objects.for_company(company).get().name == "Services"


def test_an_item_refuses_a_tax_group_of_another_company(company: Company) -> None:
    item = make_item(company, "S-1")
    item.tax_group = TaxGroup.objects.create(company=make_company("roy"), name="TPS")

    with pytest.raises(InvalidValueError) as error:
        save_item(item=item)

    assert str(error.value) == "Tax group: choose one that belongs to this company."


@pytest.mark.parametrize("make", [make_item, make_category])
@pytest.mark.parametrize("side", ["debit_account", "credit_account"])
@pytest.mark.parametrize("values", [{"is_control": True}, {"is_active": False}])
def test_scenario_31_the_catalogue_refuses_an_account_that_acomba_refuses(
    company: Company, make: Save, side: str, values: dict[str, bool]
) -> None:
    row = make(company, "S-1")
    setattr(row, side, make_account(company, "1100", **values))

    with pytest.raises(UnusableAccountError, match=r"account: Account 1100 is "):
        save(row)


@pytest.mark.parametrize("make", [make_item, make_category])
def test_the_catalogue_debits_the_account_that_sales_debit(
    company: Company, make: Save
) -> None:
    row = make(company, "S-1")
    row.debit_account = find_account(company=company, number="1050")

    with pytest.raises(OtherReceivableError) as error:
        save(row)

    assert str(error.value) == (
        "Debit account of S-1: 1050 is not the account that sales debit, 1201. An"
        " invoice, its taxes and its payments need the same receivable: choose 1201, or"
        " change the debit account of sales first."
    )


def test_the_history_keeps_a_mapping_from_and_to(company: Company) -> None:
    item = make_item(company, "S-1")
    revenue = find_account(company=company, number="4010")
    item.credit_account = revenue

    save_item(item=item)

    kept = last_change(item)
    assert kept.changes == {"credit_account": ["None", str(revenue.pk)]}
    assert kept.additional_data == {"company": company.pk}


def test_scenario_25_archiving_keeps_the_item_and_its_accounts(
    company: Company,
) -> None:
    item = make_item(company, "S-1")
    item.credit_account = find_account(company=company, number="4000")
    item.save()
    make_draft_line(item)

    archive_item(item=item)

    item.refresh_from_db()
    assert item.is_archived
    assert item.credit_account is not None
    assert item.credit_account.number == "4000"


def test_an_archived_item_comes_back(company: Company) -> None:
    item = archive_item(item=make_item(company, "S-1"))

    unarchive_item(item=item)

    item.refresh_from_db()
    assert not item.is_archived


def test_scenario_26_an_item_of_a_document_is_not_deleted(company: Company) -> None:
    item = make_item(company, "S-1", name="Visite")
    make_draft_line(item)

    with pytest.raises(ItemInUseError) as error:
        delete_item(item=item)

    assert str(error.value) == (
        "S-1 Visite is used by documents, so it cannot be deleted. Archive it: it"
        " leaves the lists and its documents keep it. Or replace it on drafts."
    )
    assert Item.objects.get() == item


def test_scenario_26_an_item_that_was_never_used_is_deleted(company: Company) -> None:
    delete_item(item=make_item(company, "S-1"))

    assert Item.objects.count() == 0


def test_settings_without_a_receivable_ask_nothing_of_the_catalogue() -> None:
    company = make_company("neuve")
    assert isinstance(settings_for(company), AccountingSettings)
    category = make_category(company, "Services")
    category.debit_account = make_account(company, "1300")

    save_category(category=category)

    category.refresh_from_db()
    assert category.debit_account is not None
