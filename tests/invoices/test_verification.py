"""Documents proved against the journal, one kind after the other."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Model

from accounting.models import JournalEntry
from invoices.models import Invoice, PaymentAllocation
from invoices.services.applying import apply_document, undo_application
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.paying_out import hand_over_tips, record_payout
from invoices.verification import balance_faults, document_faults
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop

SOLD, PAID, LATER = date(2026, 11, 3), date(2026, 11, 10), date(2026, 12, 18)


def void(counter: Counter) -> Model:
    invoice = counter.issue("100.00", SOLD)
    counter.export()
    return counter.void(invoice, LATER)


def credit_note(counter: Counter) -> Model:
    return counter.credit(counter.issue("100.00", SOLD), "40.00", LATER)


def write_off(counter: Counter) -> Model:
    return counter.write_off(counter.issue("100.00", SOLD), "14.98", LATER)


def recovery(counter: Counter) -> Model:
    loss = counter.write_off(counter.issue("100.00", SOLD), "114.98", LATER)
    return counter.recover(loss, "60.00", LATER)


def refund(counter: Counter) -> Model:
    return counter.refund(counter.deposit("50.00", SOLD), "20.00", PAID)


def returned(counter: Counter) -> Model:
    payment = counter.pay({counter.issue("100.00", SOLD): "50.00"}, PAID)
    return counter.bounce(payment, LATER, fee=Decimal("7.00"))


def kept(counter: Counter) -> Model:
    return forfeit_deposit(
        credit=counter.deposit("50.00", SOLD),
        amount=Decimal("20.00"),
        tax_group=counter.shop.groups["TPS+TVQ"],
        forfeited_on=PAID,
        reason="Annulé",
    )


def payout(counter: Counter) -> Model:
    return record_payout(
        company=counter.shop.company,
        clearing=counter.method("Carte", "1050"),
        bank=counter.shop.account("1010"),
        paid_on=PAID,
        gross=Decimal("114.98"),
        fee=Decimal("3.63"),
    )


def tips(counter: Counter) -> Model:
    return hand_over_tips(
        company=counter.shop.company,
        amount=Decimal("15.00"),
        paid_on=PAID,
        method=counter.shop.method,
    )


KINDS = {
    "Void invoice": void,
    "Credit note": credit_note,
    "Write-off": write_off,
    "Recovery of a bad debt": recovery,
    "Refund": refund,
    "Payment taken back": returned,
    "Deposit kept": kept,
    "Payout of a processor": payout,
    "Tips handed over": tips,
}
kinds = pytest.mark.parametrize("kind", KINDS)


def name_of(document: Model) -> object:
    return getattr(document, "number", document.pk)


def faults(counter: Counter) -> list[str]:
    return list(document_faults(counter.shop.company))


@kinds
def test_a_document_with_its_entry_has_no_fault(counter: Counter, kind: str) -> None:
    KINDS[kind](counter)

    assert faults(counter) == []


@kinds
def test_each_kind_of_document_must_have_its_entry(counter: Counter, kind: str) -> None:
    document = KINDS[kind](counter)
    entry = JournalEntry.objects.latest("pk")
    assert entry.source_kind == document._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API

    JournalEntry.objects.filter(pk=entry.pk).update(status="WITHDRAWN")

    assert faults(counter)[0] == f"{kind} {name_of(document)} has no living entry."


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("Credit note", "total"),
        ("Write-off", "amount"),
        ("Recovery of a bad debt", "amount"),
        ("Refund", "amount"),
        ("Payment taken back", "fee"),
        ("Deposit kept", "amount"),
        ("Payout of a processor", "gross"),
        ("Tips handed over", "amount"),
    ],
)
def test_each_kind_of_document_must_be_of_the_amount_of_its_entry(
    counter: Counter, kind: str, column: str
) -> None:
    document = KINDS[kind](counter)
    more = getattr(document, column).amount + Decimal("0.01")
    changed = {column: more}
    if column == "total":
        changed["subtotal"] = getattr(document, "subtotal").amount + Decimal("0.01")  # noqa: B009 - a model by name
    type(document)._base_manager.filter(pk=document.pk).update(**changed)  # noqa: SLF001 - Django's documented API

    amount = more + (Decimal("50.00") if kind == "Payment taken back" else 0)
    label = kind[0].lower() + kind[1:]
    told = f"The entry of {label} {name_of(document)} is not of {amount}."
    assert faults(counter)[0] == told


def test_what_was_undone_after_it_left_must_have_its_mirror(counter: Counter) -> None:
    deposit, invoice = counter.deposit("50.00", SOLD), counter.issue("100.00", SOLD)
    applied = counter.apply(deposit, invoice, "50.00", PAID)
    counter.export()
    undo_application(application=applied, undone_on=LATER)
    assert faults(counter) == []

    JournalEntry.objects.filter(event="unapplied").update(status="WITHDRAWN")

    assert faults(counter)[0] == (
        f"Undone application {applied.pk} has no living entry."
    )


def test_what_passes_between_documents_directly_needs_no_entry(
    counter: Counter,
) -> None:
    giver, taker = counter.issue("-100.00", SOLD), counter.issue("100.00", SOLD)
    apply_document(
        from_invoice=giver, invoice=taker, amount=Decimal("114.98"), applied_on=PAID
    )

    JournalEntry.objects.filter(event="application").update(status="WITHDRAWN")

    assert faults(counter) == []


def test_a_cheque_of_a_later_day_and_a_mistake_need_no_entry(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "50.00"}, LATER, recorded_on=SOLD)
    counter.bounce(counter.pay({invoice: "20.00"}, PAID), PAID, "MISTAKE")

    assert faults(counter) == []
    assert PaymentAllocation.objects.count() == 2


def test_nothing_of_another_company_is_told_here(counter: Counter) -> None:
    roy = Counter(open_shop("roy"))
    roy.deposit("50.00", SOLD)
    sold = roy.issue("100.00", SOLD)
    Invoice.objects.filter(pk=sold.pk).update(balance=Decimal("1.00"))
    JournalEntry.objects.update(status="WITHDRAWN")

    assert faults(counter) == []
    assert list(balance_faults(counter.shop.company)) == []
    assert list(balance_faults(roy.shop.company)) == [
        "Invoice FAC-00001 has 1.00 due; its documents say 114.98."
    ]
