"""Voids, corrections, and edits that are no accounting matter."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounting.models import JournalEntry
from invoices.models import Invoice, InvoiceLine
from invoices.services.customers import save_customer
from invoices.services.journal import refresh_all
from invoices.services.refusals import DocumentError
from tests.invoices.counter import HUNDRED, HUNDRED_BACK, Counter, sold

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)
EXPORTED = date(2026, 11, 10)
VOIDED = date(2026, 11, 22)

VOID = f"R! void 11-22 {HUNDRED_BACK}"
BETTER = sold("120.00", "6.00", "11.97", total="137.97")


def issue_and_export(counter: Counter) -> Invoice:
    invoice = counter.issue("100.00", ISSUED)
    counter.produce(EXPORTED)
    return invoice


def test_scenario_74_voided_before_export_nothing_ever_leaves(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    counter.void(invoice, ISSUED)
    counter.issue("100.00", ISSUED)

    assert counter.journal() == [f"R! sale 11-03 {HUNDRED}"]
    assert counter.filed(VOIDED) == [f"2026-11-03 FAC-00002 Gagnon: {HUNDRED}"]
    numbers = Invoice.objects.order_by("number").values_list("number", "status")
    assert list(numbers) == [("FAC-00001", "VOID"), ("FAC-00002", "ISSUED")]


def test_scenario_75_voided_after_export_it_is_reversed(counter: Counter) -> None:
    invoice = issue_and_export(counter)

    counter.void(invoice, VOIDED)

    assert counter.journal() == [f"X sale 11-03 {HUNDRED}", VOID]
    assert counter.filed(VOIDED) == [
        f"2026-11-22 FAC-00001 Annulation Gagnon: {HUNDRED_BACK}"
    ]
    assert set(counter.left().values()) == {"0.00"}
    void = JournalEntry.objects.get(event="void")
    assert void.reverses == JournalEntry.objects.get(event="sale")


def test_scenario_75_an_entry_is_reversed_once(counter: Counter) -> None:
    invoice = issue_and_export(counter)
    counter.void(invoice, VOIDED)

    with pytest.raises(DocumentError, match="void already"):
        counter.void(invoice, VOIDED)
    other = counter.issue("100.00", VOIDED)
    sale = JournalEntry.objects.get(event="sale", source_id=invoice.pk)
    rows = JournalEntry.objects.filter(event="sale", source_id=other.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(reverses=sale)


@pytest.mark.parametrize("policy", [None, "strict", "immediate"])
def test_scenario_77_void_though_paid_the_money_is_the_customers(
    counter: Counter, policy: str | None
) -> None:
    if policy:
        counter.shop.wait_for_payment(policy)
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, PAID)
    counter.produce(EXPORTED)

    counter.void(invoice, VOIDED)

    assert counter.journal() == [
        f"X sale 11-03 {HUNDRED}",
        "X payment 11-06 D 1010 114.98 / C 1201 114.98",
        VOID,
        "R! transfer 11-22 D 1201 114.98 / C 2160 114.98",
    ]
    assert counter.left()["1201"] == "0.00"
    assert str(counter.customer_credit().balance.amount) == "114.98"


def test_scenario_78_corrected_before_export_only_the_replacement_leaves(
    counter: Counter,
) -> None:
    original = counter.issue("100.00", ISSUED)

    replacement = counter.correct(original, "120.00", VOIDED)

    assert counter.journal() == [f"R! sale 11-22 {BETTER}"]
    assert replacement.number == "FAC-00001-R1"
    assert counter.owed(original) == "0.00"
    assert counter.owed(replacement) == "137.97"


def test_scenario_78_corrected_after_export_both_leave(counter: Counter) -> None:
    original = issue_and_export(counter)

    counter.correct(original, "120.00", VOIDED)

    assert counter.filed(VOIDED) == [
        f"2026-11-22 FAC-00001-R1 Gagnon: {BETTER}",
        f"2026-11-22 FAC-00001 Annulation Gagnon: {HUNDRED_BACK}",
    ]


def test_scenario_78_the_chain_is_seen_from_each(counter: Counter) -> None:
    original = issue_and_export(counter)

    replacement = counter.correct(original, "120.00", VOIDED)

    original.refresh_from_db()
    assert original.status == Invoice.Status.VOID
    assert original.void_reason == "Replaced by FAC-00001-R1"
    assert original.replaced_by == replacement
    assert replacement.replaces == original
    void = JournalEntry.objects.get(event="void")
    assert void.source_id == original.pk
    assert void.reverses == JournalEntry.objects.get(
        event="sale", source_id=original.pk
    )


@pytest.mark.parametrize("policy", ["strict", "immediate"])
def test_scenario_78_under_the_switch_payments_follow(
    counter: Counter, policy: str
) -> None:
    counter.shop.wait_for_payment(policy)
    original = counter.issue("100.00", ISSUED)
    payment = counter.pay({original: "50.00"}, PAID)

    replacement = counter.correct(original, "120.00", VOIDED)

    assert counter.owed(replacement) == "87.97"
    assert counter.part(payment, replacement).amount.amount == 50
    held = {e for e in counter.journal() if e.startswith("H")}
    assert f"H sale 11-22 {BETTER}" in held
    counter.pay({replacement: "87.97"}, VOIDED)
    assert {entry.split()[0] for entry in counter.journal()} == {"R!"}
    assert counter.left()["1201"] == "0.00"
    assert counter.left().get("2150", "0.00") == "0.00"


def test_scenario_79_a_description_corrected_is_no_entry(counter: Counter) -> None:
    invoice = issue_and_export(counter)
    before = list(JournalEntry.objects.values("pk", "status", "revision"))

    InvoiceLine.objects.filter(invoice=invoice).update(description="Chauffe-eau")
    refresh_all(company=counter.shop.company)

    assert list(JournalEntry.objects.values("pk", "status", "revision")) == before
    assert counter.journal() == [f"X sale 11-03 {HUNDRED}"]


@pytest.mark.parametrize("is_exported", [True, False])
def test_scenario_80_a_name_corrected_is_no_entry(
    counter: Counter, *, is_exported: bool
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    if is_exported:
        counter.produce(EXPORTED)
    before = list(JournalEntry.objects.values("pk", "party", "status", "revision"))

    counter.shop.customer.name = "Gagnon & Filles"
    save_customer(customer=counter.shop.customer)
    refresh_all(company=counter.shop.company)

    invoice.refresh_from_db()
    assert invoice.customer_name == "Gagnon"
    assert invoice.customer.name == "Gagnon & Filles"
    after = list(JournalEntry.objects.values("pk", "party", "status", "revision"))
    assert after == before
    assert before[0]["party"] == "Gagnon"
