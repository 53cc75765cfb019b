from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from accounting.models import AccountingSettings
from exports.models import ExportBatch
from exports.services.cancelling import cancel_batch
from exports.services.producing import produce_batch
from invoices.services.cut_over import set_cut_over
from invoices.services.forfeiting import forfeit_deposit
from taxes.models import TaxGroupMember
from tests.exports.outcomes import files_of, refuse, take
from tests.invoices.counter import Counter
from tests.reports.reading import tables_of

ISSUED = date(2026, 10, 28)
MONTH_END = date(2026, 10, 31)
PAID = date(2026, 11, 10)


def due(counter: Counter, on: date = MONTH_END) -> dict[str, list[str]]:
    """By tax: taxable, zero-rated, exempt and relieved bases, and the tax."""
    rows = tables_of("taxes-due", counter.shop.company, on)["By tax"]
    return {tax: sums for tax, *sums in rows}


def produce(counter: Counter, through: date) -> ExportBatch:
    return produce_batch(
        company=counter.shop.company,
        through=through,
        produced_at=datetime(2026, 11, 30, tzinfo=UTC),
        produced_on=date(2026, 11, 30),
        produced_by=None,
        key=uuid4(),
    )


def test_scenario_37_taxes_of_a_held_invoice_are_due_and_not_exported(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("1000.00", ISSUED)

    assert due(counter) == {
        "TPS": ["1000.00", "0.00", "0.00", "0.00", "50.00"],
        "TVQ": ["1000.00", "0.00", "0.00", "0.00", "99.75"],
    }
    assert tables_of("taxes-due", counter.shop.company, MONTH_END)["By document"] == [
        [invoice.number, "2026-10-28", "Gagnon", "50.00", "99.75"],
        ["Total", "", "", "50.00", "99.75"],
    ]


def test_what_october_lacks_does_not_change_when_it_is_paid_in_november(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("1000.00", ISSUED)
    before = due(counter)

    counter.pay({invoice: "1149.75"}, PAID)

    assert due(counter) == before


def test_an_exported_sale_of_october_is_in_the_books_of_october(
    counter: Counter,
) -> None:
    counter.issue("1000.00", ISSUED)
    batch = produce(counter, PAID)

    assert due(counter) == {}

    cancel_batch(
        batch=batch,
        cancelled_at=datetime(2026, 11, 30, tzinfo=UTC),
        cancelled_by=None,
    )

    assert due(counter)["TPS"][-1] == "50.00"


def test_the_taxes_of_a_file_that_acomba_refused_are_due_again(
    counter: Counter,
) -> None:
    counter.issue("100.00", date(2026, 9, 5))
    counter.issue("1000.00", ISSUED)
    september, october = files_of(produce(counter, PAID))
    take(october)

    refuse(september)

    assert due(counter)["TPS"][-1] == "5.00"


def test_a_sale_dated_by_its_payment_is_missing_in_its_own_month(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    counter.shop.change(sale_date=AccountingSettings.SaleDate.PAYMENT)
    counter.pay({counter.issue("1000.00", ISSUED): "1149.75"}, PAID)
    produce(counter, date(2026, 11, 30))

    assert due(counter)["TVQ"][-1] == "99.75"
    assert due(counter, date(2026, 11, 30)) == {}


def test_voids_and_credit_notes_of_the_month_are_taken_off(counter: Counter) -> None:
    counter.shop.wait_for_payment()
    void = counter.issue("500.00", ISSUED)
    credited = counter.issue("1000.00", ISSUED)

    counter.void(void, MONTH_END)
    counter.credit(credited, "400.00", MONTH_END)

    assert due(counter) == {
        "TPS": ["600.00", "0.00", "0.00", "0.00", "30.00"],
        "TVQ": ["600.00", "0.00", "0.00", "0.00", "59.85"],
    }


def test_a_void_of_november_leaves_october_due(counter: Counter) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("1000.00", ISSUED)

    counter.void(invoice, PAID)

    assert due(counter)["TPS"][-1] == "50.00"
    assert due(counter, PAID)["TPS"][-1] == "0.00"


def test_bases_stand_apart_by_treatment(counter: Counter) -> None:
    shop = counter.shop
    tps = shop.groups["TPS+TVQ"].members.get(tax__code="TPS").tax
    members = shop.groups["Détaxé"].members
    members.all().delete()
    members.create(tax=tps, treatment=TaxGroupMember.Treatment.ZERO_RATED, position=1)

    shop.issue(shop.line("40.00"), shop.line("60.00", group="Détaxé"), on=ISSUED)

    assert due(counter)["TPS"] == ["40.00", "60.00", "0.00", "0.00", "2.00"]


def test_what_was_in_the_books_before_the_cut_over_is_not_missing(
    counter: Counter,
) -> None:
    counter.issue("1000.00", ISSUED)

    set_cut_over(company=counter.shop.company, first_day=date(2026, 11, 1))

    assert due(counter) == {}


def keep_a_deposit(counter: Counter, on: date, group: str = "TPS+TVQ") -> None:
    forfeit_deposit(
        credit=counter.deposit("50.00", ISSUED, reference="S-88"),
        amount=Decimal("50.00"),
        tax_group=counter.shop.groups[group],
        forfeited_on=on,
        reason="Annulé par le client",
    )


def test_the_taxes_of_a_kept_deposit_are_due_from_the_day_it_is_kept(
    counter: Counter,
) -> None:
    keep_a_deposit(counter, PAID)

    assert due(counter) == {}
    assert due(counter, PAID) == {
        "TPS": ["43.08", "0.00", "0.00", "0.00", "2.38"],
        "TVQ": ["43.08", "0.00", "0.00", "0.00", "4.54"],
    }
    assert tables_of("taxes-due", counter.shop.company, PAID)["By document"] == [
        ["S-88", "2026-11-10", "Gagnon", "2.38", "4.54"],
        ["Total", "", "", "2.38", "4.54"],
    ]


def test_the_taxes_of_a_kept_deposit_are_in_the_books_once_it_is_exported(
    counter: Counter,
) -> None:
    keep_a_deposit(counter, PAID)

    batch = produce(counter, PAID)
    assert due(counter, PAID) == {}

    cancel_batch(
        batch=batch,
        cancelled_at=datetime(2026, 11, 30, tzinfo=UTC),
        cancelled_by=None,
    )
    assert due(counter, PAID)["TVQ"][-1] == "4.54"


def test_a_kept_deposit_stands_among_the_invoices_by_its_day(counter: Counter) -> None:
    counter.shop.wait_for_payment()
    later = counter.issue("100.00", date(2026, 11, 12))
    keep_a_deposit(counter, PAID)
    first = counter.issue("100.00", ISSUED)

    rows = tables_of("taxes-due", counter.shop.company, date(2026, 11, 30))

    assert rows["By document"] == [
        [first.number, "2026-10-28", "Gagnon", "5.00", "9.98"],
        ["S-88", "2026-11-10", "Gagnon", "2.38", "4.54"],
        [later.number, "2026-11-12", "Gagnon", "5.00", "9.98"],
        ["Total", "", "", "12.38", "24.50"],
    ]


@pytest.mark.parametrize(("group", "column"), [("Détaxé", 1), ("Exonéré", 2)])
def test_a_kept_deposit_without_tax_has_its_base_in_the_column_of_its_treatment(
    counter: Counter, group: str, column: int
) -> None:
    keep_a_deposit(counter, PAID, group=group)

    bases = ["0.00", "0.00", "0.00", "0.00", "0.00"]
    bases[column] = "50.00"
    assert due(counter, PAID) == {"TPS": bases, "TVQ": bases}
    assert tables_of("taxes-due", counter.shop.company, PAID)["By document"] == [
        ["Total", "", "", "0.00", "0.00"]
    ]
