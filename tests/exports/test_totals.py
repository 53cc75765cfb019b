from decimal import Decimal

from exports.preview import preview_export
from exports.queries import batch_entries, read_chart
from exports.totals import AccountTotal, TaxTotal, add_up
from tests.exports.journal import TODAY, produce
from tests.invoices.shop import Shop

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

    totals = add_up(batch_entries(produce(shop.company)))

    assert totals.by_tax(shop.company) == [tax("TPS", "5.00"), tax("TVQ", "9.98")]
    assert totals.by_account(read_chart(shop.company))[1] == AccountTotal(
        number="2310", name="TPS à payer", debit=ZERO, credit=Decimal("14.98")
    )


def test_a_batch_is_totalled_as_it_was_produced(shop: Shop) -> None:
    shop.issue(shop.line("100.00"))
    shop.issue(shop.line("20.00", "4010"))

    totals = add_up(batch_entries(produce(shop.company)))

    assert (totals.entry_count, totals.total) == (2, Decimal("137.98"))
    accounts = totals.by_account(read_chart(shop.company))
    assert [(a.number, a.debit, a.credit) for a in accounts] == [
        ("1201", Decimal("137.98"), ZERO),
        ("2310", ZERO, Decimal("6.00")),
        ("2320", ZERO, Decimal("11.98")),
        ("4000", ZERO, Decimal("100.00")),
        ("4010", ZERO, Decimal("20.00")),
    ]


def test_an_empty_batch_has_no_totals(shop: Shop) -> None:
    totals = add_up([])

    assert (totals.entry_count, totals.total) == (0, ZERO)
    assert totals.by_tax(shop.company) == []
