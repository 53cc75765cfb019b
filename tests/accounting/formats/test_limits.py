from datetime import date
from decimal import Decimal

import pytest

from accounting.formats.limits import Limit, Problem, problems
from accounting.formats.profile import GLImportProfile
from tests.accounting.entries import credit, debit, make_entry, make_example

PROFILE = GLImportProfile()


def test_an_ordinary_entry_breaks_no_limit() -> None:
    assert [problems(entry, PROFILE) for entry in make_example()] == [(), ()]


@pytest.mark.parametrize(
    ("account", "limit"),
    [
        (None, Limit.ACCOUNT_MISSING),
        ("", Limit.ACCOUNT_MISSING),
        ("41-00", Limit.ACCOUNT_NOT_DIGITS),
        ("4100\n", Limit.ACCOUNT_NOT_DIGITS),
        ("٤١٠٠", Limit.ACCOUNT_NOT_DIGITS),
        ("41²", Limit.ACCOUNT_NOT_DIGITS),
        ("12345678", Limit.ACCOUNT_TOO_WIDE),
    ],
)
def test_scenario_91_an_account_that_does_not_fit_is_named(
    account: str | None, limit: Limit
) -> None:
    entry = make_entry(debit("1201", "5.00"), credit(account, "5.00"))

    assert problems(entry, PROFILE) == (
        Problem(
            limit=limit,
            document="FAC-00042",
            account=account,
            amount=Decimal("5.00"),
        ),
    )


def test_the_largest_amount_fits_and_a_cent_more_does_not() -> None:
    fits = make_entry(debit("1201", "999999.99"), credit("4100", "999999.99"))
    over = make_entry(debit("1201", "1000000.00"), credit("4100", "1000000.00"))

    assert problems(fits, PROFILE) == ()
    assert [(each.limit, each.account) for each in problems(over, PROFILE)] == [
        (Limit.AMOUNT_TOO_LARGE, "1201"),
        (Limit.AMOUNT_TOO_LARGE, "4100"),
    ]


def test_a_large_amount_is_no_problem_where_it_is_split() -> None:
    over = make_entry(debit("1201", "1000000.00"), credit("4100", "1000000.00"))

    assert problems(over, GLImportProfile(split_large_amounts=True)) == ()


@pytest.mark.parametrize("on", [date(1999, 12, 31), date(2100, 1, 1)])
def test_a_year_that_two_digits_would_change_is_refused(on: date) -> None:
    assert [each.limit for each in problems(make_entry(on=on), PROFILE)] == [
        Limit.DATE_OUT_OF_RANGE
    ]


def test_scenario_91_a_document_number_is_never_cut() -> None:
    fits = make_entry(document="F" * 30)
    grows = make_entry(document="…" * 11)

    assert problems(fits, PROFILE) == ()
    assert [each.limit for each in problems(grows, PROFILE)] == [
        Limit.DOCUMENT_TOO_LONG
    ]


def test_all_problems_of_an_entry_come_at_once() -> None:
    entry = make_entry(
        debit(None, "1000000.00"),
        credit("41A", "1000000.00"),
        document="F" * 31,
        on=date(1999, 1, 1),
    )

    assert [each.limit for each in problems(entry, PROFILE)] == [
        Limit.DATE_OUT_OF_RANGE,
        Limit.DOCUMENT_TOO_LONG,
        Limit.ACCOUNT_MISSING,
        Limit.AMOUNT_TOO_LARGE,
        Limit.ACCOUNT_NOT_DIGITS,
        Limit.AMOUNT_TOO_LARGE,
    ]
