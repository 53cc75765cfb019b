"""Credit notes: what they cannot take back, and the cents of the discounts."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import Invoice, InvoiceLine
from invoices.services.crediting import issue_credit_note
from tests.invoices.counter import HUNDRED, HUNDRED_BACK, Counter
from tests.invoices.refusing import refuses, refuses_before
from tests.invoices.shop import entry_of, lines_of

ISSUED = date(2026, 11, 3)
BACK = date(2026, 11, 12)

NOTHING_LEFT = "Nothing is left to credit on these lines."


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


def test_an_invoice_is_credited_whole_the_day_it_was_issued(
    counter: Counter, invoice: Invoice
) -> None:
    note = counter.credit(invoice, None, ISSUED)

    assert counter.owed(invoice) == "0.00"
    assert [str(m.amount) for m in (note.subtotal, note.tax_total, note.total)] == [
        "100.00",
        "14.98",
        "114.98",
    ]
    assert counter.journal() == [
        f"R! sale 11-03 {HUNDRED}",
        f"R! credit_note 11-03 {HUNDRED_BACK}",
    ]
    entry = entry_of(note)
    assert (entry.document_number, entry.party) == ("NC-00001", "Gagnon")
    [sold], [taken] = invoice.lines.all(), note.lines.all()
    assert taken.revenue_account == sold.revenue_account
    assert taken.revenue_origin == sold.revenue_origin == "line"


def test_a_line_is_credited_to_its_last_cent_and_no_further(
    counter: Counter, invoice: Invoice
) -> None:
    counter.credit(invoice, "40.00", BACK)

    with refuses("“Travaux”: 60.01 cannot be credited; 60.00 is left."):
        counter.credit(invoice, "60.01", BACK)

    counter.credit(invoice, "60.00", BACK)
    assert set(counter.left().values()) == {"0.00"}
    for nets in (None, "0.00"):
        with refuses(NOTHING_LEFT):
            counter.credit(invoice, nets, BACK)
    with refuses("“Travaux”: 0.01 cannot be credited; 0.00 is left."):
        counter.credit(invoice, "0.01", BACK)


def test_a_sale_is_not_credited_below_zero(counter: Counter, invoice: Invoice) -> None:
    with refuses("“Travaux”: -1.00 cannot be credited; 100.00 is left."):
        counter.credit(invoice, "-1.00", BACK)


def test_a_line_taken_back_is_credited_below_zero_only(counter: Counter) -> None:
    invoice = counter.issue("-40.00", ISSUED)

    with refuses("“Travaux”: 40.00 cannot be credited; -40.00 is left."):
        counter.credit(invoice, "40.00", BACK)
    with refuses("“Travaux”: -40.01 cannot be credited; -40.00 is left."):
        counter.credit(invoice, "-40.01", BACK)

    note = counter.credit(invoice, "-40.00", BACK)
    assert lines_of(note) == [
        "D 1201 45.99",
        "C 4000 40.00",
        "C 2310 2.00",
        "C 2320 3.99",
    ]


def test_half_a_cent_is_not_credited(counter: Counter, invoice: Invoice) -> None:
    with refuses("“Travaux”: 1.00 cannot be credited; 100.00 is left."):
        counter.credit(invoice, "1.005", BACK)


def test_a_line_of_another_invoice_is_not_credited(
    counter: Counter, invoice: Invoice
) -> None:
    other = counter.issue("50.00", ISSUED)

    with refuses("Choose lines of this invoice."):
        counter.credit_lines(invoice, {other.lines.get(): "10.00"}, BACK)


def test_neither_a_draft_nor_a_void_invoice_is_credited(
    counter: Counter, invoice: Invoice
) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))
    counter.void(invoice, ISSUED)

    for uncredited in (draft, invoice):
        with refuses("A credit note takes back an issued invoice: choose one."):
            counter.credit(uncredited, None, BACK)


def test_an_invoice_is_read_again_before_it_is_credited(
    counter: Counter, invoice: Invoice
) -> None:
    read_before = Invoice.objects.get(pk=invoice.pk)
    counter.void(invoice, BACK)

    with refuses("A credit note takes back an issued invoice: choose one."):
        counter.credit(read_before, None, BACK)


def test_a_credit_note_is_not_of_before_its_invoice(
    counter: Counter, invoice: Invoice
) -> None:
    with refuses_before("FAC-00001", "3 Nov 2026"):
        counter.credit(invoice, None, date(2026, 11, 2))


def test_what_was_written_off_is_not_credited_too(
    counter: Counter, invoice: Invoice
) -> None:
    counter.write_off(invoice, "68.99", BACK)

    with refuses(
        "46.00 with taxes cannot be credited: 68.99 of invoice FAC-00001 is written"
        " off, with its taxes, and 45.99 is left."
    ):
        counter.credit(invoice, "40.01", BACK)

    counter.credit(invoice, "40.00", BACK)
    assert counter.owed(invoice) == "0.00"


def test_an_imported_note_keeps_its_number_and_the_series_goes_on(
    counter: Counter, invoice: Invoice
) -> None:
    nets = {invoice.lines.get().pk: Decimal("10.00")}
    imported = issue_credit_note(
        invoice=invoice, nets=nets, issued_on=BACK, reason="Erreur", number="CR-9"
    )

    note = counter.credit(invoice, "10.00", BACK)

    assert (imported.number, imported.reason) == ("CR-9", "Erreur")
    assert note.number == "NC-00001"


def two_lines(counter: Counter) -> tuple[Invoice, InvoiceLine, InvoiceLine]:
    shop = counter.shop
    invoice = shop.issue(
        shop.line("60.00"), shop.line("40.00", "4020", group="Exonéré"), on=ISSUED
    )
    taxed, exempt = invoice.lines.order_by("position")
    return invoice, taxed, exempt


def test_only_the_lines_that_are_credited_are_on_the_note(counter: Counter) -> None:
    invoice, taxed, exempt = two_lines(counter)

    note = counter.credit_lines(invoice, {taxed: "0.00", exempt: "40.00"}, BACK)

    assert [line.invoice_line for line in note.lines.all()] == [exempt]
    taxes = note.taxes.order_by("invoice_tax__position")
    assert [
        (t.invoice_tax.treatment, str(t.base.amount), str(t.amount.amount))
        for t in taxes
    ] == [("exempt", "40.00", "0.00"), ("exempt", "40.00", "0.00")]
    assert lines_of(note) == ["D 4020 40.00", "C 1201 40.00"]
    assert counter.owed(invoice) == "68.99"


def test_a_part_of_a_discount_goes_with_each_part_of_its_line(
    counter: Counter,
) -> None:
    counter.choose(discounts="4090")
    invoice = counter.issue("100.00", ISSUED, discount=Decimal("10.00"))

    notes = [counter.credit(invoice, "30.00", BACK) for _ in range(3)]

    # Of 90.00: 1.50 of 4.50, and 2.99 of 8.98 but for the last, that leaves nothing.
    # Of 10.00: 3.33; half of the 6.67 that are left, 3.34; the 3.33 that remain.
    assert [lines_of(note) for note in notes] == [
        ["D 4000 33.33", "D 2310 1.50", "D 2320 2.99", "C 1201 34.49", "C 4090 3.33"],
        ["D 4000 33.34", "D 2310 1.50", "D 2320 2.99", "C 1201 34.49", "C 4090 3.34"],
        ["D 4000 33.33", "D 2310 1.50", "D 2320 3.00", "C 1201 34.50", "C 4090 3.33"],
    ]
    assert set(counter.left().values()) == {"0.00"}


def test_a_line_that_was_given_is_taken_back_with_the_whole(counter: Counter) -> None:
    counter.choose(discounts="4090")
    shop = counter.shop
    gift = shop.line("20.00", "4010", discount=Decimal("20.00"))
    invoice = shop.issue(shop.line("100.00"), gift, on=ISSUED)

    counter.credit_lines(invoice, None, BACK)

    assert counter.left()["4010"] == "0.00"
    assert set(counter.left().values()) == {"0.00"}
