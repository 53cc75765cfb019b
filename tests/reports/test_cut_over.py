from datetime import date

from companies.models import Company
from invoices.services.cut_over import export_prior, set_cut_over
from tests.invoices.counter import Counter
from tests.reports.reading import tables_of

ISSUED, PART = date(2026, 10, 28), date(2026, 10, 30)
NOVEMBER_30 = date(2026, 11, 30)
FIRST_DAY = date(2026, 11, 1)


def test_scenario_95_what_was_open_at_the_cut_over_is_listed_to_sign(
    counter: Counter,
) -> None:
    invoice = counter.issue("1000.00", ISSUED)
    counter.pay({invoice: "500.00"}, PART)
    counter.pay({counter.issue("100.00", ISSUED): "114.98"}, PART)
    counter.deposit("300.00", PART)
    set_cut_over(company=counter.shop.company, first_day=date(2026, 11, 1))
    counter.pay({invoice: "649.75"}, date(2026, 11, 4))

    listed = tables_of("cut-over", counter.shop.company, NOVEMBER_30)

    assert listed == {
        "Open invoices": [
            [invoice.number, "2026-10-28", "Gagnon", "649.75"],
            ["Total", "", "", "649.75"],
        ],
        "Deposits and credits": [
            ["Gagnon (C-100)", "2026-10-30", "deposit", "300.00"],
            ["Total", "", "", "300.00"],
        ],
    }


def listed(company: Company) -> dict[str, list[list[str]]]:
    return tables_of("cut-over", company, NOVEMBER_30)


def test_what_is_to_be_exported_is_not_listed_and_dates_rise(counter: Counter) -> None:
    company = counter.shop.company
    last = counter.issue("100.00", PART)
    first = counter.issue("200.00", ISSUED)
    exported = counter.issue("400.00", ISSUED)
    set_cut_over(company=company, first_day=FIRST_DAY)
    export_prior(invoice=exported, is_prior=False)

    assert listed(company)["Open invoices"] == [
        [first.number, "2026-10-28", "Gagnon", "229.95"],
        [last.number, "2026-10-30", "Gagnon", "114.98"],
        ["Total", "", "", "344.93"],
    ]


def test_a_credit_note_before_the_cut_over_lowers_what_was_open(
    counter: Counter,
) -> None:
    invoice = counter.issue("1000.00", ISSUED)
    counter.credit(invoice, "400.00", PART)
    set_cut_over(company=counter.shop.company, first_day=FIRST_DAY)

    counter.credit(invoice, "100.00", FIRST_DAY)

    assert listed(counter.shop.company)["Open invoices"] == [
        [invoice.number, "2026-10-28", "Gagnon", "689.85"],
        ["Total", "", "", "689.85"],
    ]


def test_deposits_and_credits_stand_by_date_as_they_were(counter: Counter) -> None:
    counter.pay({}, PART, on_account="50.00")
    deposit = counter.deposit("300.00", ISSUED)
    set_cut_over(company=counter.shop.company, first_day=FIRST_DAY)

    counter.refund(deposit, "120.00", FIRST_DAY)
    counter.deposit("700.00", FIRST_DAY)

    assert listed(counter.shop.company)["Deposits and credits"] == [
        ["Gagnon (C-100)", "2026-10-28", "deposit", "300.00"],
        ["Gagnon (C-100)", "2026-10-30", "credit on account", "50.00"],
        ["Total", "", "", "350.00"],
    ]
