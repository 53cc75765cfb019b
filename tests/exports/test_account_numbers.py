"""A number that no file can hold: warned of in the chart, refused where it is chosen."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounting.models import GLAccount
from accounting.services.accounts import UnusableAccountError, save_account
from catalog.models import Item
from catalog.services import save_item
from exports.models import GLImportSettings
from invoices.models import PaymentMethod
from invoices.services.drafts import add_line
from invoices.services.methods import save_method
from taxes.models import Tax
from taxes.services import save_tax
from tests.exports.said import page, warnings
from tests.exports.test_glimport_settings import USUAL
from tests.factories import make_account, make_draft, make_member
from tests.imports.services.files import ACCOUNTS, ITEMS, TODAY, write
from tests.imports.services.test_command import run
from tests.imports.services.test_sentences import printed
from tests.invoices.shop import Shop
from tests.pages import form_of

ODD = "12 10-ABCDEF"
DIGITS = f"Account {ODD}: the file takes digits only. Correct it in the chart."
WIDE = "Account 40001234 is wider than accounts in the file. Correct the width."
HEADINGS = ITEMS.splitlines()[0]
UNTIL = " Until then it cannot be chosen."
REASONS = [(ODD, DIGITS), ("40001234", WIDE)]


@pytest.fixture
def admin(shop: Shop, client: Client) -> Client:
    client.force_login(make_member(shop.company))
    return client


def account_form(number: str, **values: Any) -> dict[str, Any]:
    return {
        "number": number,
        "name": "Ventes",
        "category": "revenue",
        "is_active": "on",
        **values,
    }


@pytest.mark.parametrize(("number", "reason"), REASONS)
def test_the_chart_takes_it_and_warns(
    shop: Shop, admin: Client, number: str, reason: str
) -> None:
    said = warnings(admin, page("accounting:account_create"), account_form(number))

    assert said == [reason + UNTIL]
    assert GLAccount.objects.filter(company=shop.company, number=number).exists()


@pytest.mark.parametrize("values", [{"is_active": ""}, {"is_control": "on"}])
def test_an_account_that_cannot_be_chosen_anyway_is_not_warned_of(
    admin: Client, shop: Shop, values: dict[str, str]
) -> None:
    form = account_form(ODD, **values)

    assert warnings(admin, page("accounting:account_create"), form) == []
    assert shop.account(ODD).name == "Ventes"


def test_a_number_that_the_file_holds_is_not_warned_of(
    admin: Client, shop: Shop
) -> None:
    form = account_form("1234567")

    assert warnings(admin, page("accounting:account_create"), form) == []
    assert shop.account("1234567").is_active


def test_the_width_of_the_company_counts(shop: Shop, admin: Client) -> None:
    GLImportSettings.objects.create(company=shop.company, account_width=8)

    form = account_form("40001234")

    assert warnings(admin, page("accounting:account_create"), form) == []


@pytest.mark.parametrize(("number", "reason"), REASONS)
def test_nothing_is_mapped_to_it(shop: Shop, number: str, reason: str) -> None:
    account = make_account(shop.company, number)
    item = Item(company=shop.company, code="S-1", name="X", credit_account=account)
    tax = Tax.objects.get(code="TPS")
    tax.credit_account = account
    method = PaymentMethod(company=shop.company, name="Carte", account=account)
    line = shop.line("1.00", number)
    line.invoice = make_draft(shop.customer)

    for label, act in (
        ("Credit account", lambda: save_item(item=item)),
        ("Credit account", lambda: save_tax(tax=tax)),
        ("Account debited", lambda: save_method(method=method)),
        ("Tips to hand over", lambda: shop.change(tips=account)),
        (
            "Sales account",
            lambda: add_line(line=line, tax_group=shop.groups["TPS"], on=TODAY),
        ),
    ):
        with pytest.raises(UnusableAccountError) as error:
            act()
        assert str(error.value) == f"{label}: {reason}"


def test_what_is_mapped_to_it_from_before_stays_and_is_told(
    shop: Shop, admin: Client
) -> None:
    account = make_account(shop.company, ODD)
    tax = Tax.objects.get(code="TPS")
    Tax.objects.filter(pk=tax.pk).update(credit_account=account)
    edit = page("taxes:tax_edit", tax.pk)

    field = form_of(admin.get(edit)).fields["credit_account"]

    assert field.help_text == DIGITS
    labels = dict(field.widget.choices)
    assert labels[account.pk] == f"{ODD} Compte {ODD} (not for the file)"
    tax.refresh_from_db()
    tax.registration_number = "123456782 RT0001"
    save_tax(tax=tax)


def test_it_is_not_offered_and_refused_where_it_is_typed(
    shop: Shop, admin: Client
) -> None:
    account = make_account(shop.company, ODD)
    create = page("catalog:item_create")

    offered = dict(form_of(admin.get(create)).fields["credit_account"].widget.choices)
    form = {"code": "S-1", "name": "X", "unit_price": "1"}
    answer = admin.post(create, {**form, "credit_account": account.pk})

    assert account.pk not in offered
    assert form_of(answer).errors == {"credit_account": [DIGITS]}


def test_a_narrower_file_warns_of_the_accounts_that_are_used(
    shop: Shop, admin: Client
) -> None:
    make_account(shop.company, "999999")
    settings = page("exports:glimport_settings")

    said = warnings(admin, settings, USUAL | {"account_width": "3"})

    used = ["1010", "1201", "2150", "2160", "2310", "2320", "2330", "4900"]
    assert said == [
        f"Account {number} is wider than accounts in the file. Correct the width."
        f' <a href="{settings}">Correct it</a>'
        for number in used
    ]
    assert warnings(admin, settings, USUAL) == []


def test_the_import_of_a_chart_takes_it_and_warns(shop: Shop, tmp_path: Path) -> None:
    rows = f"{ODD},Ventes,revenue,no,yes\n40001234,Autres,revenue,no,yes\n"
    closed = "88-00,Vieux,revenue,no,no\n"

    out, _err = run(write(tmp_path, accounts=ACCOUNTS + rows + closed))

    assert out.splitlines()[1:] == [DIGITS + UNTIL, WIDE + UNTIL]
    assert shop.account(ODD).name == "Ventes"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        *REASONS,
        (
            "1201",
            (
                "Account 1201 carries what customers owe (“sales: debit account” in the"
                " settings), and nothing else: choose another account."
            ),
        ),
        (
            "2310",
            (
                "Account 2310 carries taxes to hand over (the tax “TPS”), and nothing"
                " else: choose another account."
            ),
        ),
    ],
)
def test_the_import_of_items_refuses_it(
    shop: Shop, tmp_path: Path, number: str, reason: str
) -> None:
    if not GLAccount.objects.filter(number=number).exists():
        make_account(shop.company, number)
    items = f"{HEADINGS}\nSRV,Réparation,,100.00,TPS+TVQ,,{number}\n"

    assert printed(tmp_path, items=items) == [f"items.csv:2: credit_account: {reason}"]
    assert not Item.objects.exists()


def test_the_import_of_items_warns_of_another_account_than_revenue(
    shop: Shop, tmp_path: Path
) -> None:
    items = f"{HEADINGS}\nSRV,Réparation,,100.00,TPS+TVQ,,5310\n"

    out, _err = run(write(tmp_path, items=items))

    assert out.splitlines()[1:] == [
        (
            "The item “SRV Réparation” credits account 5310 Frais de cartes, of the"
            " category “expense”. What is sold is usually on an account of the category"
            " “revenue”: check it."
        )
    ]
    assert Item.objects.get().credit_account == shop.account("5310")


def test_an_account_may_be_corrected_in_the_chart(shop: Shop) -> None:
    account = make_account(shop.company, ODD)
    account.number = "1210"

    save_account(account=account)

    shop.change(tips=account)
    assert shop.account("1210") == account
