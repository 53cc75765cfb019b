from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from exports.batch_totals import KindTotal, total_accounts, total_kinds, total_taxes
from exports.preview import preview_export
from exports.services.cancelling import cancel_batch
from exports.totals import AccountTotal, TaxTotal
from tests.exports.journal import NOW, TODAY, produce
from tests.invoices.shop import NOVEMBER_3, Shop, entry_of

ZERO = Decimal("0.00")


def tax(code: str, credit: str) -> TaxTotal:
    return TaxTotal(code=code, debit=ZERO, credit=Decimal(credit))


def test_each_tax_is_totalled_by_its_code(shop: Shop) -> None:
    shop.issue(shop.line("100.00"))
    shop.issue(shop.line("200.00", group="TPS"))
    shop.issue(shop.line("50.00", group="Exonéré"))

    preview = preview_export(company=shop.company, through=TODAY, produced_on=TODAY)

    assert preview.taxes == [tax("TPS", "15.00"), tax("TVQ", "9.98")]


def test_two_taxes_on_one_account_keep_apart(shop: Shop) -> None:
    qst = shop.groups["TPS+TVQ"].members.get(tax__code="TVQ").tax
    qst.credit_account = shop.account("2310")
    qst.save()
    shop.change(detail="summary")
    shop.issue(shop.line("100.00"))

    batch = produce(shop.company)

    assert total_taxes(batch) == [tax("TPS", "5.00"), tax("TVQ", "9.98")]
    assert total_accounts(batch)[1] == AccountTotal(
        number="2310", name="TPS à payer", debit=ZERO, credit=Decimal("14.98")
    )


def test_a_batch_is_totalled_as_it_was_produced(shop: Shop) -> None:
    shop.issue(shop.line("100.00"))
    shop.issue(shop.line("20.00", "4010"))

    accounts = total_accounts(produce(shop.company))

    assert [(a.number, a.debit, a.credit) for a in accounts] == [
        ("1201", Decimal("137.98"), ZERO),
        ("2310", ZERO, Decimal("6.00")),
        ("2320", ZERO, Decimal("11.98")),
        ("4000", ZERO, Decimal("100.00")),
        ("4010", ZERO, Decimal("20.00")),
    ]


def test_a_batch_is_totalled_by_itself_even_when_its_entries_are_in_another(
    shop: Shop,
) -> None:
    shop.issue(shop.line("100.00"))
    cancelled = produce(shop.company)
    cancel_batch(batch=cancelled, cancelled_at=NOW, cancelled_by=None)
    again = produce(shop.company)
    shop.issue(shop.line("20.00"))
    produce(shop.company)

    assert total_accounts(cancelled) == total_accounts(again)
    assert total_accounts(again)[0].debit == Decimal("114.98")
    assert total_taxes(cancelled) == [tax("TPS", "5.00"), tax("TVQ", "9.98")]


def test_each_kind_has_its_count_total_and_ends(shop: Shop) -> None:
    first = shop.issue(shop.line("100.00"))
    last = shop.issue(shop.line("20.00"))
    payment = shop.pay({first: "50.00"}, NOVEMBER_3)

    assert total_kinds(produce(shop.company)) == [
        KindTotal(
            label="sale",
            count=2,
            total=Decimal("137.98"),
            first_document=str(first),
            last_document=str(last),
        ),
        KindTotal(
            label="payment",
            count=1,
            total=Decimal("50.00"),
            first_document=entry_of(payment).document_number,
            last_document=entry_of(payment).document_number,
        ),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_is_totalled_in_six_queries_whatever_it_holds(
    shop: Shop, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _invoice in range(count):
        shop.issue(shop.line("100.00"))
    batch = produce(shop.company)

    with django_assert_num_queries(6):
        total_accounts(batch)
        total_taxes(batch)
        total_kinds(batch)
