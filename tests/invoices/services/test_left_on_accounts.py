"""An account is given nothing else to carry while the journal has something on it."""

from datetime import date
from pathlib import Path

import pytest

from accounting.models import AccountingSettings, GLAccount, JournalEntry
from accounting.services.accounts import SharedAccountError
from accounting.services.guards import RefusedError
from catalog.models import Item
from catalog.services import save_item
from exports.queries import SetAside, read_terms, review_entries
from imports.configuration.errors import ConfigurationError
from invoices.models import CustomerCredit, Invoice, PaymentMethod
from invoices.services.methods import save_method
from invoices.services.reapplying import reapply_accounts
from invoices.services.reclassifying import proposed_reclassifications, reclassify
from invoices.verification import document_faults
from taxes.models import Tax
from taxes.services import save_tax
from tests.factories import make_account, make_item
from tests.imports.configuration.files import configure_with
from tests.imports.services.files import ITEMS
from tests.imports.services.test_sentences import printed
from tests.invoices.counter import HUNDRED_BACK, Counter

SOLD = date(2026, 11, 3)
UNDONE = date(2026, 11, 22)
MONTH_END = date(2026, 11, 30)
STILL_SOLD = (
    "the journal still has on account 4010 what the item “S-1 Visite” put there. An"
    " account that carries {} carries nothing else: choose another account, or reapply or"
    " reclassify what was sold first."
)
STILL_KEPT = (
    "Account 2150 carries the deposits and credits of customers (“customer deposits” in"
    " the settings), and nothing else: choose another account."
)
ADVANCES = "the deposits and credits of customers"
REMAPPING = "/c/cote/remapping/"


@pytest.fixture
def item(counter: Counter) -> Item:
    """An item on 4000, of which 100.00 was issued while it was on 4010."""
    shop = counter.shop
    account = shop.account("4010")
    item = make_item(shop.company, "S-1", name="Visite", credit_account=account)
    counter.issue("100.00", SOLD, account=None, item=item)
    item.credit_account = shop.account("4000")
    save_item(item=item)
    return item


@pytest.fixture
def former(counter: Counter) -> GLAccount:
    """The account of deposits of before, with 50.00 on it."""
    counter.deposit("50.00", SOLD)
    new = make_account(counter.shop.company, "2155", category="liability")
    counter.shop.change(deposits=new)
    return counter.shop.account("2150")


def put_deposits_on_4010(counter: Counter) -> RefusedError:
    with pytest.raises(SharedAccountError) as error:
        counter.choose(deposits="4010")
    return error.value


def may_go(counter: Counter) -> list[str]:
    """What a batch would set aside."""
    company = counter.shop.company
    terms = read_terms(company=company, through=MONTH_END, produced_on=MONTH_END)
    reviewed = review_entries(company, MONTH_END, terms)
    return [e.entry.description for e in reviewed if isinstance(e, SetAside)]


@pytest.mark.usefixtures("item")
def test_deposits_are_not_put_where_sales_were_credited(counter: Counter) -> None:
    refused = put_deposits_on_4010(counter)

    assert str(refused) == f"Customer deposits: {STILL_SOLD.format(ADVANCES)}"
    assert [reason.url for reason in refused.named] == [REMAPPING]


@pytest.mark.usefixtures("item")
def test_a_tax_is_not_put_where_sales_were_credited(counter: Counter) -> None:
    tax = Tax.objects.get(code="TPS")
    tax.credit_account = counter.shop.account("4010")

    with pytest.raises(SharedAccountError) as error:
        save_tax(tax=tax)

    said = STILL_SOLD.format("taxes to hand over")
    assert str(error.value) == f"Credit account: {said}"


@pytest.mark.usefixtures("item")
def test_the_account_is_free_once_the_accounts_are_reapplied(counter: Counter) -> None:
    reapply_accounts(company=counter.shop.company)

    counter.choose(deposits="4010")

    counter.deposit("50.00", SOLD)
    assert may_go(counter) == []
    assert list(document_faults(counter.shop.company)) == []


@pytest.mark.usefixtures("item")
def test_the_account_is_free_once_what_was_exported_is_reclassified(
    counter: Counter,
) -> None:
    counter.export()
    put_deposits_on_4010(counter)
    (change,) = proposed_reclassifications(counter.shop.company)
    reclassify(line=change.line, reclassified_on=UNDONE, reclassified_by=None)

    counter.choose(deposits="4010")

    counter.deposit("50.00", UNDONE)
    assert may_go(counter) == []
    assert list(document_faults(counter.shop.company)) == []


def test_what_was_taken_back_whole_leaves_the_account_free(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD, account="4010")
    counter.export()
    put_deposits_on_4010(counter)
    counter.credit(invoice, None, UNDONE)

    counter.choose(deposits="4010")

    assert may_go(counter) == []


def test_an_item_is_not_put_where_deposits_still_are(
    counter: Counter, former: GLAccount
) -> None:
    item = make_item(counter.shop.company, "S-1", name="Visite")
    item.credit_account = former

    with pytest.raises(SharedAccountError) as error:
        save_item(item=item)

    assert str(error.value) == f"Credit account: {STILL_KEPT}"


def test_a_method_and_another_setting_are_not_put_there_either(
    counter: Counter, former: GLAccount
) -> None:
    method = PaymentMethod(company=counter.shop.company, name="Carte", account=former)

    with pytest.raises(SharedAccountError) as error:
        save_method(method=method)
    assert str(error.value) == f"Account debited: {STILL_KEPT}"
    with pytest.raises(SharedAccountError) as error:
        counter.shop.change(tips=former)
    assert str(error.value) == f"Tips to hand over: {STILL_KEPT}"


def test_the_account_of_before_takes_credits_of_customers(
    counter: Counter, former: GLAccount
) -> None:
    counter.shop.change(customer_credits=former)

    assert list(document_faults(counter.shop.company)) == []


def test_an_item_is_put_there_once_the_deposits_are_gone(
    counter: Counter, former: GLAccount
) -> None:
    invoice = counter.issue("100.00", SOLD)
    credit = CustomerCredit.objects.get()
    counter.apply(credit, invoice, "50.00", SOLD)
    item = make_item(counter.shop.company, "S-1")
    item.credit_account = former

    save_item(item=item)

    assert list(document_faults(counter.shop.company)) == []


@pytest.mark.usefixtures("former")
def test_the_import_of_items_refuses_it(tmp_path: Path) -> None:
    headings = ITEMS.splitlines()[0]
    items = f"{headings}\nA,Un,,1.00,TPS+TVQ,,2150\nB,Deux,,1.00,TPS+TVQ,,2150\n"

    assert printed(tmp_path, items=items) == [
        f"items.csv:{line}: credit_account: {STILL_KEPT}" for line in (2, 3)
    ]


@pytest.mark.usefixtures("former", "item")
def test_a_configuration_refuses_both(counter: Counter) -> None:
    with pytest.raises(ConfigurationError) as error:
        configure_with(
            counter.shop.company,
            'accounting.accounts = { customer_credits = "4010", tips = "2150" }\n'
            'categories.Services.credit = "2150"',
        )

    assert error.value.problems == [
        f"accounting.accounts.customer_credits: {STILL_SOLD.format(ADVANCES)}",
        f"accounting.accounts.tips: {STILL_KEPT}",
        f"categories.Services.credit: {STILL_KEPT}",
    ]


def chosen_before(counter: Counter) -> None:
    """Deposits on 4010, as it was possible while sales were there."""
    AccountingSettings.objects.update(deposits=counter.shop.account("4010"))


@pytest.mark.usefixtures("item")
def test_a_sale_whose_batch_came_to_nothing_goes_again_as_it_was(
    counter: Counter,
) -> None:
    """Its accounts change no more: it is reclassified once it is in the books."""
    counter.export()
    counter.cancel()
    chosen_before(counter)

    assert may_go(counter) == []
    assert reapply_accounts(company=counter.shop.company) == []
    counter.produce(MONTH_END)
    (change,) = proposed_reclassifications(counter.shop.company)
    reclassify(line=change.line, reclassified_on=UNDONE, reclassified_by=None)
    assert counter.left()["4010"] == "0.00"
    assert list(document_faults(counter.shop.company)) == []


@pytest.mark.usefixtures("item")
def test_its_void_goes_with_it(counter: Counter) -> None:
    counter.export()
    counter.cancel()
    chosen_before(counter)
    sale = JournalEntry.objects.get(event="sale")
    counter.void(Invoice.objects.get(pk=sale.source_id), UNDONE)

    back = HUNDRED_BACK.replace("4000", "4010")
    assert counter.filed(MONTH_END) == [
        (
            "2026-11-03 FAC-00001 Gagnon: D 1201 114.98 / C 4010 100.00, C 2310 5.00,"
            " C 2320 9.98"
        ),
        f"2026-11-22 FAC-00001 Annulation Gagnon: {back}",
    ]
