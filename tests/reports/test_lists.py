from datetime import date

from exports.models import ExportBatch
from exports.services.cancelling import cancel_batch, confirm_import
from invoices.services.cut_over import set_cut_over
from tests.invoices.counter import Counter
from tests.reports.reading import tables_of

ISSUED = date(2026, 10, 28)
PART = date(2026, 10, 30)
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


def test_aged_receivables_go_by_the_age_of_the_invoice(counter: Counter) -> None:
    counter.issue("100.00", date(2026, 8, 31))
    counter.issue("200.00", date(2026, 9, 1))
    paid = counter.issue("1000.00", ISSUED)
    counter.pay({paid: "500.00"}, PART)

    rows = tables_of("ageing", counter.shop.company, NOVEMBER_30)["Customers"]

    assert rows == [
        ["Gagnon (C-100)", "0.00", "649.75", "229.95", "114.98", "994.68"],
        ["Total", "0.00", "649.75", "229.95", "114.98", "994.68"],
    ]


def test_aged_receivables_of_a_past_day_ignore_what_came_after(
    counter: Counter,
) -> None:
    invoice = counter.issue("1000.00", ISSUED)
    payment = counter.pay({invoice: "1149.75"}, PART)
    counter.bounce(payment, date(2026, 11, 5))
    counter.void(invoice, date(2026, 11, 20))

    def total(on: date) -> str:
        return tables_of("ageing", counter.shop.company, on)["Customers"][-1][-1]

    assert total(ISSUED) == "1149.75"
    assert total(PART) == "0.00"
    assert total(date(2026, 11, 5)) == "1149.75"
    assert total(NOVEMBER_30) == "0.00"


def test_the_receivable_is_proven_state_by_state(counter: Counter) -> None:
    counter.issue("100.00", ISSUED)
    set_cut_over(company=counter.shop.company, first_day=date(2026, 11, 1))
    imported = counter.issue("200.00", date(2026, 11, 2))
    take_into_acomba(counter.produce(date(2026, 11, 2)))
    counter.issue("400.00", date(2026, 11, 3))
    counter.produce(date(2026, 11, 3))
    counter.shop.wait_for_payment()
    counter.issue("1000.00", date(2026, 11, 3))
    counter.pay({imported: "100.00"}, date(2026, 11, 4))

    proof = tables_of("receivable", counter.shop.company, NOVEMBER_30)

    assert proof["By state"] == [
        ["In the books before the cut-over", "114.98"],
        ["Imported into Acomba", "229.95"],
        ["What Acomba has", "344.93"],
        ["Produced, not imported yet", "459.90"],
        ["Ready to export", "-100.00"],
        ["Held until paid", "1149.75"],
        ["Together", "1854.58"],
        ["Owed by customers", "1854.58"],
        ["Difference", "0.00"],
    ]
    assert proof["By customer"][-1] == ["Total", "1854.58"]


def take_into_acomba(batch: ExportBatch) -> None:
    confirm_import(
        batch=batch,
        acomba_period="11",
        imported_at=batch.produced_at,
        imported_by=None,
    )


def test_what_left_a_cancelled_batch_is_ready_and_not_in_acomba(
    counter: Counter,
) -> None:
    counter.issue("200.00", date(2026, 11, 2))
    batch = counter.produce(date(2026, 11, 2))
    cancel_batch(batch=batch, cancelled_at=batch.produced_at, cancelled_by=None)
    take_into_acomba(counter.produce(date(2026, 11, 2)))
    counter.issue("400.00", date(2026, 11, 3))

    proof = tables_of("receivable", counter.shop.company, NOVEMBER_30)["By state"]

    assert proof[1:5] == [
        ["Imported into Acomba", "229.95"],
        ["What Acomba has", "229.95"],
        ["Produced, not imported yet", "0.00"],
        ["Ready to export", "459.90"],
    ]


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
