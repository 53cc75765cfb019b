from datetime import date
from decimal import Decimal

import pytest

from accounting.queries import settings_for
from imports.configuration.showing import configuration_of, show_configuration
from invoices.models import Invoice
from tests.imports.configuration.files import configure_with, problems_of
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop

pytestmark = pytest.mark.django_db

OCTOBER = date(2026, 10, 20)


@pytest.fixture
def counter(db: None) -> Counter:  # noqa: ARG001 - the database must be there first
    return Counter(open_shop())


def test_scenario_95_what_came_before_the_cut_over_is_in_the_books(
    counter: Counter,
) -> None:
    counter.issue("100.00", OCTOBER)

    assert configure_with(counter.shop.company, "accounting.cut_over_on = 2026-11-01")

    assert Invoice.objects.get().is_prior
    assert [line.split()[0] for line in counter.journal()] == ["prior"]
    shown = show_configuration(counter.shop.company)
    assert 'cut_over_on = "2026-11-01"\n' in shown
    assert not configure_with(counter.shop.company, shown)


def test_a_cut_over_after_what_was_exported_is_refused(counter: Counter) -> None:
    counter.issue("100.00", OCTOBER)
    counter.export()

    assert problems_of(counter.shop.company, "accounting.cut_over_on = 2026-11-01") == [
        (
            "accounting.cut_over_on: Documents before this day were exported: choose an"
            " earlier day."
        )
    ]
    assert settings_for(counter.shop.company).cut_over_on is None


def test_a_cut_over_moves_and_is_not_taken_away(counter: Counter) -> None:
    company = counter.shop.company
    configure_with(company, "accounting.cut_over_on = 2026-11-01")

    assert problems_of(company, 'accounting.cut_over_on = ""') == [
        (
            "accounting.cut_over_on: the books kept here have a first day: move it, or"
            " leave it."
        )
    ]
    assert configure_with(company, "accounting.cut_over_on = 2026-10-01")
    assert settings_for(company).cut_over_on == date(2026, 10, 1)


def test_the_tolerance_of_differences_is_an_amount(counter: Counter) -> None:
    company = counter.shop.company

    assert configure_with(company, "accounting.difference_tolerance = 1.5")

    assert settings_for(company).difference_tolerance == Decimal("1.50")
    assert configuration_of(company)["accounting"]["difference_tolerance"] == "1.50"
    assert not configure_with(company, show_configuration(company))


@pytest.mark.parametrize("value", ["-0.05", "0.051", "1000", "NaN", "un", "1e999999"])
def test_a_tolerance_that_is_no_amount_is_refused(counter: Counter, value: str) -> None:
    text = f'accounting.difference_tolerance = "{value}"'

    assert problems_of(counter.shop.company, text) == [
        (
            f"accounting.difference_tolerance: “{value}” is not an amount: give dollars and"
            " cents like 0.05."
        )
    ]
