import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.models import Category
from catalog.search import find_items
from companies.models import Company
from tests.catalog.items import account
from tests.factories import make_category, make_company, make_item


@pytest.fixture
def mapped(company: Company) -> Category:
    services = account(company, "4000")
    return make_category(company, "Services", credit_account=services)


def found(company: Company, **asked: object) -> list[str]:
    return [item.code for item in find_items(company, **asked)]  # type: ignore[arg-type]  # any of its keywords


def test_an_item_is_unmapped_when_neither_it_nor_its_category_has_an_account(
    company: Company, mapped: Category
) -> None:
    empty = make_category(company, "Divers", debit_account=account(company, "1201"))
    own = account(company, "4010")
    make_item(company, "A-ALONE")
    make_item(company, "B-IN-EMPTY", category=empty)
    make_item(company, "C-IN-MAPPED", category=mapped)
    make_item(company, "D-OWN", category=empty, credit_account=own)
    make_item(company, "E-DEBIT", debit_account=account(company, "1201"))

    assert found(company, unmapped=True) == ["A-ALONE", "B-IN-EMPTY", "E-DEBIT"]


def test_what_is_asked_narrows_together(company: Company, mapped: Category) -> None:
    make_item(company, "V-1", name="Visite", category=mapped)
    make_item(company, "V-2", name="Visite du soir")
    make_item(company, "V-3", name="Visite", category=mapped, is_archived=True)
    make_item(company, "T-1", name="Tuyau", category=mapped)

    assert found(company, text="VISITE", category=mapped) == ["V-1"]
    assert found(company, text="v-", category=mapped, archived=True) == ["V-3"]
    assert found(company, text="visite", unmapped=True) == ["V-2"]


def test_items_stand_by_code_and_are_those_of_the_company(company: Company) -> None:
    for code in ["C-1", "A-1", "B-1"]:
        make_item(company, code)
    make_item(make_company("roy"), "A-0")

    assert found(company) == ["A-1", "B-1", "C-1"]


@pytest.mark.parametrize("count", [1, 3])
def test_found_items_bring_what_a_list_shows_of_them(
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        category = make_category(company, f"Catégorie {number}")
        make_item(company, f"S-{number}", category=category)

    with django_assert_num_queries(1):
        shown = [
            f"{item.company} {item.category} {item.tax_group}"
            for item in find_items(company)
        ]

    assert shown == [f"Plomberie Côté Catégorie {n} None" for n in range(count)]
