"""The set-up list: whoever does what it asks, and no more, can sell and export."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.forms import BooleanField
from django.test import Client
from django.urls import reverse

from accounting.models import AccountingSettings, GLAccount, JournalEntry
from catalog.models import Item
from companies.models import Company
from companies.services import create_company
from exports.queries import plan_export
from exports.services.producing import produce_batch
from invoices.models import Customer, Invoice, InvoiceLine, PaymentMethod
from invoices.services.customers import save_customer
from invoices.services.drafts import add_line, create_draft
from invoices.services.issuing import issue_invoice
from invoices.services.receiving import Money, receive_for_invoice
from plannit.setup_list import SetupStep, setup_steps
from taxes.models import Tax, TaxGroup, TaxGroupMember, TaxRate
from tests.factories import (
    make_category,
    make_company,
    make_group,
    make_item,
    make_member,
    make_method,
    make_settings,
    make_tax,
)
from tests.pages import form_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("America/Toronto"))
LINES = [
    "Have an account for Plannit’s receivables",
    "Choose the accounts of sales and payments",
    "Choose where surpluses and deposits go",
    "Give each tax its accounts and its rate",
    "Add the tax groups of what you sell",
    "Say how your customers pay",
    "Give accounts to what you sell",
]


def lacks(company: Company) -> list[list[str]]:
    """What each line says is lacking."""
    steps = setup_steps(company, today=TODAY)
    return [[reason.text for reason in step.lacks] for step in steps]


class Admin:
    """An administrator who does what the first line that is not done asks."""

    def __init__(self, client: Client, company: Company) -> None:
        self.client, self.company = client, company
        client.force_login(make_member(company))

    def steps(self) -> list[SetupStep]:
        return setup_steps(self.company, today=TODAY)

    def follow(self) -> list[str]:
        """Do it until nothing is lacking; give the lines that were worked on."""
        worked: list[str] = []
        for _ in range(20):
            step = next((step for step in self.steps() if step.lacks), None)
            if step is None:
                return worked
            worked.append(step.title)
            self.do(step.lacks[0].text, step.url)
        raise AssertionError(self.steps())

    def do(self, asked: str, url: str) -> None:
        [act] = [act for start, act in WHAT_TO_DO.items() if start in asked]
        act(self, url)

    def send(self, url: str, **typed: Any) -> None:
        """Fill in the form of the page, leave the rest as it was, and send it."""
        form = form_of(self.client.get(url))
        sent = {
            name: "" if (value := form[name].value()) is None else value
            for name, field in form.fields.items()
            if not isinstance(field, BooleanField) or form[name].value()
        }
        answer = self.client.post(url, {**sent, **typed})
        assert answer.status_code == 302, form_of(answer).errors

    def page(self, name: str) -> str:
        return reverse(name, args=[self.company.slug])

    def account(self, number: str, category: str) -> int:
        """The account, added to the chart where it is not there yet."""
        accounts = GLAccount.objects.for_company(self.company)
        if not accounts.filter(number=number).exists():
            values = {"number": number, "name": f"Compte {number}"}
            create = self.page("accounting:account_create")
            self.send(create, **values, category=category)
        return accounts.get(number=number).pk


def add_receivable(admin: Admin, url: str) -> None:
    if url == admin.page("accounting:account_list"):
        admin.account("1201", "asset")
    else:
        admin.send(url, sale_debit=admin.account("1201", "asset"))


def choose_pairs(admin: Admin, url: str) -> None:
    admin.send(
        url,
        sale_credit=admin.account("4000", "revenue"),
        payment_debit=admin.account("1010", "asset"),
        payment_credit=admin.account("1201", "asset"),
    )


def rates(**first: str) -> dict[str, str]:
    return {
        "rates-TOTAL_FORMS": "1",
        "rates-INITIAL_FORMS": "0",
        **{f"rates-0-{name}": value for name, value in first.items()},
    }


def add_tax(admin: Admin, url: str) -> None:
    assert url == admin.page("taxes:tax_list")
    admin.send(admin.page("taxes:tax_create"), code="TPS", **rates())


def give_tax_accounts(admin: Admin, url: str) -> None:
    accounts = {
        "debit_account": admin.account("1201", "asset"),
        "credit_account": admin.account("2310", "liability"),
    }
    admin.send(url, **accounts, **rates())


def give_tax_a_rate(admin: Admin, url: str) -> None:
    admin.send(url, **rates(percent="5", valid_from="2008-01-01"))


def add_group(admin: Admin, url: str) -> None:
    assert url == admin.page("taxes:tax_list")
    admin.send(admin.page("taxes:group_create"), name="TPS")


def give_group_a_tax(admin: Admin, url: str) -> None:
    admin.send(url, **{f"tax_{Tax.objects.get().pk}": "taxable"})


def add_method(admin: Admin, url: str) -> None:
    assert url == admin.page("invoices:method_list")
    admin.send(admin.page("invoices:method_create"), name="Chèque")


def add_item(admin: Admin, url: str) -> None:
    assert url == admin.page("catalog:item_list")
    create = admin.page("catalog:item_create")
    admin.send(create, code="VIS", name="Visite", unit_price="100.00")


def choose(name: str, number: str) -> Callable[[Admin, str], None]:
    def act(admin: Admin, url: str) -> None:
        admin.send(url, **{name: admin.account(number, "liability")})

    return act


WHAT_TO_DO: dict[str, Callable[[Admin, str], None]] = {
    "Create it in Acomba": add_receivable,
    "Missing: ": choose_pairs,
    "Choose the account of customer credits": choose("customer_credits", "2160"),
    "Choose the account of customer deposits": choose("deposits", "2150"),
    "There is no tax yet": add_tax,
    " lacks an account.": give_tax_accounts,
    " has no rate today.": give_tax_a_rate,
    "There is no tax group yet": add_group,
    " has no tax: say how": give_group_a_tax,
    "No group is proposed": lambda admin, url: admin.send(url, province="QC"),
    "There is no payment method": add_method,
    "The catalogue is empty": add_item,
}


def sell(company: Company, on: date) -> Invoice:
    """Two visits at 100.00, plus TPS: 210.00."""
    customers = Customer.objects.for_company(company)
    gagnon = Customer(company=company, number="C-1", name="Gagnon", province="QC")
    customer = customers.first() or save_customer(customer=gagnon)
    invoice = create_draft(customer=customer)
    item = Item.objects.for_company(company).get()
    line = InvoiceLine(
        invoice=invoice, item=item, quantity=2, unit_price=item.unit_price.amount
    )
    add_line(line=line, tax_group=None, on=on)
    invoice.refresh_from_db()
    return issue_invoice(invoice=invoice, issued_on=on)


def pay(invoice: Invoice, amount: str, *, keeps_surplus: bool = False) -> None:
    method = PaymentMethod.objects.for_company(invoice.company).get()
    money = Money(
        method=method, amount=Decimal(amount), received_on=TODAY, recorded_on=TODAY
    )
    receive_for_invoice(invoice=invoice, money=money, keeps_surplus=keeps_surplus)


@pytest.mark.parametrize(
    ("rule", "asked_again", "states"),
    [
        ({}, [], {"EXPORTED": 6}),
        (
            {"only_when_paid": "on", "partial_payments": "immediate"},
            [LINES[2]],
            {"EXPORTED": 5, "HELD": 2},
        ),
        (
            {"only_when_paid": "on", "partial_payments": "strict"},
            [LINES[2]],
            {"EXPORTED": 4, "HELD": 2},
        ),
    ],
    ids=["at issue", "when paid, at once", "when paid, strict"],
)
def test_doing_what_the_list_asks_is_enough_to_sell_and_to_export(
    client: Client,
    rule: dict[str, str],
    asked_again: list[str],
    states: dict[str, int],
) -> None:
    company = create_company(slug="cote", name="Plomberie Côté")
    admin = Admin(client, company)
    assert [step.title for step in admin.steps()] == LINES
    worked = admin.follow()
    assert list(dict.fromkeys(worked)) == LINES
    if rule:
        admin.send(admin.page("accounting:settings"), **rule)
        assert admin.follow() == asked_again

    paid, surplus, part = (sell(company, TODAY) for _ in range(3))
    pay(paid, "210.00")
    pay(surplus, "250.00", keeps_surplus=True)
    pay(part, "50.00")

    entries = JournalEntry.objects.for_company(company).with_faults()
    assert not entries.faulty().exists()
    plan = plan_export(company=company, through=TODAY, produced_on=TODAY)
    assert plan.set_aside == ()
    produce_batch(
        company=company,
        through=TODAY,
        produced_at=NOW,
        produced_on=TODAY,
        produced_by=None,
        key=uuid4(),
    )
    counted: dict[str, int] = {}
    for status in entries.living().values_list("status", flat=True):
        counted[status] = counted.get(status, 0) + 1
    assert counted == states
    assert {n for n, found in enumerate(lacks(company)) if found} == set()


@pytest.fixture
def company() -> Company:
    """One of which every line of the list is done."""
    company = make_company("cote")
    settings = make_settings(company)
    settings.only_when_paid = True
    settings.save()
    tax = make_tax(company, "TPS", credit="2310")
    group = make_group(company, "TPS", tax)
    group.province = "QC"
    group.save()
    make_method(company, account=GLAccount.objects.get(number="1015"))
    make_item(company, "VIS", credit_account=GLAccount.objects.get(number="4000"))
    return company


def account(old: str, **change: Any) -> None:
    GLAccount.objects.filter(number=old).update(**change)


def settings(**chosen: Any) -> None:
    AccountingSettings.objects.update(**by_number(chosen))


def by_number(chosen: dict[str, Any]) -> dict[str, Any]:
    """Accounts in the place of their numbers."""
    return {
        name: GLAccount.objects.get(number=value) if str(value).isdigit() else value
        for name, value in chosen.items()
    }


def in_cash() -> None:
    PaymentMethod.objects.update(is_cash=True)


def item(**change: Any) -> None:
    Item.objects.update(**by_number(change))


def blocked(**change: Any) -> None:
    settings(unmapped="block")
    item(**change)


def every_item_has_a_group() -> None:
    TaxGroup.objects.update(province="")
    Item.objects.update(tax_group=TaxGroup.objects.get())


def in_a_category(side: str, number: str) -> None:
    chosen = GLAccount.objects.get(number=number)
    category = make_category(Company.objects.get(), "Divers", **{side: chosen})
    Item.objects.update(category=category, **{side: None})


UNDONE: list[tuple[Callable[[], Any], dict[int, str]]] = [
    (
        lambda: account("1201", is_active=False),
        {
            0: "Account 1201 cannot hold receivables: it must be an asset, active and"
            " linked to no module.",
            1: "Sales: debit account: Account 1201 is inactive",
        },
    ),
    (
        lambda: account("1201", is_control=True),
        {0: "Account 1201 cannot hold", 1: "Sales: debit account: Account 1201"},
    ),
    (lambda: account("1201", category="liability"), {0: "Account 1201 cannot hold"}),
    (
        lambda: settings(sale_debit=None),
        {0: "Create it in Acomba", 1: "Missing: sales: debit account."},
    ),
    (
        lambda: settings(payment_debit=None, sale_credit=None),
        {
            1: "Missing: sales: credit account, payments and refunds: debit account.",
        },
    ),
    (
        lambda: settings(payment_credit="1050"),
        {
            1: "Sales debit 1201 and payments credit 1050: an invoice and its payments"
            " need the same receivable. Choose it for both.",
        },
    ),
    (lambda: settings(sale_credit="1201"), {1: "Sales: credit account: account 1201"}),
    (
        lambda: account("1010", is_control=True),
        {1: "Payments and refunds: debit account: Account 1010 is linked"},
    ),
    (
        lambda: account("4900", number="49 00"),
        {1: "Sales: credit account: Account 49 00: the file takes digits only."},
    ),
    (
        lambda: account("4900", number="49001234"),
        {1: "Sales: credit account: Account 49001234 is wider than accounts"},
    ),
    (
        lambda: settings(customer_credits=None),
        {2: "Choose the account of customer credits"},
    ),
    (lambda: settings(deposits=None), {2: "Choose the account of customer deposits"}),
    (lambda: settings(deposits=None, only_when_paid=False), {}),
    (
        lambda: account("2160", is_active=False),
        {2: "Customer credits: Account 2160 is inactive"},
    ),
    (
        lambda: Tax.objects.update(credit_account=None),
        {3: "TPS lacks an account."},
    ),
    (lambda: Tax.objects.update(debit_account=None), {3: "TPS lacks an account."}),
    (lambda: TaxRate.objects.all().delete(), {3: "TPS has no rate today."}),
    (
        lambda: TaxRate.objects.update(valid_from=date(2026, 11, 25)),
        {3: "TPS has no rate today."},
    ),
    (
        lambda: Tax.objects.update(debit_account=GLAccount.objects.get(number="1050")),
        {3: "TPS debits 1050, and sales debit 1201: an invoice needs one receivable."},
    ),
    (
        lambda: account("2310", is_active=False),
        {3: "TPS: Account 2310 is inactive"},
    ),
    (
        lambda: TaxGroupMember.objects.all().delete(),
        {4: "TPS has no tax: say how it treats each of them."},
    ),
    (lambda: TaxGroup.objects.update(province=""), {4: "No group is proposed"}),
    (every_item_has_a_group, {}),
    (
        lambda: (
            TaxGroupMember.objects.all().delete(),
            TaxGroup.objects.all().delete(),
        ),
        {4: "There is no tax group yet: each line of an invoice has one."},
    ),
    (
        lambda: PaymentMethod.objects.update(is_active=False),
        {5: "There is no payment method in use yet: add how your customers pay."},
    ),
    (
        lambda: account("1015", is_active=False),
        {5: "Chèque: Account 1015 is inactive"},
    ),
    (in_cash, {5: "Cash is rounded to five cents"}),
    (lambda: Item.objects.update(is_archived=True), {6: "The catalogue is empty"}),
    (
        lambda: blocked(credit_account=None),
        {6: "1 item has no credit account."},
    ),
    (lambda: item(credit_account=None), {}),
    (
        lambda: item(debit_account="1050"),
        {6: "What you sell debits 1050, and sales debit 1201"},
    ),
    (
        lambda: item(credit_account="1201"),
        {6: "What you sell: account 1201 is that of what customers owe"},
    ),
    (lambda: item(credit_account="2310"), {6: "What you sell: account 2310 is that"}),
    (
        lambda: account("4000", is_active=False),
        {6: "What you sell: Account 4000 is inactive"},
    ),
    (
        lambda: in_a_category("credit_account", "2150"),
        {6: "What you sell: account 2150 is that"},
    ),
    (
        lambda: in_a_category("debit_account", "1010"),
        {6: "What you sell debits 1010, and sales debit 1201"},
    ),
]


@pytest.mark.parametrize(("undo", "told"), UNDONE)
def test_what_is_undone_is_not_done(
    client: Client,
    company: Company,
    undo: Callable[[], Any],
    told: dict[int, str],
) -> None:
    assert lacks(company) == [[]] * 7

    undo()

    found = lacks(company)
    assert {line for line, texts in enumerate(found) if texts} == set(told)
    assert all(found[line][0].startswith(start) for line, start in told.items()), found
    client.force_login(make_member(company))
    page = client.get(reverse("dashboard", args=["cote"]))
    for step in page.context["steps"]:
        assert all(client.get(r.url).status_code == 200 for r in step.lacks)
        assert client.get(step.url).status_code == 200


def test_a_fresh_company_has_every_line_before_it() -> None:
    receivable, pairs, surpluses, taxes, groups, methods, items = lacks(make_company())

    assert [*receivable, *pairs] == [
        (
            "Create it in Acomba, in the category Assets, add it to the chart of accounts,"
            " then choose it as the debit account of sales."
        ),
        (
            "Missing: sales: debit account, sales: credit account, payments and refunds:"
            " debit account, payments and refunds: credit account."
        ),
    ]
    assert [*surpluses, *taxes, *groups, *methods, *items] == [
        (
            "Choose the account of customer credits: a payment may bring more than is due,"
            " and what paid a void invoice stays the customer’s."
        ),
        "There is no tax yet: add those that you collect.",
        "There is no tax group yet: each line of an invoice has one.",
        "There is no payment method in use yet: add how your customers pay.",
        "The catalogue is empty: add what you sell.",
    ]


def test_items_that_nothing_answers_for_are_counted(company: Company) -> None:
    settings(unmapped="block")
    sales = GLAccount.objects.get(number="4000")
    make_item(
        company, "SHARED", category=make_category(company, "A", credit_account=sales)
    )
    make_item(company, "OLD", is_archived=True)
    make_item(company, "NONE")
    make_item(company, "BARE", category=make_category(company, "Divers"))

    assert lacks(company)[6] == ["2 items have no credit account."]


def test_what_another_company_lacks_is_not_told(company: Company) -> None:
    other = make_company("roy")
    make_tax(other, "TVH", credit="none")
    make_item(other, "NONE")

    assert lacks(company) == [[]] * 7
