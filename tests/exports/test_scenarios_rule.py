"""What leaves through a day, with the switch “only when paid” and without it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from companies.models import Membership
from exports.late import with_late_counts
from exports.services.producing import NothingToExportError
from invoices.models import Invoice
from tests.exports.journal import produce
from tests.exports.previews import preview_of
from tests.exports.reading import net_of, written_in
from tests.factories import make_member
from tests.invoices.shop import Shop

ISSUED = date(2026, 10, 28)
PART = date(2026, 10, 30)
OCTOBER = date(2026, 10, 31)
EVE = date(2026, 11, 9)
PAID = date(2026, 11, 10)

SALE = [
    "2026-10-28 FAC-00001 Gagnon",
    "D 1201 1149.75",
    "C 4000 1000.00",
    "C 2310 50.00",
    "C 2320 99.75",
]


def payment(day: date, amount: str, credited: str = "1201") -> list[str]:
    title = f"{day} FAC-00001 Paiement Gagnon"
    return [title, f"D 1010 {amount}", f"C {credited} {amount}"]


def sell(shop: Shop) -> Invoice:
    return shop.issue(shop.line("1000.00"), on=ISSUED)


def sell_in_two_parts(shop: Shop) -> None:
    invoice = sell(shop)
    shop.pay({invoice: "500.00"}, on=PART)
    shop.pay({invoice: "649.75"}, on=PAID)


def test_scenario_33_sale_and_payment_leave_in_their_own_months(shop: Shop) -> None:
    shop.pay({sell(shop): "1149.75"}, on=PAID)

    october = produce(shop.company, OCTOBER)
    november = produce(shop.company)

    assert written_in(october) == {"GLImport.001": [SALE]}
    assert written_in(november) == {"GLImport.002": [payment(PAID, "1149.75")]}


def test_scenario_34_the_sale_comes_late_into_october(shop: Shop) -> None:
    shop.wait_for_payment()
    shop.pay({sell(shop): "1149.75"}, on=PAID)

    with pytest.raises(NothingToExportError):
        produce(shop.company, EVE)
    batch = produce(shop.company, PAID)

    assert written_in(batch) == {
        "GLImport.001": [SALE],
        "GLImport.002": [payment(PAID, "1149.75")],
    }
    late = batch.files.get(name="GLImport.001")
    assert (late.first_on, late.last_on) == (date(2026, 10, 1), OCTOBER)


def test_scenario_34_the_october_file_says_that_its_entry_is_late(shop: Shop) -> None:
    shop.wait_for_payment()
    shop.pay({sell(shop): "1149.75"}, on=PAID)

    shown = [(file.name, file.late_count) for file in preview_of(shop, PAID).files]
    batch = produce(shop.company, PAID)

    assert shown == [("GLImport.001", 1), ("GLImport.002", 0)]
    kept = with_late_counts(batch.files.all()).values_list("name", "late_count")
    assert list(kept) == shown


def test_scenario_34_the_pages_of_the_batch_say_so(shop: Shop, client: Client) -> None:
    shop.wait_for_payment()
    shop.pay({sell(shop): "1149.75"}, on=PAID)
    client.force_login(make_member(shop.company, Membership.Role.ACCOUNTANT))
    late = "1 late entry: released after this period"

    before = client.get(reverse("exports:batch_new", args=["cote"]))
    batch = produce(shop.company, PAID)
    after = client.get(reverse("exports:batch_detail", args=["cote", batch.pk]))
    paper = client.get(f"/c/cote/exports/{batch.pk}/bordereau/", {"language": "en"})

    assert [page.text.count(late) for page in (before, after, paper)] == [1, 1, 1]


def test_scenario_33_a_sale_of_last_month_that_waited_for_nothing_is_not_late(
    shop: Shop,
) -> None:
    sell(shop)

    assert [file.late_count for file in preview_of(shop).files] == [0]


def test_scenario_37_an_unpaid_sale_is_counted_and_stays(shop: Shop) -> None:
    shop.wait_for_payment()
    sell(shop)

    held = preview_of(shop, OCTOBER).held
    assert (held.count, held.total) == (1, Decimal("1149.75"))
    with pytest.raises(NothingToExportError):
        produce(shop.company, OCTOBER)


def test_scenario_38_strict_lets_nothing_go_before_the_last_payment(
    shop: Shop,
) -> None:
    shop.wait_for_payment("strict")
    sell_in_two_parts(shop)

    with pytest.raises(NothingToExportError):
        produce(shop.company, EVE)
    batch = produce(shop.company, PAID)

    assert written_in(batch) == {
        "GLImport.001": [SALE, payment(PART, "500.00")],
        "GLImport.002": [payment(PAID, "649.75")],
    }
    assert net_of(batch)["1201"] == 0


def test_scenario_38_strict_counts_the_part_that_the_bank_shows(shop: Shop) -> None:
    shop.wait_for_payment("strict")
    shop.pay({sell(shop): "500.00"}, on=PART)

    held = preview_of(shop, OCTOBER).held
    assert (held.count, held.total) == (2, Decimal("1649.75"))


def test_scenario_38_the_preview_says_what_the_bank_shows_already(
    shop: Shop, client: Client
) -> None:
    shop.wait_for_payment("strict")
    shop.pay({sell(shop): "500.00"}, on=PART)
    client.force_login(make_member(shop.company, Membership.Role.ACCOUNTANT))

    banked = preview_of(shop, OCTOBER).banked
    page = client.get(reverse("exports:batch_new", args=["cote"]))

    assert (banked.count, banked.total) == (1, Decimal("500.00"))
    assert "1 of them is a payment already received ($500.00)" in page.text
    assert preview_of(shop, ISSUED).banked.count == 0


def test_scenario_39_what_the_bank_shows_is_never_held(shop: Shop) -> None:
    shop.wait_for_payment()
    shop.pay({sell(shop): "500.00"}, on=PART)

    preview = preview_of(shop, OCTOBER)
    assert (preview.held.count, preview.banked.count) == (2, 0)


def test_scenario_39_immediate_follows_the_bank(shop: Shop) -> None:
    shop.wait_for_payment()
    sell_in_two_parts(shop)

    october = produce(shop.company, OCTOBER)
    november = produce(shop.company, PAID)

    assert written_in(october) == {
        "GLImport.001": [payment(PART, "500.00", credited="2150")]
    }
    assert written_in(november) == {
        "GLImport.002": [SALE],
        "GLImport.003": [
            payment(PAID, "649.75"),
            [
                "2026-11-10 FAC-00001 du 2026-10-30 Applic",
                "D 2150 500.00",
                "C 1201 500.00",
            ],
        ],
    }


def test_scenario_39_deposits_and_receivable_return_to_nothing(shop: Shop) -> None:
    shop.wait_for_payment()
    sell_in_two_parts(shop)

    batches = produce(shop.company, OCTOBER), produce(shop.company, PAID)

    assert net_of(*batches) == {
        "1010": Decimal("1149.75"),
        "1201": Decimal(0),
        "2150": Decimal(0),
        "4000": Decimal("-1000.00"),
        "2310": Decimal("-50.00"),
        "2320": Decimal("-99.75"),
    }


def test_scenario_40_the_receivable_is_what_customers_owe(shop: Shop) -> None:
    shop.pay({sell(shop): "500.00"}, on=PART)

    batch = produce(shop.company, OCTOBER)

    assert written_in(batch) == {"GLImport.001": [SALE, payment(PART, "500.00")]}
    owed = Invoice.objects.open().aggregate(Sum("balance"))["balance__sum"]
    assert net_of(batch)["1201"] == owed == Decimal("649.75")


@pytest.mark.parametrize("only_when_paid", [False, True])
def test_scenario_42_no_file_straddles_two_fiscal_years(
    shop: Shop, *, only_when_paid: bool
) -> None:
    shop.change(only_when_paid=only_when_paid)
    invoice = shop.issue(shop.line("100.00"), on=date(2026, 12, 30))
    shop.pay({invoice: "114.98"}, on=date(2027, 1, 4))

    batch = produce(shop.company, date(2027, 1, 31))

    december = "2026-12-30 FAC-00001 Gagnon"
    taxes = ["C 2310 5.00", "C 2320 9.98"]
    assert written_in(batch) == {
        "GLImport.001": [[december, "D 1201 114.98", "C 4000 100.00", *taxes]],
        "GLImport.002": [payment(date(2027, 1, 4), "114.98")],
    }
