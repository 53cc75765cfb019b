"""Anything that people do, in any order, leaves books that are right."""

import pytest
from django.db import connection
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.invoices.counter import Counter
from tests.invoices.machine.accounts import AccountRules
from tests.invoices.machine.books import BookRules
from tests.invoices.machine.documents import DocumentRules
from tests.invoices.machine.money import MoneyRules
from tests.invoices.shop import Shop

pytestmark = pytest.mark.walk


class Company(DocumentRules, AccountRules, MoneyRules, BookRules):
    """One company and everything that happens to it."""


@pytest.fixture
def furnished(counter: Counter) -> Shop:
    """With an account for everything, and a drawer."""
    counter.method("Comptant", "1015", is_cash=True)
    return counter.shop


def depth() -> settings:
    """A quarter of the profile's examples for each start; by default, a few."""
    profile = settings.get_current_profile_name()
    if profile == "default":
        return settings(deadline=None, max_examples=3, stateful_step_count=20)
    examples = settings().max_examples // 4
    if profile == "ci" and connection.vendor == "postgresql":
        examples //= 5  # the same walks as on SQLite: enough to see the other database
    return settings(deadline=None, max_examples=examples)


@pytest.mark.parametrize("rule", ["off", "strict", "immediate"])
def test_the_books_are_right_after_every_event(furnished: Shop, rule: str) -> None:
    if rule != "off":
        furnished.wait_for_payment(rule)

    class Started(Company):
        shop = furnished

    run_state_machine_as_test(Started, settings=depth())


def test_they_are_right_after_a_cut_over(furnished: Shop) -> None:
    furnished.wait_for_payment()

    class Started(Company):
        shop = furnished
        has_prior = True

    run_state_machine_as_test(Started, settings=depth())
