import pytest

from accounting.acomba.refusals import Code
from tests.accounting.acomba.mutants import (
    Mutate,
    Told,
    all_of,
    change,
    drop,
    insert,
    produced,
    refusals_of,
)

SALE_IN_OCTOBER = change(3, b"E261124", b"E261031")


@pytest.mark.parametrize(
    ("mutate", "refused"),
    [
        pytest.param(
            change(3, b" \r\n", b"\r\n"), [(3, Code.HEADER_WIDTH)], id="41 columns"
        ),
        pytest.param(
            change(3, b"\r\n", b" \r\n"), [(3, Code.HEADER_WIDTH)], id="43 columns"
        ),
        pytest.param(
            change(8, b"E261124", b"E 261124"),
            [(8, Code.HEADER_WIDTH)],
            id="a column before the date",
        ),
        pytest.param(
            change(8, b"E261124F", b"E 261124"),
            [(8, Code.DATE_NOT_DIGITS)],
            id="the date one column further",
        ),
        pytest.param(
            change(3, b"E261124", b"E261131"),
            [(3, Code.DATE_IMPOSSIBLE)],
            id="31 November",
        ),
        pytest.param(
            change(3, b"E261124", b"E241126"),
            [(8, Code.OTHER_PERIOD)],
            id="DDMMYY",
        ),
        pytest.param(
            change(3, b"E261124", b"E26-124"),
            [(3, Code.DATE_NOT_DIGITS)],
            id="a dash in the date",
        ),
        pytest.param(SALE_IN_OCTOBER, [(8, Code.OTHER_PERIOD)], id="two months"),
        pytest.param(
            change(8, b"E261124", b"E271124"),
            [(8, Code.OTHER_PERIOD)],
            id="the same month of two years",
        ),
        pytest.param(
            change(3, b"FAC-00042 ", b" FAC-00042"),
            [(3, Code.DESCRIPTION_INDENTED)],
            id="the description one column further",
        ),
        pytest.param(
            change(3, b" \r\n", b"1\r\n"), [(3, Code.ENTRY_NUMBER)], id="a number"
        ),
        pytest.param(
            change(8, b"E261124", b"e261124"), [(8, Code.LINE_TYPE)], id="small e"
        ),
        pytest.param(
            change(3, b"E261124", b"C261124"),
            [(3, Code.LINE_TYPE)],
            id="the sister format's first letter",
        ),
        pytest.param(
            change(3, b"E261124", b" 261124"), [(3, Code.LINE_TYPE)], id="no letter"
        ),
        pytest.param(drop(3), [(3, Code.NO_HEADER)], id="no header"),
        pytest.param(
            drop(10), [(8, Code.TOO_FEW_LINES)], id="an entry of one line at the end"
        ),
        pytest.param(
            drop(4, 5, 6, 7), [(3, Code.TOO_FEW_LINES)], id="an entry of no line"
        ),
        pytest.param(drop(7), [(3, Code.UNBALANCED)], id="a line lost"),
        pytest.param(
            change(9, b"114.98", b"114.99"), [(8, Code.UNBALANCED)], id="one cent more"
        ),
        pytest.param(
            all_of([change(4, b"114.98", b"100.00"), change(10, b"114.98", b"129.96")]),
            [(3, Code.UNBALANCED), (8, Code.UNBALANCED)],
            id="two entries that balance only together",
        ),
        pytest.param(
            change(4, b"   114.98         ", b"            114.98"),
            [(3, Code.UNBALANCED)],
            id="all on one side",
        ),
        pytest.param(
            insert(8, b"X" * 26), [(8, Code.LINE_TYPE)], id="a line of no kind"
        ),
    ],
)
def test_a_spoilt_entry_is_refused_at_its_line(mutate: Mutate, refused: Told) -> None:
    assert refusals_of(mutate(produced())) == refused


def test_the_month_is_that_of_the_first_date_that_can_be_read() -> None:
    data = change(3, b"E261124", b"E269924")(produced())

    assert refusals_of(data) == [(3, Code.DATE_IMPOSSIBLE)]


def test_a_line_that_cannot_be_read_hides_no_fault_of_another_entry() -> None:
    data = change(4, b"T", b"t")(drop(10)(produced()))

    assert refusals_of(data) == [(4, Code.LINE_TYPE), (8, Code.TOO_FEW_LINES)]
