import pytest
from pytest_django import DjangoAssertNumQueries

from accounting.models import AccountingSettings, GLAccount
from accounting.origins import (
    Origin,
    Reason,
    explain_origins,
    find_subjects,
    parse_origin,
)
from companies.models import Company
from tests.factories import (
    make_category,
    make_company,
    make_item,
    make_method,
    make_settings,
    make_tax,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def why(company: Company, origin: str) -> tuple[str, str]:
    reason = explain_origins(company, [origin])[origin]
    return reason.text, reason.url.removeprefix("/c/cote/settings/")


@pytest.mark.parametrize(
    ("text", "level", "kind", "key"),
    [
        ("item:42", "", "item", "42"),
        ("default:item:42", "default", "item", "42"),
        ("missing:settings:deposits", "missing", "settings", "deposits"),
        ("missing:text", "missing", "text", ""),
        ("line", "", "line", ""),
        ("", "", "", ""),
    ],
)
def test_an_origin_is_a_level_and_a_subject(
    text: str, level: str, kind: str, key: str
) -> None:
    origin = parse_origin(text)

    assert (origin.level, origin.kind, origin.key) == (level, kind, key)


def test_a_rule_that_answered_is_named_with_its_page(company: Company) -> None:
    item = make_item(company, "FORFAIT", name="Forfait")
    category = make_category(company, "Services")
    tax = make_tax(company, "TPS", credit="2310")
    method = make_method(company, "Chèque")

    assert why(company, f"item:{item.pk}") == (
        "The account chosen for the item “FORFAIT Forfait”.",
        f"items/{item.pk}/",
    )
    assert why(company, f"category:{category.pk}") == (
        "The account chosen for the category “Services”.",
        f"categories/{category.pk}/",
    )
    assert why(company, f"tax:{tax.pk}") == (
        "The account chosen for the tax “TPS”.",
        f"taxes/{tax.pk}/",
    )
    assert why(company, f"method:{method.pk}") == (
        "The account chosen for the payment method “Chèque”.",
        f"methods/{method.pk}/",
    )


def test_a_default_says_for_want_of_what_it_answered(company: Company) -> None:
    item = make_item(company, "FORFAIT", name="Forfait")
    method = make_method(company, "Chèque")

    assert why(company, f"default:item:{item.pk}") == (
        "The default account of sales: none is chosen for the item “FORFAIT Forfait”.",
        f"items/{item.pk}/",
    )
    assert why(company, "default:text") == (
        "The default account of sales: none is chosen for lines without an item.",
        "accounting/",
    )
    text, page = why(company, f"default:method:{method.pk}")
    assert page == f"methods/{method.pk}/"
    assert text == (
        "The default account of payments: none is chosen for the payment method"
        " “Chèque”."
    )


def test_what_nobody_chose_says_so(company: Company) -> None:
    tax = make_tax(company, "TPS", credit="2310")

    assert why(company, f"missing:tax:{tax.pk}") == (
        "No account is chosen for the tax “TPS”.",
        f"taxes/{tax.pk}/",
    )
    assert why(company, "missing:settings:deposits") == (
        "No account is chosen for “customer deposits” in the settings.",
        "accounting/",
    )


def test_the_settings_are_named_by_their_label(company: Company) -> None:
    assert why(company, "settings:sale_debit") == (
        "The account chosen for “sales: debit account” in the settings.",
        "accounting/",
    )


def test_a_person_who_chose_on_the_line_is_told(company: Company) -> None:
    assert why(company, "line") == ("Chosen on the line of the document itself.", "")


@pytest.mark.parametrize("origin", ["", "sale", "unheard:of"])
def test_a_rule_that_is_not_known_says_nothing(company: Company, origin: str) -> None:
    assert why(company, origin) == ("", "")


def test_what_was_deleted_or_is_of_another_company_is_not_named(
    company: Company,
) -> None:
    theirs = make_category(make_company("boutique"), "Secret")

    for key in (theirs.pk, 999_999):
        assert find_subjects(company, [f"category:{key}"]) == {
            f"category:{key}": Reason(text="what is no longer there")
        }


@pytest.mark.parametrize("count", [1, 3])
def test_three_items_are_looked_up_at_once(
    company: Company, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    origins = [f"item:{make_item(company, f'A{i}').pk}" for i in range(count)]

    with django_assert_num_queries(1):
        reasons = explain_origins(company, origins)

    assert len(reasons) == count


def test_every_account_of_the_settings_has_words(company: Company) -> None:
    fields = AccountingSettings._meta.fields  # noqa: SLF001 - _meta is Django's documented API
    subjects = [f"settings:{f.name}" for f in fields if f.related_model is GLAccount]

    found = find_subjects(company, subjects)

    assert len(subjects) == 12
    assert len({reason.text for reason in found.values()}) == 12


def test_origins_are_values() -> None:
    assert parse_origin("default:text") == Origin(level="default", subject="text")
