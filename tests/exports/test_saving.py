"""Saving shows at once what the next file would refuse, change or cut."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounting.models import GLAccount
from accounting.saving import Sample, SampleLine
from catalog.models import Item
from companies.models import Membership
from exports.models import GLImportSettings
from exports.saving import check_samples
from invoices.models import PaymentMethod
from taxes.models import Tax
from tests.exports.journal import TODAY
from tests.exports.said import INACTIVE, LARGE, MODULE, WIDE, page, warnings
from tests.factories import make_account, make_item, make_member
from tests.invoices.shop import Shop
from tests.pages import form_of

TAX_FORM = {
    "code": "TPS",
    "rates-TOTAL_FORMS": 1,
    "rates-INITIAL_FORMS": 0,
    "rates-0-percent": "5",
    "rates-0-valid_from": "2008-01-01",
}


@pytest.fixture
def admin(shop: Shop, client: Client) -> Client:
    client.force_login(make_member(shop.company))
    return client


def texts(shop: Shop, sample: Sample) -> list[str]:
    return [reason.text for reason in check_samples(shop.company, [sample])]


def on_account(account: GLAccount, amount: str = "1.00") -> Sample:
    line = SampleLine(account.pk, "line", Decimal(amount))
    return Sample(on=TODAY, lines=(line,))


def item_form(**values: Any) -> dict[str, Any]:
    return {"code": "VISITE", "name": "Visite", "unit_price": "100.00", **values}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"is_active": False}, INACTIVE), ({"is_control": True}, MODULE)],
)
def test_an_account_that_acomba_refuses_is_named_with_its_page(
    shop: Shop, change: dict[str, bool], sentence: str
) -> None:
    account = shop.account("4010")
    GLAccount.objects.filter(pk=account.pk).update(**change)

    (reason,) = check_samples(shop.company, [on_account(account)])

    assert reason.text == sentence
    assert reason.url == page("accounting:account_edit", account.pk)


def test_an_account_too_wide_points_to_the_width(shop: Shop) -> None:
    wide = make_account(shop.company, "40001234", category=GLAccount.Category.REVENUE)

    (reason,) = check_samples(shop.company, [on_account(wide)])

    assert (reason.text, reason.url) == (WIDE, page("exports:glimport_settings"))


def test_an_amount_above_the_limit_is_said_until_it_may_be_split(shop: Shop) -> None:
    sample = on_account(shop.account("4000"), "1000000.00")

    assert texts(shop, sample) == [
        LARGE.format("4000"),
    ]
    GLImportSettings.objects.update(split_large_amounts=True)
    assert texts(shop, sample) == []


def test_the_characters_are_judged_by_the_encoding_of_the_company(shop: Shop) -> None:
    sample = Sample(on=TODAY, document="FAC-00001", party="L’œuvre Côté")

    assert texts(shop, sample) == ["In the file, “L’œuvre” is spelled “L'oeuvre”."]
    GLImportSettings.objects.update(encoding="ascii")
    assert texts(shop, sample) == [
        "In the file, “L’œuvre” is spelled “L'oeuvre”.",
        "In the file, “Côté” is spelled “Cote”.",
    ]


def test_a_description_too_long_is_shown_as_it_is_cut(shop: Shop) -> None:
    sample = Sample(on=TODAY, document="FAC-00001", party="Plomberie Plomberie Plus")

    assert texts(shop, sample) == [
        "In the file, the description is cut: “FAC-00001 Plomberie Plomberie”."
    ]


def test_nothing_is_said_of_what_goes_as_it_is(shop: Shop) -> None:
    line = SampleLine(shop.account("4000").pk, "line", Decimal("100.00"))
    free = SampleLine(None, "missing:text", Decimal(0))
    sample = Sample(on=TODAY, lines=(line, free), document="FAC-00001", party="Côté")

    assert texts(shop, sample) == []


def test_saving_an_item_without_an_account_says_so(shop: Shop, admin: Client) -> None:
    shop.change(unmapped="block")

    said = warnings(admin, page("catalog:item_create"), item_form())

    item = Item.objects.get()
    url = page("catalog:item_edit", item.pk)
    assert said == [
        f'No account is chosen for the item “VISITE Visite”. <a href="{url}">Correct it</a>'
    ]


def test_the_default_account_is_said_of_an_item_and_not_of_free_text(
    shop: Shop,
) -> None:
    item = make_item(shop.company, "VISITE", name="Visite")
    account = shop.account("4900").pk
    lines = [
        SampleLine(account, origin, Decimal("1.00"))
        for origin in (f"default:item:{item.pk}", "default:text")
    ]

    assert texts(shop, Sample(on=TODAY, lines=tuple(lines))) == [
        "The default account of sales: none is chosen for the item “VISITE Visite”."
    ]


def test_saving_an_item_on_an_inactive_account_says_so(
    shop: Shop, admin: Client
) -> None:
    account = shop.account("4010")
    item = make_item(shop.company, "VISITE", credit_account=account)
    GLAccount.objects.filter(pk=account.pk).update(is_active=False)

    said = warnings(
        admin,
        page("catalog:item_edit", item.pk),
        item_form(credit_account=account.pk),
    )

    url = page("accounting:account_edit", account.pk)
    assert said == [f'{INACTIVE} <a href="{url}">Correct it</a>']


def test_staff_are_told_without_a_link_they_cannot_open(
    shop: Shop, client: Client
) -> None:
    wide = make_account(shop.company, "40001234", category=GLAccount.Category.REVENUE)
    item = make_item(shop.company, "VISITE", credit_account=wide)
    client.force_login(make_member(shop.company, Membership.Role.STAFF))

    said = warnings(
        client,
        page("catalog:item_edit", item.pk),
        item_form(credit_account=wide.pk),
    )

    assert said == [WIDE]


def test_saving_a_tax_without_an_account_says_so(shop: Shop, admin: Client) -> None:
    tax = Tax.objects.for_company(shop.company).get(code="TPS")
    url = page("taxes:tax_edit", tax.pk)

    said = warnings(admin, url, TAX_FORM)

    assert said == [
        f'No account is chosen for the tax “TPS”. <a href="{url}">Correct it</a>',
        (
            "TPS has no rate: no invoice that bears it can be issued. Add one."
            f' <a href="{url}">Correct it</a>'
        ),
    ]


def test_saving_a_method_on_an_inactive_account_says_so(
    shop: Shop, admin: Client
) -> None:
    account = shop.account("4010")
    PaymentMethod.objects.filter(pk=shop.method.pk).update(account=account)
    GLAccount.objects.filter(pk=account.pk).update(is_active=False)

    said = warnings(
        admin,
        page("invoices:method_edit", shop.method.pk),
        {"name": "Chèque", "account": account.pk},
    )

    url = page("accounting:account_edit", account.pk)
    assert said == [f'{INACTIVE} <a href="{url}">Correct it</a>']


def test_saving_a_customer_shows_how_the_file_spells_the_name(
    shop: Shop, admin: Client
) -> None:
    said = warnings(
        admin,
        page("invoices:customer_edit", shop.customer.pk),
        {"number": "C-100", "name": "L’œuvre & Fils du Québec", "country": "CA"},
    )

    assert said == [
        "In the file, “L’œuvre” is spelled “L'oeuvre”.",
        "In the file, the description is cut: “FAC-00001 L'oeuvre & Fils du Q”.",
    ]


def test_saving_a_group_speaks_of_each_of_its_taxes(shop: Shop, admin: Client) -> None:
    GLAccount.objects.filter(number__in=["2310", "2320"]).update(is_active=False)
    group = shop.groups["TPS+TVQ"]
    form = form_of(admin.get(page("taxes:group_edit", group.pk)))
    data = {name: form[name].value() or "" for name in form.fields}

    said = warnings(admin, page("taxes:group_edit", group.pk), data)

    assert said == [
        f'{INACTIVE.replace("4010", number)} <a href="{url}">Correct it</a>'
        for number in ("2310", "2320")
        for url in [page("accounting:account_edit", shop.account(number).pk)]
    ]
