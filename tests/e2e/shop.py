"""A company on its first day, and one at work."""

from datetime import date
from decimal import Decimal

from companies.models import Company
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.paying_out import hand_over_tips, record_payout
from invoices.services.writing_off import record_recovery
from tests.exports.journal import produce
from tests.exports.outcomes import files_of, take
from tests.factories import (
    make_category,
    make_chart,
    make_company,
    make_customer,
    make_group,
    make_item,
    make_method,
    make_tax,
)
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop

NOVEMBER_3, NOVEMBER_4 = date(2025, 11, 3), date(2025, 11, 4)


def make_unmapped_shop() -> Company:
    """Sells HEURE at 95.00 under TPS+TVQ to Gagnon, who pays by card.

    It has a chart of accounts and has chosen none of them.
    """
    company = make_company()
    taxes = [
        make_tax(company, "TPS", credit="none", rate="0.05"),
        make_tax(company, "TVQ", credit="none", rate="0.09975"),
    ]
    make_chart(company)
    make_item(
        company,
        "HEURE",
        name="Main-d’œuvre",
        unit_price=Decimal("95.00"),
        tax_group=make_group(company, "TPS+TVQ", *taxes),
    )
    make_customer(company)
    make_method(company, "Carte")
    return company


def make_busy_shop() -> Company:
    """With something in every list: exported, ready, waiting for an account, a draft."""
    shop = open_shop()
    make_item(shop.company, "HEURE", category=make_category(shop.company, "Services"))
    exported = shop.issue(shop.line("100.00"), on=NOVEMBER_3)
    shop.pay({exported: "114.98"}, NOVEMBER_3)
    for month in (9, 10):
        shop.issue(shop.line("50.00"), on=date(2025, month, 3))
    take(files_of(produce(shop.company))[0])
    shop.change(unmapped="block")
    shop.issue(shop.line("200.00"), on=NOVEMBER_4)
    shop.issue(shop.line("300.00", account=None), on=NOVEMBER_4)
    shop.draft(shop.line("400.00"))
    do_everything(Counter(shop))
    return shop.company


def do_everything(counter: Counter) -> None:
    """One of each document, on the shop's accounts."""
    shop = counter.shop
    names = {"tips": "2400", "bad_debts": "5300", "card_fees": "5310"}
    for name, number in names.items():
        shop.change(NOVEMBER_4, **{name: shop.account(number)})
    invoice = counter.issue("100.00", NOVEMBER_4)
    deposit = counter.deposit("90.00", NOVEMBER_4)
    counter.apply(deposit, invoice, "20.00", NOVEMBER_4)
    counter.refund(deposit, "10.00", NOVEMBER_4)
    forfeit_deposit(
        credit=deposit,
        amount=Decimal("10.00"),
        tax_group=shop.groups["TPS+TVQ"],
        forfeited_on=NOVEMBER_4,
        reason="Annulé",
    )
    counter.bounce(counter.pay({invoice: "10.00"}, NOVEMBER_4, tip="5.00"), NOVEMBER_4)
    counter.pay({invoice: "10.00"}, NOVEMBER_4)
    loss = counter.write_off(counter.issue("50.00", NOVEMBER_4), "57.49", NOVEMBER_4)
    record_recovery(
        write_off=loss,
        amount=Decimal("10.00"),
        received_on=NOVEMBER_4,
        method=shop.method,
    )
    counter.credit(counter.issue("60.00", NOVEMBER_4), None, NOVEMBER_4)
    card = counter.method("Carte", "1050")
    record_payout(
        company=shop.company,
        clearing=card,
        bank=shop.account("1010"),
        paid_on=NOVEMBER_4,
        gross=Decimal("5.00"),
    )
    hand_over_tips(
        company=shop.company,
        amount=Decimal("5.00"),
        paid_on=NOVEMBER_4,
        method=shop.method,
    )
    owing = shop.issue(shop.line("-40.00"), on=NOVEMBER_4)
    assert owing.balance.amount < 0
