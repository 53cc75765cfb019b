"""The lines of a sale, worked out by hand, with and without an account of discounts."""

from decimal import Decimal

from accounting.journal.entry import JournalLine, Side
from accounting.journal.movements import Account
from invoices.movements import (
    SaleFacts,
    SaleLine,
    SaleTax,
    mirrored,
    moved_lines,
    sale_lines,
)
from tests.accounting.entries import credit, debit

RECEIVABLE = Account(number="1201", origin="settings:sale_debit")
DISCOUNTS = Account(number="4090", origin="settings:discounts")


def account(number: str | None) -> Account:
    return Account(number=number, origin=f"rule:{number}")


def line(number: str | None, gross: str, discount: str = "0.00") -> SaleLine:
    return SaleLine(
        revenue=account(number),
        gross=Decimal(gross),
        discount=Decimal(discount),
        tax_treatment="group:1",
    )


def tax(number: str | None, amount: str) -> SaleTax:
    return SaleTax(payable=account(number), amount=Decimal(amount), tax="tax:1")


def told(*rows: SaleLine | SaleTax, discounts: Account | None = None) -> list[str]:
    facts = SaleFacts(
        receivable=RECEIVABLE,
        discounts=discounts,
        lines=tuple(row for row in rows if isinstance(row, SaleLine)),
        taxes=tuple(row for row in rows if isinstance(row, SaleTax)),
    )
    return [
        f"{'D' if made.debit else 'C'} {made.account or '?'} {made.amount}"
        f" {made.origin} {made.tax_treatment}".strip()
        for made in sale_lines(facts)
    ]


def test_each_line_and_each_tax_has_a_line_of_its_own_in_order() -> None:
    rows = (line("4000", "60.00"), line("4000", "40.00"))

    assert told(*rows, tax("2310", "5.00"), tax("2320", "9.98")) == [
        "D 1201 114.98 settings:sale_debit",
        "C 4000 60.00 rule:4000 group:1",
        "C 4000 40.00 rule:4000 group:1",
        "C 2310 5.00 rule:2310 tax:1",
        "C 2320 9.98 rule:2320 tax:1",
    ]


def test_a_discount_is_netted_where_it_has_no_account() -> None:
    assert told(line("4000", "100.00", "10.00"), tax("2310", "4.50")) == [
        "D 1201 94.50 settings:sale_debit",
        "C 4000 90.00 rule:4000 group:1",
        "C 2310 4.50 rule:2310 tax:1",
    ]


def test_a_discount_is_shown_beside_its_sale_where_it_has_an_account() -> None:
    rows = (line("4000", "100.00", "10.00"), line("4010", "5.00"))

    assert told(*rows, tax("2310", "4.75"), discounts=DISCOUNTS) == [
        "D 1201 99.75 settings:sale_debit",
        "C 4000 100.00 rule:4000 group:1",
        "D 4090 10.00 settings:discounts group:1",
        "C 4010 5.00 rule:4010 group:1",
        "C 2310 4.75 rule:2310 tax:1",
    ]


def test_what_is_returned_changes_side_and_a_tax_of_nothing_has_no_line() -> None:
    rows = (line("4000", "100.00"), line("4010", "-120.00"))

    assert told(*rows, tax("2310", "0.00"), tax("2320", "-2.00")) == [
        "C 1201 22.00 settings:sale_debit",
        "C 4000 100.00 rule:4000 group:1",
        "D 4010 120.00 rule:4010 group:1",
        "D 2320 2.00 rule:2320 tax:1",
    ]


def test_a_sale_all_of_which_is_a_discount_has_lines_only_with_its_account() -> None:
    given = line("4000", "100.00", "100.00")

    assert told(given) == []
    assert told(given, discounts=DISCOUNTS) == [
        "C 4000 100.00 rule:4000 group:1",
        "D 4090 100.00 settings:discounts group:1",
    ]


def test_an_account_that_is_missing_is_a_line_all_the_same() -> None:
    assert told(line(None, "100.00")) == [
        "D 1201 100.00 settings:sale_debit",
        "C ? 100.00 rule:None group:1",
    ]


def test_money_between_two_missing_accounts_still_moves() -> None:
    """They are not the same account: each will be chosen by a rule of its own."""
    deposits = Account(number=None, origin="missing:settings:deposits")
    credits_ = Account(number=None, origin="missing:settings:customer_credits")

    lines = moved_lines(deposits, credits_, Decimal("50.00"))

    assert [(made.side, made.amount, made.origin) for made in lines] == [
        (Side.DEBIT, Decimal("50.00"), deposits.origin),
        (Side.CREDIT, Decimal("50.00"), credits_.origin),
    ]


def test_a_mirror_shows_its_debits_first_and_keeps_the_order_of_each_side() -> None:
    sale: tuple[JournalLine, ...] = (
        debit("1201", "104.98"),
        credit("4000", "100.00"),
        debit("4090", "10.00"),
        credit("2310", "5.00"),
        credit("2320", "9.98"),
    )

    assert mirrored(sale) == (
        debit("4000", "100.00"),
        debit("2310", "5.00"),
        debit("2320", "9.98"),
        credit("1201", "104.98"),
        credit("4090", "10.00"),
    )
