"""Every entry leads to the page of its document."""

from decimal import Decimal

from django.template import Context, Template

from accounting.models import JournalEntry
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.paying_out import hand_over_tips, record_payout
from invoices.services.reclassifying import reclassify
from invoices.services.writing_off import record_recovery
from tests.factories import make_item, make_method
from tests.invoices.views.till import Till, ago

KINDS = {
    "invoices.application",
    "invoices.creditnote",
    "invoices.customercredit",
    "invoices.forfeiture",
    "invoices.invoice",
    "invoices.payment",
    "invoices.paymentallocation",
    "invoices.paymentreturn",
    "invoices.payout",
    "invoices.reclassification",
    "invoices.recovery",
    "invoices.refund",
    "invoices.tippayout",
    "invoices.writeoff",
}


def page_of_entry(entry: JournalEntry) -> str:
    """What the tag of the pages answers for it."""
    template = Template("{% load ui %}{% document_url entry %}")
    return template.render(Context({"company": entry.company, "entry": entry}))


def sell(till: Till) -> None:
    """A credit note and its refund, a bad debt and its recovery, another account."""
    shop, counter = till.counter.shop, till.counter
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


def receive(till: Till) -> None:
    """Deposits kept and used, money freed once exported, a cheque returned."""
    shop, counter = till.counter.shop, till.counter
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


def pay_out(till: Till) -> None:
    shop = till.counter.shop
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


def test_every_entry_leads_to_a_page(till: Till) -> None:
    sell(till)
    receive(till)
    pay_out(till)

    entries = JournalEntry.objects.living().order_by("pk")
    pages = {entry.source_kind: page_of_entry(entry) for entry in entries}

    assert set(pages) == KINDS
    answers = {
        kind: till.client.get(page, follow=True).status_code
        for kind, page in pages.items()
    }
    assert answers == dict.fromkeys(KINDS, 200)
