from datetime import date

from invoices.services.cut_over import set_cut_over
from tests.invoices.counter import Counter
from tests.reports.reading import tables_of

ISSUED, PART = date(2026, 10, 28), date(2026, 10, 30)
NOVEMBER_30 = date(2026, 11, 30)
NOTHING = ["Total", "", "0.00", "0.00", "0.00", "0.00"]


def sales(counter: Counter, on: date = NOVEMBER_30) -> list[list[str]]:
    return tables_of("sales", counter.shop.company, on)["Accounts"]


def test_sales_by_account_tell_what_is_exported_and_what_is_held(
    counter: Counter,
) -> None:
    counter.issue("100.00", ISSUED)
    counter.export()
    counter.issue("200.00", ISSUED, account="4010")
    counter.shop.wait_for_payment()
    counter.issue("50.00", ISSUED)

    assert tables_of("sales", counter.shop.company, NOVEMBER_30)["Accounts"] == [
        ["4000", "Ventes – services", "100.00", "0.00", "50.00", "150.00"],
        ["4010", "Ventes – produits", "0.00", "0.00", "200.00", "200.00"],
        ["Total", "", "100.00", "0.00", "250.00", "350.00"],
    ]


def test_sales_are_those_of_the_year_from_its_first_day_through_the_day(
    counter: Counter,
) -> None:
    counter.issue("1.00", date(2025, 12, 31))
    counter.issue("20.00", date(2026, 1, 1))
    counter.issue("300.00", NOVEMBER_30)
    counter.issue("4000.00", date(2026, 12, 1))

    assert sales(counter)[-1] == ["Total", "", "0.00", "320.00", "0.00", "320.00"]
    assert sales(counter, date(2025, 12, 31))[-1][-1] == "1.00"


def test_a_sale_that_was_withdrawn_is_none(counter: Counter) -> None:
    counter.shop.wait_for_payment()

    counter.void(counter.issue("50.00", ISSUED), PART)

    assert sales(counter) == [NOTHING]


def test_a_sale_already_in_the_books_is_not_a_sale_here(counter: Counter) -> None:
    counter.issue("50.00", ISSUED)

    set_cut_over(company=counter.shop.company, first_day=date(2026, 11, 1))

    assert sales(counter) == [NOTHING]


def test_a_credit_note_is_taken_off_to_the_cent(counter: Counter) -> None:
    counter.credit(counter.issue("100.00", ISSUED), "40.55", PART)

    assert sales(counter)[0][2:] == ["0.00", "59.45", "0.00", "59.45"]


def test_a_credit_note_of_last_years_sale_is_negative(counter: Counter) -> None:
    counter.credit(
        counter.issue("100.00", date(2025, 12, 31)), "40.55", date(2026, 1, 2)
    )

    assert sales(counter)[0][2:] == ["0.00", "-40.55", "0.00", "-40.55"]


def test_accounts_that_are_not_of_revenue_are_left_out(counter: Counter) -> None:
    counter.issue("100.00", ISSUED, account="2400")

    assert sales(counter) == [NOTHING]
