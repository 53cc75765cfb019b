"""A form whose list is empty says so, with where one is added, or whom to ask."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounting.models import GLAccount
from catalog.models import Item
from companies.models import Membership
from invoices.models import Customer, PaymentMethod
from taxes.models import TaxGroup
from tests.factories import make_company, make_item, make_member
from tests.invoices.counter import Counter
from tests.invoices.views import filled
from tests.invoices.views.filled import Form
from tests.invoices.views.till import Till, ago

ASK = "Ask an administrator of the company to add one."
NO_METHOD = "No payment method can be chosen: there is none in use."
NO_GROUP = "No tax group can be chosen: there is none yet."
NO_ITEM = "No item can be chosen: the catalogue has none in use."
NO_ACCOUNT = "No account can be chosen: the chart of accounts has none that fits."
WITH_METHOD = [
    filled.payment,
    filled.customer_payment,
    filled.deposit,
    filled.refund_of_a_credit,
    filled.refund_of_a_document,
    filled.recovery,
    filled.tip_payout,
    filled.payout,
]


def as_admin(till: Till) -> None:
    till.client.force_login(make_member(till.counter.shop.company))


def alerts(page: str) -> list[str]:
    """The warnings of the page, with their links."""
    parts = page.split('<p class="alert alert-warning">')[1:]
    return [part.partition("</p>")[0].strip() for part in parts]


def link(name: str, words: str) -> str:
    return f'<a href="{reverse(name, args=["cote"])}" >{words}</a>'


@pytest.mark.parametrize(
    "fill", WITH_METHOD, ids=[form.__name__ for form in WITH_METHOD]
)
def test_a_form_without_a_method_says_who_adds_one(
    till: Till, fill: Callable[[Counter], Form]
) -> None:
    till.counter.choose(bad_debts="5300", tips="2400")
    name, rows, _ = fill(till.counter)
    assert alerts(till.read(name, *rows)) == []
    PaymentMethod.objects.update(is_active=False)

    assert alerts(till.read(name, *rows)) == [f"{NO_METHOD} {ASK}"]
    as_admin(till)
    assert alerts(till.read(name, *rows)) == [
        f"{NO_METHOD} {link('invoices:method_list', 'Add a payment method')}"
    ]


def test_a_draft_without_items_groups_and_accounts_says_each(till: Till) -> None:
    shop = till.counter.shop
    make_item(shop.company, "VIS")
    draft = shop.draft()
    assert alerts(till.read("invoice_detail", draft)) == []
    Item.objects.update(is_archived=True)
    TaxGroup.objects.all().delete()
    GLAccount.objects.update(is_active=False)

    assert alerts(till.read("invoice_detail", draft)) == [
        f"{NO_ITEM} {link('catalog:item_list', 'Add an item')}",
        f"{NO_GROUP} {ASK}",
        f"{NO_ACCOUNT} {ASK}",
    ]
    as_admin(till)
    assert alerts(till.read("invoice_detail", draft)) == [
        f"{NO_ITEM} {link('catalog:item_list', 'Add an item')}",
        f"{NO_GROUP} {link('taxes:tax_list', 'Add a tax group')}",
        NO_ACCOUNT
        + f" {link('accounting:account_list', 'Add it to the chart of accounts')}",
    ]


def test_a_deposit_cannot_be_kept_without_a_tax_group(till: Till) -> None:
    credit = till.counter.deposit("50.00", ago(9))
    TaxGroup.objects.all().delete()

    page = till.read("customercredit_forfeit", credit)

    assert alerts(page) == [f"{NO_GROUP} {ASK}"]


def test_who_owes_nothing_else_is_said(till: Till) -> None:
    credit = till.counter.deposit("50.00", ago(9))

    page = till.read("customercredit_apply", credit)

    assert alerts(page) == [
        "No invoice can be chosen: this customer owes nothing else."
    ]


def test_a_first_invoice_needs_a_customer(till: Till) -> None:
    Customer.objects.all().delete()

    assert alerts(till.read("invoice_create")) == [
        (
            "No customer can be chosen: there is none yet."
            f" {link('invoices:customer_create', 'Add a customer')}"
        )
    ]


def test_a_job_that_follows_none_is_no_trouble(till: Till) -> None:
    draft = till.counter.shop.draft(till.counter.shop.line("100.00"))

    assert alerts(till.read("invoice_terms", draft)) == []


def test_it_is_said_in_french(till: Till) -> None:
    invoice = till.counter.issue("100.00", ago(9))
    PaymentMethod.objects.update(is_active=False)
    till.client.cookies["django_language"] = "fr-ca"

    page = till.read("payment_create", invoice)

    with translation.override("fr-ca"):
        assert alerts(page) == [
            (
                "Aucun mode de paiement à choisir : il n’y en a pas en usage. Demandez à un"
                " administrateur de l’entreprise d’en ajouter."
            )
        ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("accounting:settings", [NO_ACCOUNT]),
        ("invoices:method_create", [NO_ACCOUNT]),
        ("taxes:tax_create", [NO_ACCOUNT]),
        ("catalog:category_create", [NO_ACCOUNT]),
        ("catalog:item_create", [NO_GROUP, NO_ACCOUNT]),
        ("invoices:customer_create", [NO_GROUP]),
        ("taxes:group_create", ["There is no tax to put in a group yet."]),
    ],
)
def test_the_settings_of_a_fresh_company_lead_to_what_is_missing(
    client: Client, page: str, told: list[str]
) -> None:
    company = make_company("cote")
    client.force_login(make_member(company))

    text = " ".join(client.get(reverse(page, args=["cote"])).text.split())

    found = alerts(text)
    assert [alert.partition(" <a ")[0] for alert in found] == told
    assert all("<a " in alert for alert in found)


@pytest.mark.django_db
def test_who_may_only_look_is_told_nothing(client: Client) -> None:
    company = make_company("cote")
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))

    page = client.get(reverse("accounting:settings", args=["cote"])).text

    assert alerts(page) == []


def test_a_deposit_without_an_account_says_that_its_entry_waits(till: Till) -> None:
    waits = "The settings have no account of customer deposits yet"
    assert waits not in till.read("customercredit_create")
    till.counter.shop.change(deposits=None)

    assert waits in till.read("customercredit_create")
