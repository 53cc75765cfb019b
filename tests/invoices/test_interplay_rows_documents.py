"""Rows of the table: voids, credit notes, write-offs, odd totals, corrections."""

from invoices.services.writing_off import recoverable
from tests.invoices.counter import Counter
from tests.invoices.interplay import (
    ISSUED,
    LATER,
    PAID,
    PART,
    SALE,
    R,
    both,
    first,
    start,
)

CREDITED = (
    "credit_note 11-10 D 4000 1000.00, D 2310 50.00, D 2320 99.75 / C 1201 1149.75"
)
VOID = "void 11-20 D 4000 100.00, D 2310 5.00, D 2320 9.98 / C 1201 114.98"


@both
def test_row_4_void(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)

    counter.void(invoice, PAID)

    assert (
        counter.journal()
        == {
            "strict": ["R! payment 10-30 D 1010 500.00 / C 2160 500.00"],
            "immediate": [f"R! {R}", "R! transfer 11-10 D 2150 500.00 / C 2160 500.00"],
        }[policy]
    )
    assert counter.owed(invoice) == "0.00"
    assert str(counter.customer_credit().balance.amount) == "500.00"


@both
def test_row_4b_void_then_refund(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)
    counter.void(invoice, PAID)

    counter.refund(counter.customer_credit(), "500.00", LATER)

    assert counter.journal()[-1] == "R! refund 11-20 D 2160 500.00 / C 1010 500.00"
    assert str(counter.customer_credit().balance.amount) == "0.00"


@both
def test_row_5_a_credit_note_waits_with_its_invoice(
    counter: Counter, policy: str
) -> None:
    invoice, _ = start(counter, policy)

    counter.credit(invoice, "400.00", PAID)

    note = "credit_note 11-10 D 4000 400.00, D 2310 20.00, D 2320 39.90 / C 1201 459.90"
    assert counter.journal() == [f"H {SALE}", *first(policy, "H"), f"H {note}"]
    assert counter.owed(invoice) == "189.85"


@both
def test_row_6_a_credit_note_that_settles(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)

    counter.credit(invoice, "565.12", PAID)

    note = "credit_note 11-10 D 4000 565.12, D 2310 28.26, D 2320 56.37 / C 1201 649.75"
    assert counter.journal() == [f"R! {SALE}", *first(policy, "R!"), f"R! {note}"]
    assert counter.owed(invoice) == "0.00"


@both
def test_row_7_credited_in_full_after_a_payment(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)

    counter.credit(invoice, None, PAID)

    assert counter.journal() == [f"R! {SALE}", *first(policy, "R!"), f"R! {CREDITED}"]
    assert counter.owed(invoice) == "-500.00"

    counter.refund(invoice, "500.00", LATER)

    assert counter.journal()[-1] == "R! refund 11-20 D 1201 500.00 / C 1010 500.00"
    assert counter.owed(invoice) == "0.00"


@both
def test_row_8_credited_in_full_and_never_paid(counter: Counter, policy: str) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("1000.00", ISSUED)

    counter.credit(invoice, None, PAID)

    assert counter.journal() == [
        f"R! {SALE}",
        f"R! {CREDITED}",
    ]


@both
def test_row_13_written_off(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)

    counter.write_off(invoice, "649.75", PAID)

    loss = "write_off 11-10 D 5300 565.12, D 2310 28.26, D 2320 56.37 / C 1201 649.75"
    assert counter.journal() == [f"R! {SALE}", *first(policy, "R!"), f"R! {loss}"]
    assert counter.owed(invoice) == "0.00"


@both
def test_row_13b_part_of_it_recovered(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)
    loss = counter.write_off(invoice, "649.75", PAID)

    counter.recover(loss, "60.00", LATER)

    assert counter.journal()[-1] == (
        "R! recovery 11-20 D 1010 60.00 / C 5300 52.18, C 2310 2.61, C 2320 5.21"
    )
    assert counter.owed(invoice) == "0.00"
    assert str(recoverable(loss)) == "589.75"


@both
def test_row_19_a_negative_total_is_ready_at_once(
    counter: Counter, policy: str
) -> None:
    shop = counter.shop
    shop.wait_for_payment(policy)

    invoice = shop.issue(shop.line("60.00"), shop.line("-80.00", "4010"), on=ISSUED)

    negative = "D 4010 80.00, D 2310 1.00, D 2320 2.00 / C 1201 23.00, C 4000 60.00"
    assert counter.journal() == [f"R! sale 10-28 {negative}"]
    assert counter.owed(invoice) == "-23.00"


@both
def test_row_19b_a_zero_total(counter: Counter, policy: str) -> None:
    shop = counter.shop
    shop.wait_for_payment(policy)

    shop.issue(shop.line("100.00", discount_rate="1"), on=ISSUED)
    shop.change(discounts=shop.account("4090"))
    shop.issue(shop.line("100.00", discount_rate="1"), on=ISSUED)

    assert counter.journal() == [
        "– sale 10-28",
        "R! sale 10-28 D 4090 100.00 / C 4000 100.00",
    ]


@both
def test_row_20_corrected_upwards_after_export(counter: Counter, policy: str) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, PART)
    counter.export()

    replacement = counter.correct(invoice, "120.00", LATER)

    assert sorted(e for e in counter.journal() if not e.startswith("X")) == [
        "R! sale 11-20 D 1201 137.97 / C 4000 120.00, C 2310 6.00, C 2320 11.97",
        f"R! {VOID}",
        "– transfer 11-20",
    ]
    assert counter.owed(replacement) == "22.99"
    assert replacement.number == f"{invoice.number}-R1"


@both
def test_row_20b_corrected_downwards_after_export(
    counter: Counter, policy: str
) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, PART)
    counter.export()

    replacement = counter.correct(invoice, "80.00", LATER)

    assert sorted(e for e in counter.journal() if not e.startswith("X")) == [
        "R! sale 11-20 D 1201 91.98 / C 4000 80.00, C 2310 4.00, C 2320 7.98",
        "R! transfer 11-20 D 1201 23.00 / C 2160 23.00",
        f"R! {VOID}",
        "– transfer 11-20",
    ]
    assert counter.owed(replacement) == "0.00"
    assert str(counter.customer_credit().balance.amount) == "23.00"


@both
def test_row_21_void_after_its_batch_was_cancelled(
    counter: Counter, policy: str
) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, PART)
    counter.export()
    counter.cancel()

    counter.void(invoice, LATER)

    assert counter.journal() == [
        "R! sale 10-28 D 1201 114.98 / C 4000 100.00, C 2310 5.00, C 2320 9.98",
        "R! payment 10-30 D 1010 114.98 / C 1201 114.98",
        f"R! {VOID}",
        "R! transfer 11-20 D 1201 114.98 / C 2160 114.98",
    ]
