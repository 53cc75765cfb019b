from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from accounting.journal.cents import ZERO
from accounting.journal.movements import Account
from invoices.movements import (
    Part,
    SaleFacts,
    SaleLine,
    SaleTax,
    mirrored,
    moved_lines,
    received_lines,
    sale_lines,
)
from tests.accounting.entries import credit, debit

RECEIVABLE = Account(number="1201", origin="settings:sale_debit")
BANK = Account(number="1010", origin="method:1")
DEPOSITS = Account(number="2150", origin="settings:deposits")


def account(number: str | None) -> Account:
    return Account(number=number, origin=f"item:{number}")


cents = st.integers(-1_000_000, 1_000_000).map(lambda n: Decimal(n) / 100)
accounts = st.sampled_from(["4000", "4010", "1201", None]).map(account)
sales = st.builds(
    SaleFacts,
    receivable=st.just(RECEIVABLE),
    discounts=st.sampled_from([None, account("4090"), account("1201")]),
    lines=st.lists(
        st.builds(
            SaleLine,
            revenue=accounts,
            gross=cents,
            discount=cents,
            tax_treatment=st.just("group:1"),
        ),
        max_size=5,
    ).map(tuple),
    taxes=st.lists(
        st.builds(SaleTax, payable=accounts, amount=cents, tax=st.just("tax:1")),
        max_size=3,
    ).map(tuple),
)


@given(facts=sales)
def test_any_sale_balances(facts: SaleFacts) -> None:
    lines = sale_lines(facts)

    assert sum((line.debit - line.credit for line in lines), ZERO) == 0
    assert len(lines) != 1


def test_a_payment_debits_the_bank_once() -> None:
    parts = (
        Part(account=RECEIVABLE, amount=Decimal("114.98")),
        Part(account=DEPOSITS, amount=Decimal("500.00")),
    )

    assert received_lines(BANK, parts) == (
        debit("1010", "614.98"),
        credit("1201", "114.98"),
        credit("2150", "500.00"),
    )


def test_what_was_received_short_is_debited_beside_the_bank() -> None:
    rounding = Account(number="5390", origin="settings:rounding")
    parts = (
        Part(account=RECEIVABLE, amount=Decimal("114.98")),
        Part(account=rounding, amount=Decimal("-0.01")),
    )

    assert received_lines(BANK, parts) == (
        debit("1010", "114.97"),
        credit("1201", "114.98"),
        debit("5390", "0.01"),
    )


def test_an_application_moves_a_deposit_to_the_receivable() -> None:
    assert moved_lines(DEPOSITS, RECEIVABLE, Decimal("500.00")) == (
        debit("2150", "500.00"),
        credit("1201", "500.00"),
    )


def test_money_that_stays_on_its_account_moves_nothing() -> None:
    other = Account(number="1201", origin="settings:payment_credit")

    assert moved_lines(RECEIVABLE, other, Decimal("500.00")) == ()


@given(facts=sales)
def test_a_mirror_of_a_mirror_is_the_sale(facts: SaleFacts) -> None:
    lines = sale_lines(facts)

    assert sorted(mirrored(mirrored(lines)), key=repr) == sorted(lines, key=repr)
