"""Which account a sale reaches in the file, and what is said when none answers."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from catalog.services import archive_item, save_item
from companies.models import Membership
from exports.services.producing import NothingToExportError
from taxes.models import Tax
from taxes.services import save_tax
from tests.exports.journal import produce
from tests.exports.previews import behind, defaults
from tests.exports.reading import titles_in, written_in
from tests.factories import make_item, make_member
from tests.invoices.shop import NOVEMBER_3, Shop


def forget_account(code: str) -> Tax:
    tax = Tax.objects.get(code=code)
    tax.credit_account = None
    return save_tax(tax=tax)


def test_scenario_19_a_tax_without_account_keeps_its_sales_out(shop: Shop) -> None:
    tax = forget_account("TVH ON")
    shop.issue(shop.line("200.00", group="TVH ON"))
    shop.issue(shop.line("100.00"))

    assert behind(shop) == [
        (
            "FAC-00001",
            ["No account is chosen for the tax “TVH ON”."],
            [f"/c/cote/settings/taxes/{tax.pk}/"],
        )
    ]
    assert titles_in(produce(shop.company)) == ["2026-11-03 FAC-00002 Gagnon"]


def test_scenario_19_the_sale_goes_once_its_tax_has_an_account(shop: Shop) -> None:
    tax = forget_account("TVH ON")
    shop.issue(shop.line("200.00", group="TVH ON"))
    with pytest.raises(NothingToExportError):
        produce(shop.company)

    tax.credit_account = shop.account("2330")
    save_tax(tax=tax)

    assert written_in(produce(shop.company))["GLImport.001"] == [
        [
            "2026-11-03 FAC-00001 Gagnon",
            "D 1201 226.00",
            "C 4000 200.00",
            "C 2330 26.00",
        ]
    ]


def test_scenario_24_the_default_account_is_exported_and_warned_of(
    shop: Shop,
) -> None:
    item = make_item(shop.company, "SANS", name="Divers")
    shop.issue(shop.line("75.00", None, item=item))

    page = f"/c/cote/settings/items/{item.pk}/"
    assert defaults(shop) == [("the item “SANS Divers”", page, 1)]
    assert written_in(produce(shop.company))["GLImport.001"] == [
        [
            "2026-11-03 FAC-00001 Gagnon",
            "D 1201 86.23",
            "C 4900 75.00",
            "C 2310 3.75",
            "C 2320 7.48",
        ]
    ]


def test_scenario_24_the_preview_page_links_to_the_item(
    shop: Shop, client: Client
) -> None:
    item = make_item(shop.company, "SANS")
    shop.issue(shop.line("75.00", None, item=item), on=date(2025, 11, 4))
    client.force_login(make_member(shop.company, Membership.Role.ACCOUNTANT))

    new = reverse("exports:batch_new", args=["cote"])
    answer = client.get(new, {"through": "2025-11-30"})

    edit = reverse("catalog:item_edit", args=["cote", item.pk])
    assert f'href="{edit}"' in answer.text
    assert client.get(edit).status_code == 200


def test_scenario_24_mapping_the_item_ends_the_warning_for_the_next_sale(
    shop: Shop,
) -> None:
    item = make_item(shop.company, "SANS")
    shop.issue(shop.line("75.00", None, item=item))
    produce(shop.company)

    item.credit_account = shop.account("4010")
    save_item(item=item)
    shop.issue(shop.line("75.00", None, item=item))

    assert defaults(shop) == []
    assert "C 4010 75.00" in written_in(produce(shop.company))["GLImport.002"][0]


def test_scenario_24_blocked_the_invoice_stays_out_and_the_rest_goes(
    shop: Shop,
) -> None:
    shop.change(unmapped="block")
    item = make_item(shop.company, "SANS", name="Divers")
    shop.issue(shop.line("75.00", None, item=item))
    shop.issue(shop.line("100.00"))

    assert behind(shop) == [
        (
            "FAC-00001",
            ["No account is chosen for the item “SANS Divers”."],
            [f"/c/cote/settings/items/{item.pk}/"],
        )
    ]
    assert titles_in(produce(shop.company)) == ["2026-11-03 FAC-00002 Gagnon"]


def test_scenario_24_mapping_the_item_lets_the_blocked_invoice_go(
    shop: Shop,
) -> None:
    shop.change(unmapped="block")
    item = make_item(shop.company, "SANS")
    shop.issue(shop.line("75.00", None, item=item))

    item.credit_account = shop.account("4010")
    save_item(item=item)

    assert behind(shop) == []
    (entry,) = written_in(produce(shop.company))["GLImport.001"]
    assert entry[2] == "C 4010 75.00"


def test_scenario_25_an_archived_item_still_tells_its_account(shop: Shop) -> None:
    shop.wait_for_payment()
    item = make_item(shop.company, "VIEUX", credit_account=shop.account("4000"))
    invoice = shop.issue(shop.line("120.00", None, item=item))
    archive_item(item=item)
    shop.pay({invoice: "137.97"}, on=NOVEMBER_3.replace(day=9))

    assert behind(shop) == []
    assert written_in(produce(shop.company))["GLImport.001"][0] == [
        "2026-11-03 FAC-00001 Gagnon",
        "D 1201 137.97",
        "C 4000 120.00",
        "C 2310 6.00",
        "C 2320 11.97",
    ]


def test_scenario_27_free_text_without_account_falls_on_the_default(
    shop: Shop,
) -> None:
    shop.issue(shop.line("90.00", "4000"), shop.line("10.00", None))

    assert [subject for subject, _page, _count in defaults(shop)] == [
        "lines without an item"
    ]
    (entry,) = written_in(produce(shop.company))["GLImport.001"]
    assert entry[1:4] == ["D 1201 114.98", "C 4000 90.00", "C 4900 10.00"]
