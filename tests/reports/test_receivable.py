from dataclasses import replace
from datetime import date
from decimal import Decimal

from exports.models import ExportBatch
from exports.services.cancelling import cancel_batch
from invoices.models import Invoice
from invoices.services.cut_over import set_cut_over
from reports.registry import REPORTS
from taxes.models import Tax
from tests.exports.outcomes import files_of, refuse, take
from tests.factories import make_account, make_customer
from tests.invoices.counter import Counter
from tests.reports.reading import tables_of

ISSUED, NOVEMBER_2 = date(2026, 10, 28), date(2026, 11, 2)
NOVEMBER_30 = date(2026, 11, 30)


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
        ["Total", "1854.58"],
        ["Owed by customers", "1854.58"],
        ["Difference", "0.00"],
    ]
    assert proof["By customer"][-1] == ["Total", "1854.58"]


def take_into_acomba(batch: ExportBatch) -> None:
    take(*files_of(batch))


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


def test_acomba_has_the_files_that_it_took_and_no_others(counter: Counter) -> None:
    for month, net in ((9, "100.00"), (10, "200.00"), (11, "400.00")):
        counter.issue(net, date(2026, month, 2))
    september, october, _november = files_of(counter.produce(NOVEMBER_2))
    take(september)
    refuse(october)

    proof = tables_of("receivable", counter.shop.company, NOVEMBER_30)["By state"]

    assert proof[1:5] == [
        ["Imported into Acomba", "114.98"],
        ["What Acomba has", "114.98"],
        ["Produced, not imported yet", "459.90"],
        ["Ready to export", "229.95"],
    ]


def states(counter: Counter) -> dict[str, str]:
    rows = tables_of("receivable", counter.shop.company, NOVEMBER_30)["By state"]
    return dict(rows)


def test_a_payment_that_acomba_has_is_taken_off_what_it_has(counter: Counter) -> None:
    invoice = counter.issue("1000.00", NOVEMBER_2)
    counter.pay({invoice: "500.00"}, NOVEMBER_2)
    take_into_acomba(counter.produce(NOVEMBER_2))

    proof = states(counter)

    assert proof["Imported into Acomba"] == "649.75"
    assert proof["Produced, not imported yet"] == "0.00"
    assert proof["Owed by customers"] == "649.75"


def test_a_balance_that_the_books_do_not_explain_is_a_difference(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", NOVEMBER_2)
    Invoice.objects.filter(pk=invoice.pk).update(balance=Decimal("100.00"))

    proof = states(counter)

    assert proof["Total"] == "114.98"
    assert proof["Owed by customers"] == "100.00"
    assert proof["Difference"] == "-14.98"


def test_receivables_on_two_accounts_are_proven_together(counter: Counter) -> None:
    company = counter.shop.company
    make_account(company, "1202")
    counter.issue("100.00", NOVEMBER_2)
    Tax.objects.for_company(company).update(debit_account=None)
    counter.choose(sale_debit="1202", payment_credit="1202")
    counter.issue("200.00", NOVEMBER_2)

    by_state = REPORTS["receivable"].build(company, NOVEMBER_30)[0]

    assert by_state.columns[0].label == "Account 1201, 1202"
    assert states(counter)["Ready to export"] == "344.93"
    assert states(counter)["Difference"] == "0.00"


def test_each_customer_who_owes_or_is_owed_is_named(counter: Counter) -> None:
    make_customer(counter.shop.company, "C-103", name="Lavoie")
    for number, name in [("C-101", "Tremblay"), ("C-102", "Bouchard")]:
        customer = make_customer(counter.shop.company, number, name=name)
        other = Counter(replace(counter.shop, customer=customer))
        other.issue("100.00", NOVEMBER_2)
    credited = counter.issue("100.00", NOVEMBER_2)
    counter.pay({credited: "114.98"}, NOVEMBER_2)
    counter.credit(credited, "50.00", NOVEMBER_2)

    tables = tables_of("receivable", counter.shop.company, NOVEMBER_30)

    assert tables["By customer"] == [
        ["Bouchard (C-102)", "114.98"],
        ["Gagnon (C-100)", "-57.49"],
        ["Tremblay (C-101)", "114.98"],
        ["Total", "172.47"],
    ]
