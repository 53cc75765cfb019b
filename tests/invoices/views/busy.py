"""A counter after a busy season: one of each document of money, each with its entry."""

from decimal import Decimal

from invoices.services.forfeiting import forfeit_deposit
from invoices.services.paying_out import hand_over_tips, record_payout
from invoices.services.reclassifying import reclassify
from invoices.services.writing_off import record_recovery
from tests.factories import make_item, make_method
from tests.invoices.counter import Counter
from tests.invoices.views.till import ago


def keep_busy(counter: Counter) -> None:
    _sell(counter)
    _receive(counter)
    _pay_out(counter)


def _sell(counter: Counter) -> None:
    """A credit note and its refund, a bad debt and its recovery, another account."""
    shop = counter.shop
    shop.change(bad_debts=shop.account("5300"), tips=shop.account("2400"))
    item = make_item(shop.company, "SRV", credit_account=shop.account("4000"))
    sold = counter.issue("100.00", ago(60), account=None, item=item)
    counter.pay({sold: "114.98"}, ago(50))
    counter.credit(sold, "40.00", ago(40))
    counter.refund(sold, "45.99", ago(39))
    lost = counter.issue("200.00", ago(60))
    record_recovery(
        write_off=counter.write_off(lost, "229.95", ago(30)),
        amount=Decimal("60.00"),
        received_on=ago(20),
        method=shop.method,
    )
    counter.export()
    item.credit_account = shop.account("4010")
    item.save()
    reclassify(line=sold.lines.get(), reclassified_on=ago(10), reclassified_by=None)


def _receive(counter: Counter) -> None:
    """Deposits kept and used, money freed once exported, a cheque returned."""
    shop = counter.shop
    shop.wait_for_payment()
    held = counter.issue("1000.00", ago(40))
    counter.pay({held: "500.00"}, ago(30))
    counter.apply(counter.deposit("100.00", ago(20)), held, "100.00", ago(19))
    forfeit_deposit(
        credit=counter.deposit("50.00", ago(9)),
        amount=Decimal("50.00"),
        tax_group=shop.groups["TPS+TVQ"],
        forfeited_on=ago(8),
        reason="Client désisté",
    )
    freed = counter.issue("100.00", ago(40))
    payment = counter.pay({freed: "114.98"}, ago(7))
    counter.export()
    counter.free(payment, freed, ago(6))
    counter.bounce(counter.pay({freed: "114.98"}, ago(5)), ago(4))


def _pay_out(counter: Counter) -> None:
    shop = counter.shop
    record_payout(
        company=shop.company,
        clearing=make_method(shop.company, "Carte", account=shop.account("1050")),
        bank=shop.account("1010"),
        paid_on=ago(3),
        gross=Decimal("114.98"),
    )
    hand_over_tips(
        company=shop.company,
        amount=Decimal("15.00"),
        paid_on=ago(3),
        method=shop.method,
    )
