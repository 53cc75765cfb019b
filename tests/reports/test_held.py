from datetime import date

from tests.invoices.counter import Counter
from tests.reports.reading import tables_of

ISSUED, PART = date(2026, 10, 28), date(2026, 10, 30)
NOVEMBER_30 = date(2026, 11, 30)


def test_scenario_41_a_sale_never_paid_in_full_is_listed_with_its_age(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment("strict")
    invoice = counter.issue("1000.00", ISSUED)
    counter.pay({invoice: "500.00"}, PART)

    assert tables_of("held", counter.shop.company, NOVEMBER_30)["Invoices"] == [
        [
            invoice.number,
            "2026-10-28",
            "Gagnon",
            "33",
            "1149.75",
            "500.00",
            "649.75",
        ],
        ["Total", "", "", "", "1149.75", "500.00", "649.75"],
    ]


def test_only_what_is_held_on_the_day_is_listed(counter: Counter) -> None:
    counter.shop.wait_for_payment("strict")
    counter.pay({counter.issue("100.00", ISSUED): "114.98"}, PART)
    held = counter.issue("200.00", NOVEMBER_30)
    counter.issue("300.00", date(2026, 12, 1))

    assert tables_of("held", counter.shop.company, NOVEMBER_30)["Invoices"] == [
        [held.number, "2026-11-30", "Gagnon", "0", "229.95", "0.00", "229.95"],
        ["Total", "", "", "", "229.95", "0.00", "229.95"],
    ]


def test_what_is_credited_or_written_off_counts_as_received(counter: Counter) -> None:
    counter.choose(bad_debts="5300")
    counter.shop.wait_for_payment()
    invoice = counter.issue("1000.00", ISSUED)

    counter.credit(invoice, "400.00", PART)
    counter.write_off(invoice, "100.00", PART)

    rows = tables_of("held", counter.shop.company, NOVEMBER_30)["Invoices"]
    assert rows[0][4:] == ["1149.75", "559.90", "589.85"]


def test_held_sales_stand_in_the_order_of_their_dates(counter: Counter) -> None:
    counter.shop.wait_for_payment()
    last = counter.issue("100.00", PART)
    first = counter.issue("200.00", ISSUED)
    second = counter.issue("300.00", ISSUED)

    *rows, total = tables_of("held", counter.shop.company, NOVEMBER_30)["Invoices"]

    assert [row[0] for row in rows] == [first.number, second.number, last.number]
    assert total == ["Total", "", "", "", "689.86", "0.00", "689.86"]
