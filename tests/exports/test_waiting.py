from datetime import date
from decimal import Decimal

import pytest

from exports.waiting import (
    Waiting,
    entries_to_come,
    held_entries,
    without_effect,
)
from tests.exports.journal import TODAY, make_books, record_sale
from tests.invoices.shop import Shop

OCTOBER = date(2026, 10, 31)
NONE = Waiting(count=0, total=Decimal("0.00"), oldest_days=None)
pytestmark = pytest.mark.django_db


def test_held_entries_are_counted_with_the_age_of_the_oldest() -> None:
    company = make_books()
    record_sale(company, 1, on=date(2026, 11, 14), amount="10.10", held=True)
    record_sale(company, 2, on=date(2026, 10, 25), amount="20.20", held=True)
    record_sale(company, 3, on=date(2026, 10, 1), amount="40.40")
    record_sale(make_books("boutique"), 4, on=date(2026, 1, 1), held=True)

    assert held_entries(company=company, through=TODAY, today=TODAY) == Waiting(
        count=2, total=Decimal("30.30"), oldest_days=30
    )


def test_what_is_held_later_than_the_day_is_not_counted() -> None:
    company = make_books()
    record_sale(company, on=date(2026, 11, 1), held=True)

    assert held_entries(company=company, through=OCTOBER, today=TODAY) == NONE


def test_what_is_ready_after_the_day_is_to_come() -> None:
    company = make_books()
    record_sale(company, 1, on=OCTOBER, amount="10.00")
    record_sale(company, 2, on=date(2026, 11, 1), amount="20.00")
    record_sale(company, 3, on=date(2026, 11, 20), amount="40.00", held=True)

    assert entries_to_come(company=company, through=OCTOBER, today=TODAY) == Waiting(
        count=1, total=Decimal("20.00"), oldest_days=23
    )
    assert entries_to_come(company=company, through=TODAY, today=TODAY) == NONE


def test_a_sale_paid_after_the_day_is_to_come(shop: Shop) -> None:
    shop.wait_for_payment("strict")
    invoice = shop.issue(shop.line("100.00"), on=date(2026, 10, 15))
    shop.pay({invoice: "114.98"}, on=date(2026, 11, 5))

    waiting = entries_to_come(company=shop.company, through=OCTOBER, today=TODAY)

    assert (waiting.count, waiting.total) == (2, Decimal("229.96"))


def test_what_happens_after_the_day_is_to_come_however_ready() -> None:
    company = make_books()
    entry = record_sale(company, on=date(2026, 11, 1), amount="20.00")
    entry.ready_on = OCTOBER
    entry.save(update_fields=["ready_on"])

    waiting = entries_to_come(company=company, through=OCTOBER, today=TODAY)

    assert waiting.total == Decimal("20.00")


def test_an_entry_without_effect_is_counted(shop: Shop) -> None:
    shop.issue(shop.line("0.00"), on=date(2026, 11, 3))

    assert without_effect(company=shop.company, through=TODAY).count() == 1
    assert without_effect(company=shop.company, through=OCTOBER).count() == 0
