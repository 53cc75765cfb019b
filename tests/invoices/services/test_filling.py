import pytest

from accounting.queries import settings_for
from accounting.signals import accounts_changed
from invoices.models import Invoice
from invoices.services.filling import fill_missing_accounts
from taxes.models import Tax
from tests.factories import make_category, make_item
from tests.invoices.shop import NOVEMBER_3, Shop, lines_of, state_of


def without(shop: Shop, **accounts: None) -> None:
    settings = settings_for(shop.company)
    for name in accounts:
        setattr(settings, name, None)
    settings.save()


def revenue(invoice: Invoice) -> tuple[str, str]:
    line = invoice.lines.get()
    number = line.revenue_account.number if line.revenue_account else "?"
    return number, line.revenue_origin


@pytest.mark.parametrize("level", ["item", "category"])
def test_scenario_24_a_mapping_fills_what_waited(shop: Shop, level: str) -> None:
    shop.change(unmapped="block")
    category = make_category(shop.company, "Services")
    item = make_item(shop.company, "A", category=category)
    invoice = shop.issue(shop.line("75.00", None, item=item))
    row = item if level == "item" else category
    row.credit_account = shop.account("4010")
    row.save()

    assert fill_missing_accounts(company=shop.company) == 1

    assert lines_of(invoice)[1] == "C 4010 75.00"
    assert revenue(invoice) == ("4010", f"{level}:{row.pk}")


def test_nothing_is_filled_while_no_rule_answers(shop: Shop) -> None:
    shop.change(unmapped="block")
    invoice = shop.issue(shop.line("75.00", None))

    assert fill_missing_accounts(company=shop.company) == 0

    assert lines_of(invoice)[1] == "C ? 75.00"
    assert revenue(invoice) == ("?", "missing:text")


def test_the_default_fills_a_text_line_once_it_may_answer(shop: Shop) -> None:
    shop.change(unmapped="block")
    invoice = shop.issue(shop.line("75.00", None))

    shop.change(unmapped="default")

    assert lines_of(invoice)[1] == "C 4900 75.00"
    assert revenue(invoice) == ("4900", "default:text")


def test_the_account_of_a_tax_fills_its_lines(shop: Shop) -> None:
    tax = Tax.objects.get(code="TPS")
    account, tax.credit_account = tax.credit_account, None
    tax.save()
    invoice = shop.issue(shop.line("100.00", group="TPS"))
    assert lines_of(invoice)[2] == "C ? 5.00"
    tax.credit_account = account
    tax.save()

    accounts_changed.send(Tax, company=shop.company)

    assert lines_of(invoice)[2] == "C 2310 5.00"
    assert invoice.taxes.get().account == account


@pytest.mark.parametrize("level", ["method", "default:method"])
def test_a_payment_takes_the_account_that_answers(shop: Shop, level: str) -> None:
    without(shop, payment_debit=None)
    payment = shop.pay({shop.issue(shop.line("100.00")): "114.98"}, NOVEMBER_3)
    if level == "method":
        shop.method.account = shop.account("1015")
        shop.method.save()
        fill_missing_accounts(company=shop.company)
    else:
        shop.change(payment_debit=shop.account("1015"))

    assert lines_of(payment) == ["D 1015 114.98", "C 1201 114.98"]
    payment.refresh_from_db()
    assert payment.account == shop.account("1015")
    assert payment.account_origin == f"{level}:{shop.method.pk}"


def test_customer_deposits_fill_both_entries(shop: Shop) -> None:
    without(shop, deposits=None)
    shop.wait_for_payment()
    payment = shop.pay({shop.issue(shop.line("100.00")): "50.00"}, NOVEMBER_3)
    assert lines_of(payment) == ["D 1010 50.00", "C ? 50.00"]

    shop.change(deposits=shop.account("2150"))

    assert lines_of(payment) == ["D 1010 50.00", "C 2150 50.00"]
    assert lines_of(payment.allocations.get()) == ["D 2150 50.00", "C 1201 50.00"]
    assert state_of(payment.allocations.get()) == ("HELD", None)
