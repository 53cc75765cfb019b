import pytest

from accounting.acomba.refusals import Code
from tests.accounting.acomba.mutants import (
    Mutate,
    Told,
    change,
    produced,
    refusals_of,
)


def account(field: bytes) -> Mutate:
    """Another account field on line 5, of any width."""
    return change(5, b"   4100", field)


def debit(field: bytes) -> Mutate:
    return change(4, b"   114.98", field)


@pytest.mark.parametrize(
    ("mutate", "refused"),
    [
        pytest.param(account(b"   4101"), [(5, Code.ACCOUNT_UNKNOWN)], id="unknown"),
        pytest.param(account(b"  04100"), [(5, Code.ACCOUNT_UNKNOWN)], id="leading 0"),
        pytest.param(account(b"   4300"), [(5, Code.ACCOUNT_INACTIVE)], id="inactive"),
        pytest.param(account(b"   1200"), [(5, Code.ACCOUNT_CONTROL)], id="module"),
        pytest.param(account(b"       "), [(5, Code.ACCOUNT_MISSING)], id="no account"),
        pytest.param(account(b"  4100A"), [(5, Code.ACCOUNT_NOT_DIGITS)], id="letter"),
        pytest.param(account(b"  41-00"), [(5, Code.ACCOUNT_NOT_DIGITS)], id="dash"),
        pytest.param(account(b"  41 00"), [(5, Code.ACCOUNT_NOT_DIGITS)], id="space"),
        pytest.param(
            account(b"   410\xb2"), [(5, Code.ACCOUNT_NOT_DIGITS)], id="a raised 2"
        ),
        pytest.param(account(b"4100   "), [(5, Code.ACCOUNT_MISPLACED)], id="left"),
        pytest.param(
            account(b"  4100 "), [(5, Code.ACCOUNT_MISPLACED)], id="one column back"
        ),
        pytest.param(
            account(b"41000000"), [(5, Code.ACCOUNT_TOO_WIDE)], id="eight digits"
        ),
        pytest.param(
            account(b"4100000000"), [(5, Code.ACCOUNT_TOO_WIDE)], id="ten digits"
        ),
        pytest.param(
            change(5, b"   4100 ", b"41000000"),
            [(5, Code.ACCOUNT_UNKNOWN), (5, Code.AMOUNT_ON_BOTH_SIDES)],
            id="eight digits that take a column of the debit",
        ),
        pytest.param(
            account(b"    4100"), [(5, Code.DETAIL_WIDTH)], id="all one column further"
        ),
        pytest.param(account(b"  4100"), [(5, Code.DETAIL_WIDTH)], id="25 columns"),
        pytest.param(
            change(5, b"\r\n", b" \r\n"), [(5, Code.DETAIL_WIDTH)], id="27 columns"
        ),
        pytest.param(
            change(4, b"         \r\n", b"\r\n"),
            [(4, Code.DETAIL_WIDTH)],
            id="spaces at the end cut off",
        ),
        pytest.param(
            change(5, b"   4100   ", b"\t4100\t"),
            [(5, Code.CONTROL_CHARACTER), (5, Code.DETAIL_WIDTH)],
            id="tabs for spaces",
        ),
        pytest.param(debit(b"  -114.98"), [(4, Code.AMOUNT_SIGNED)], id="minus"),
        pytest.param(debit(b"  +114.98"), [(4, Code.AMOUNT_SIGNED)], id="plus"),
        pytest.param(debit(b"  114.98-"), [(4, Code.AMOUNT_SIGNED)], id="minus after"),
        pytest.param(debit(b" (114.98)"), [(4, Code.AMOUNT_SIGNED)], id="parentheses"),
        pytest.param(debit(b"   114,98"), [(4, Code.AMOUNT_DECIMAL_MARK)], id="comma"),
        pytest.param(debit(b"    114.9"), [(4, Code.AMOUNT_FORMAT)], id="one decimal"),
        pytest.param(debit(b"  114.980"), [(4, Code.AMOUNT_FORMAT)], id="three"),
        pytest.param(debit(b"    11498"), [(4, Code.AMOUNT_FORMAT)], id="in cents"),
        pytest.param(debit(b"      .98"), [(4, Code.AMOUNT_FORMAT)], id="no dollars"),
        pytest.param(debit(b"000114.98"), [(4, Code.AMOUNT_FORMAT)], id="zeros before"),
        pytest.param(debit(b" 1 114.98"), [(4, Code.AMOUNT_FORMAT)], id="thousands"),
        pytest.param(debit(b" $ 114.98"), [(4, Code.AMOUNT_FORMAT)], id="dollar"),
        pytest.param(debit(b"  NaN.00 "), [(4, Code.AMOUNT_FORMAT)], id="no number"),
        pytest.param(debit(b"  114.98 "), [(4, Code.AMOUNT_MISPLACED)], id="column"),
        pytest.param(debit(b"114.98   "), [(4, Code.AMOUNT_MISPLACED)], id="at left"),
        pytest.param(
            change(4, b"   114.98  ", b"     114.98"),
            [(4, Code.AMOUNT_ON_BOTH_SIDES)],
            id="over the edge of two columns",
        ),
        pytest.param(debit(b"     0.00"), [(4, Code.AMOUNT_ZERO)], id="zero"),
        pytest.param(debit(b"         "), [(4, Code.AMOUNT_MISSING)], id="none"),
        pytest.param(
            change(4, b"   114.98         ", b"   114.98   114.98"),
            [(4, Code.AMOUNT_ON_BOTH_SIDES)],
            id="both sides",
        ),
        pytest.param(
            debit(b"1000000.00"), [(4, Code.AMOUNT_TOO_LARGE)], id="a million"
        ),
        pytest.param(
            change(5, b"   100.00", b"1000000.00"),
            [(5, Code.AMOUNT_TOO_LARGE)],
            id="a million on the other side",
        ),
    ],
)
def test_a_spoilt_line_is_refused_by_its_number(mutate: Mutate, refused: Told) -> None:
    assert refusals_of(mutate(produced())) == refused


def test_a_line_may_be_refused_for_two_reasons() -> None:
    data = debit(b"     0.00")(change(4, b"   1201", b"   1200")(produced()))

    assert refusals_of(data) == [(4, Code.ACCOUNT_CONTROL), (4, Code.AMOUNT_ZERO)]
