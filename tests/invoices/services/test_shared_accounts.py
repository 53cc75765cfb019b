"""A document goes on no account that carries something else, whoever chose it."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.models import AccountingSettings, GLAccount, JournalEntry
from accounting.services.accounts import SharedAccountError
from catalog.models import Category, Item
from invoices.models import Invoice, PaymentMethod, PaymentReturn
from invoices.services.amounts import IssueError
from invoices.services.drafts import add_line
from invoices.services.interest import charge_interest
from invoices.services.line_account import choose_line_account
from invoices.services.methods import save_method
from invoices.services.paying_out import record_payout
from invoices.services.receipts import PaymentError
from invoices.services.refunding import refund_credit
from invoices.services.returning import return_payment
from taxes.models import Tax
from tests.factories import make_category, make_draft, make_item, make_method
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop, entry_of, lines_of, sale

NOVEMBER_3, NOVEMBER_5 = date(2026, 11, 3), date(2026, 11, 5)
OWED = (
    "Account 1201 carries what customers owe (“sales: debit account” in the settings),"
    " and nothing else: choose another account."
)
ELSE = (
    "which carries what customers owe and nothing else: choose another account there."
)


def refusal(shop: Shop, **sold: object) -> str:
    """Why a draft of before, with such a line, is not issued."""
    with pytest.raises(IssueError) as error:
        shop.issue(shop.line("100.00", **sold))  # type: ignore[arg-type]
    assert not JournalEntry.objects.exists()
    assert Invoice.objects.get().status == "DRAFT"
    return str(error.value)


def put_on(row: Item | Category | Tax | PaymentMethod, **accounts: GLAccount) -> None:
    """Map it as a database of before may have it."""
    type(row).objects.filter(pk=row.pk).update(**accounts)


def test_the_line_of_an_item_on_the_receivable_is_not_issued(shop: Shop) -> None:
    item = make_item(
        shop.company, "S-1", name="Visite", credit_account=shop.account("1201")
    )

    assert refusal(shop, account=None, item=item) == (
        f"The item “S-1 Visite” is on account 1201, {ELSE}"
    )


def test_it_is_issued_once_the_item_is_mended(shop: Shop) -> None:
    item = make_item(shop.company, "S-1", credit_account=shop.account("1201"))
    refusal(shop, account=None, item=item)
    put_on(item, credit_account=shop.account("4010"))

    invoice = shop.issue(shop.line("100.00", None, item=item))

    assert lines_of(invoice) == sale("114.98", "100.00", "5.00", "9.98", "4010")


def test_the_category_of_an_item_is_named(shop: Shop) -> None:
    pieces = make_category(shop.company, "Pièces", credit_account=shop.account("2150"))
    item = make_item(shop.company, "P-1", category=pieces)

    assert refusal(shop, account=None, item=item) == (
        "The category “Pièces” is on account 2150, which carries the deposits and"
        " credits of customers and nothing else: choose another account there."
    )


def test_the_default_of_sales_is_named(shop: Shop) -> None:
    AccountingSettings.objects.update(sale_credit=shop.account("2310"))

    assert refusal(shop, account=None) == (
        "“sales: credit account” in the settings is on account 2310, which carries taxes"
        " to hand over and nothing else: choose another account there."
    )


def test_a_line_with_an_account_of_its_own_is_named(shop: Shop) -> None:
    assert refusal(shop, account="1201", description="Travaux") == (
        "“Travaux” is on account 1201, which carries what customers owe and nothing"
        " else: take the line away and add it with another account."
    )


def test_a_tax_on_the_receivable_is_named(shop: Shop) -> None:
    put_on(Tax.objects.get(code="TVQ"), credit_account=shop.account("1201"))

    assert refusal(shop) == f"The tax “TVQ” is on account 1201, {ELSE}"


def test_a_tax_that_is_not_borne_stops_nothing(shop: Shop) -> None:
    put_on(Tax.objects.get(code="TVQ"), credit_account=shop.account("1201"))

    invoice = shop.issue(shop.line("100.00", group="Exonéré"))

    assert lines_of(invoice) == ["D 1201 100.00", "C 4000 100.00"]


def test_discounts_and_interest_on_the_receivable_are_named(shop: Shop) -> None:
    receivable = shop.account("1201")
    AccountingSettings.objects.update(discounts=receivable, interest=receivable)

    assert refusal(shop) == (
        f"“discounts given” in the settings is on account 1201, {ELSE}"
    )
    AccountingSettings.objects.update(discounts=None)
    with pytest.raises(IssueError) as error:
        charge_interest(
            customer=shop.customer, amount=Decimal("12.00"), charged_on=NOVEMBER_5
        )
    assert str(error.value) == (
        f"“interest charged” in the settings is on account 1201, {ELSE}"
    )


def test_an_item_on_the_receivable_of_the_other_items_is_named(shop: Shop) -> None:
    """The settings have none: the items of the invoice say which it is."""
    shop.change(sale_debit=None, payment_credit=None)
    cards = shop.account("1050")
    Tax.objects.update(debit_account=None)
    usual = make_item(shop.company, "S-1", debit_account=cards)
    odd = make_item(shop.company, "S-2", name="X", credit_account=cards)
    put_on(odd, debit_account=cards)

    with pytest.raises(IssueError) as error:
        shop.issue(
            shop.line("100.00", None, item=usual), shop.line("1.00", None, item=odd)
        )

    assert str(error.value) == f"The item “S-2 X” is on account 1050, {ELSE}"


def test_a_line_is_not_added_on_such_an_account(shop: Shop) -> None:
    invoice = make_draft(shop.customer)
    line = shop.line("100.00", "1201")
    line.invoice = invoice

    with pytest.raises(SharedAccountError) as error:
        add_line(line=line, tax_group=shop.groups["TPS"], on=NOVEMBER_3)

    assert str(error.value) == f"Sales account: {OWED}"
    assert not invoice.lines.exists()


def test_a_line_that_waits_does_not_go_on_such_an_account(shop: Shop) -> None:
    shop.change(unmapped="block")
    invoice = shop.issue(shop.line("100.00", None))
    line = entry_of(invoice).lines.get(account=None)

    with pytest.raises(SharedAccountError) as error:
        choose_line_account(line=line, account=shop.account("1201"))

    assert str(error.value) == f"Sales account: {OWED}"
    assert lines_of(invoice)[1] == "C ? 100.00"


@pytest.mark.parametrize("number", ["1201", "2150", "2160", "2310"])
def test_a_method_is_on_no_such_account(shop: Shop, number: str) -> None:
    method = make_method(shop.company, "Carte")
    method.account = shop.account(number)

    with pytest.raises(
        SharedAccountError, match=f"^Account debited: Account {number} carries "
    ):
        save_method(method=method)

    method.refresh_from_db()
    assert method.account is None


def test_money_of_a_method_of_before_is_not_taken_on_the_receivable(
    counter: Counter,
) -> None:
    shop = counter.shop
    invoice = shop.issue(shop.line("100.00"))
    credit = counter.deposit("50.00", NOVEMBER_3)
    put_on(shop.method, account=shop.account("1201"))
    shop.method.refresh_from_db()

    for act in (
        lambda: shop.pay({invoice: "114.98"}, on=NOVEMBER_5),
        lambda: refund_credit(
            credit=credit,
            amount=Decimal("50.00"),
            refunded_on=NOVEMBER_5,
            method=shop.method,
        ),
    ):
        with pytest.raises(PaymentError) as error:
            act()
        assert str(error.value) == f"Chèque: {OWED}"


def test_a_processor_pays_into_no_such_account(counter: Counter) -> None:
    card = counter.method("Carte", "1050")

    with pytest.raises(PaymentError) as error:
        record_payout(
            company=counter.shop.company,
            clearing=card,
            bank=counter.shop.account("1201"),
            paid_on=NOVEMBER_5,
            gross=Decimal("114.98"),
        )

    assert str(error.value) == f"Bank account: {OWED}"


def test_the_bank_takes_a_payment_back_from_no_such_account(counter: Counter) -> None:
    shop = counter.shop
    payment = shop.pay({shop.issue(shop.line("100.00")): "114.98"}, on=NOVEMBER_5)

    with pytest.raises(PaymentError) as error:
        return_payment(
            payment=payment,
            kind=PaymentReturn.Kind.BANK,
            returned_on=NOVEMBER_5,
            account=shop.account("1201"),
        )

    assert str(error.value) == f"Taken from: {OWED}"
    assert not PaymentReturn.objects.exists()
