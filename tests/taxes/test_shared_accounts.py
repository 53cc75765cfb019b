"""A tax is owed on an account of its own, and warned of while it has no rate."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from accounting.services.accounts import SharedAccountError
from taxes.models import Tax, TaxGroup
from taxes.services import save_tax
from tests.exports.said import page, warnings
from tests.factories import make_group, make_item, make_member, make_tax
from tests.imports.services.files import CUSTOMERS, ITEMS, write
from tests.imports.services.test_command import run
from tests.invoices.shop import Shop, open_shop

pytestmark = pytest.mark.django_db

NO_RATE = "X has no rate: no invoice that bears it can be issued. Add one."


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def admin(shop: Shop, client: Client) -> Client:
    client.force_login(make_member(shop.company))
    return client


def refusal(shop: Shop, number: str) -> str:
    tax = Tax.objects.get(code="TVQ")
    tax.credit_account = shop.account(number)
    with pytest.raises(SharedAccountError) as error:
        save_tax(tax=tax)
    return str(error.value)


@pytest.mark.parametrize(
    ("number", "carried"),
    [
        ("1201", "what customers owe (“sales: debit account” in the settings)"),
        (
            "2150",
            (
                "the deposits and credits of customers (“customer deposits” in the"
                " settings)"
            ),
        ),
    ],
)
def test_a_tax_credits_no_account_of_customers(
    shop: Shop, number: str, carried: str
) -> None:
    assert refusal(shop, number) == (
        f"Credit account: Account {number} carries {carried}, and nothing else: choose"
        " another account."
    )


def test_a_tax_does_not_take_the_account_of_an_item(shop: Shop) -> None:
    make_item(shop.company, "S-1", name="Visite", credit_account=shop.account("4010"))

    assert refusal(shop, "4010") == (
        "Credit account: account 4010 is used by the item “S-1 Visite”. An account that"
        " carries taxes to hand over carries nothing else: choose another here, or"
        " another there first."
    )


def test_two_taxes_may_share_an_account(shop: Shop) -> None:
    tax = Tax.objects.get(code="TVQ")
    tax.credit_account = shop.account("2310")

    save_tax(tax=tax)

    tax.refresh_from_db()
    assert tax.credit_account == shop.account("2310")


def _form(shop: Shop, **rates: str) -> dict[str, object]:
    return {
        "code": "X",
        "credit_account": shop.account("2330").pk,
        "rates-TOTAL_FORMS": len(rates) and 1,
        "rates-INITIAL_FORMS": 0,
        **{f"rates-0-{name}": value for name, value in rates.items()},
    }


def test_a_tax_without_a_rate_is_saved_and_warned_of(shop: Shop, admin: Client) -> None:
    said = warnings(admin, page("taxes:tax_create"), _form(shop))

    mend = page("taxes:tax_edit", Tax.objects.get(code="X").pk)
    assert said == [f'{NO_RATE} <a href="{mend}">Correct it</a>']


def test_a_tax_whose_first_rate_is_to_come_is_warned_of(
    shop: Shop, admin: Client
) -> None:
    later = timezone.localdate() + timedelta(days=40)
    form = _form(shop, percent="5", valid_from=later.isoformat())

    (said,) = warnings(admin, page("taxes:tax_create"), form)

    assert said.startswith("X has no rate before ")
    assert "no invoice of an earlier day that bears it can be issued." in said


def test_a_tax_with_a_rate_of_today_is_not_warned_of(shop: Shop, admin: Client) -> None:
    today = timezone.localdate().isoformat()
    form = _form(shop, percent="5", valid_from=today)

    assert warnings(admin, page("taxes:tax_create"), form) == []


@pytest.mark.parametrize(
    ("treatment", "said"),
    [("taxable", [NO_RATE]), ("exempt", []), ("zero_rated", [])],
)
def test_a_group_is_warned_of_the_taxes_that_it_bears(
    shop: Shop, admin: Client, treatment: str, said: list[str]
) -> None:
    tax = make_tax(shop.company, "X", credit="2330", rate=None)
    form = {"name": "Nouveau", f"tax_{tax.pk}": treatment}

    found = warnings(admin, page("taxes:group_create"), form)

    assert TaxGroup.objects.filter(name="Nouveau").exists()
    link = f' <a href="{page("taxes:tax_edit", tax.pk)}">Correct it</a>'
    assert found == [text + link for text in said]


@pytest.fixture
def group(shop: Shop) -> TaxGroup:
    """Of a tax that has no rate."""
    tax = make_tax(shop.company, "X", credit="2330", rate=None)
    return make_group(shop.company, "Nouveau", tax)


def test_an_item_and_a_customer_are_warned_of_the_taxes_that_they_bear(
    admin: Client, group: TaxGroup
) -> None:
    item = {"code": "S-1", "name": "Visite", "unit_price": "1"}
    customer = {"number": "C-1", "name": "Roy", "country": "CA"}
    link = f' <a href="{page("taxes:tax_edit", Tax.objects.get(code="X").pk)}">'

    for create, form in (
        ("catalog:item_create", item),
        ("invoices:customer_create", customer),
    ):
        said = warnings(admin, page(create), {**form, "tax_group": group.pk})
        assert f"{NO_RATE}{link}Correct it</a>" in said


def test_a_customer_who_is_relieved_is_not_warned_of(
    admin: Client, group: TaxGroup
) -> None:
    relieved = {"is_exempt": "on", "certificate_number": "1", "tax_group": group.pk}
    form = {"number": "C-1", "name": "Roy", "country": "CA", **relieved}

    said = warnings(admin, page("invoices:customer_create"), form)

    assert not any(NO_RATE in text for text in said)


@pytest.mark.usefixtures("group")
def test_items_and_customers_that_come_in_are_warned_of(tmp_path: Path) -> None:
    items, customers = ITEMS.splitlines()[0], CUSTOMERS.splitlines()[0]
    sold = f"{items}\nA,Un,,1.00,Nouveau,,4000\nB,Deux,,1.00,Nouveau,,4000\n"
    whose = f"{customers}\nC1,Roy,,,Laval,QC,Canada,,Nouveau\n"

    for kind, rows in (("items", sold), ("customers", whose)):
        for expected in ([NO_RATE], []):
            out, _err = run(write(tmp_path, **{kind: rows}))
            assert out.splitlines()[1:] == expected


def test_a_tax_that_is_borne_nowhere_needs_no_rate(shop: Shop, admin: Client) -> None:
    tax = make_tax(shop.company, "X", credit="2330", rate=None)
    make_group(shop.company, "Exempté", tax).members.update(treatment="exempt")

    assert warnings(admin, page("taxes:tax_edit", tax.pk), _form(shop)) == []


def test_the_rates_of_another_tax_do_not_count(shop: Shop, admin: Client) -> None:
    assert Tax.objects.get(code="TPS").rates.get().valid_from == date(2008, 1, 1)

    assert len(warnings(admin, page("taxes:tax_create"), _form(shop))) == 1
