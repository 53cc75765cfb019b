"""What a sale looks like in the file, down to the cent and the side."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounting.models import JournalEntry
from companies.models import Membership
from exports.models import ExportBatch
from exports.services.cancelling import cancel_batch
from exports.services.producing import NothingToExportError
from taxes.models import TaxRate
from tests.exports.journal import NOW, produce
from tests.exports.previews import preview_of
from tests.exports.reading import net_of, written_in
from tests.factories import make_member
from tests.invoices.shop import NOVEMBER_3, Shop, entry_of, lines_of

SALE = "2026-11-03 FAC-00001 Gagnon"


def file_of(shop: Shop) -> list[list[str]]:
    """The entries of the only file of a new batch."""
    (entries,) = written_in(produce(shop.company)).values()
    return entries


def test_scenario_2_the_page_and_the_file_give_one_total(
    shop: Shop, client: Client
) -> None:
    invoice = shop.issue(shop.line("140.00"))
    client.force_login(make_member(shop.company, Membership.Role.STAFF))

    page = client.get(reverse("invoices:invoice_detail", args=["cote", invoice.pk]))

    assert page.context["invoice"].total.amount == Decimal("160.97")
    assert "160.97" in page.text
    assert "160.96" not in page.text
    assert file_of(shop)[0][1] == "D 1201 160.97"


def test_scenario_4_the_file_takes_the_tax_of_the_invoice(shop: Shop) -> None:
    shop.issue(shop.line("4495.16"))
    TaxRate.objects.filter(tax__code="TVQ").update(rate=Decimal("0.5"))

    assert file_of(shop) == [
        [
            SALE,
            "D 1201 5168.31",
            "C 4000 4495.16",
            "C 2310 224.76",
            "C 2320 448.39",
        ]
    ]


def test_scenario_5_an_issued_invoice_keeps_its_way_of_rounding(shop: Shop) -> None:
    invoice = shop.issue(*(shop.line("33.33") for _ in range(3)))

    shop.change(tax_rounding="line")

    taxes = [str(tax.amount.amount) for tax in invoice.taxes.all()]
    assert taxes == ["5.00", "9.97"]
    assert file_of(shop)[0][-2:] == ["C 2310 5.00", "C 2320 9.97"]


def test_scenario_9_what_has_no_effect_is_counted_and_never_leaves(
    shop: Shop,
) -> None:
    invoice = shop.issue(shop.line("250.00", discount=Decimal("250.00")))

    preview = preview_of(shop)

    assert (preview.entry_count, preview.no_effect_count) == (0, 1)
    with pytest.raises(NothingToExportError):
        produce(shop.company)
    assert entry_of(invoice).status == JournalEntry.Status.NO_EFFECT


def test_scenario_9_each_bordereau_lists_what_the_last_one_did_not(
    shop: Shop, client: Client
) -> None:
    client.force_login(make_member(shop.company, Membership.Role.ACCOUNTANT))
    free = shop.line("250.00", discount=Decimal("250.00"))
    shop.issue(free)
    shop.issue(shop.line("100.00"))
    first = preview_of(shop).no_effect
    papers = [paper_of(client, produce(shop.company))]
    shop.issue(shop.line("30.00", discount=Decimal("30.00")))
    shop.issue(shop.line("200.00"))
    second = preview_of(shop).no_effect
    page = client.get(reverse("exports:batch_new", args=["cote"])).text
    papers.append(paper_of(client, produce(shop.company)))

    assert [entry.document_number for entry in first] == ["FAC-00001"]
    assert [entry.document_number for entry in second] == ["FAC-00003"]
    assert "FAC-00003</a>" in page
    alone = "1 document without accounting effect: there is nothing to import of it."
    assert [alone in paper for paper in papers] == [True, True]
    items = [f"<li>FAC-0000{n} Gagnon, 2026-11-03</li>" for n in (1, 3)]
    assert [[item in paper for item in items] for paper in papers] == [
        [True, False],
        [False, True],
    ]


def test_scenario_9_a_cancelled_batch_listed_nothing_for_good(shop: Shop) -> None:
    shop.issue(shop.line("250.00", discount=Decimal("250.00")))
    shop.issue(shop.line("100.00"))
    batch = produce(shop.company)
    assert preview_of(shop).no_effect == []

    cancel_batch(batch=batch, cancelled_at=NOW, cancelled_by=None)

    listed = [entry.document_number for entry in preview_of(shop).no_effect]
    assert listed == ["FAC-00001"]


def paper_of(client: Client, batch: ExportBatch) -> str:
    page = reverse("exports:bordereau", args=["cote", batch.pk])
    return " ".join(client.get(page, {"language": "en"}).text.split())


def test_scenario_9_the_journal_lists_what_has_no_effect(
    shop: Shop, client: Client
) -> None:
    shop.issue(shop.line("250.00", discount=Decimal("250.00")))
    client.force_login(make_member(shop.company, Membership.Role.ACCOUNTANT))

    answer = client.get(
        reverse("accounting:entry_list", args=["cote"]), {"status": "NO_EFFECT"}
    )

    rows = answer.context["table"].rows
    assert [row.record.document_number for row in rows] == ["FAC-00001"]
    assert "no accounting effect" in answer.text


def test_scenario_9_the_file_has_no_line_of_nothing(shop: Shop) -> None:
    shop.change(discounts=shop.account("4090"))
    shop.issue(shop.line("250.00", discount=Decimal("250.00")))

    assert file_of(shop) == [[SALE, "C 4000 250.00", "D 4090 250.00"]]


@pytest.mark.parametrize("detail", ["detailed", "summary"])
def test_scenario_11_both_forms_have_the_same_totals(shop: Shop, detail: str) -> None:
    shop.change(detail=detail)
    shop.issue(shop.line("250.00"), shop.line("80.00", "4010"))

    assert net_of(produce(shop.company)) == {
        "1201": Decimal("379.42"),
        "4000": Decimal("-250.00"),
        "4010": Decimal("-80.00"),
        "2310": Decimal("-16.50"),
        "2320": Decimal("-32.92"),
    }


@pytest.mark.parametrize(
    ("detail", "revenues"),
    [
        ("detailed", ["C 4000 250.00", "C 4000 80.00"]),
        ("summary", ["C 4000 330.00"]),
    ],
)
def test_scenario_12_the_file_details_or_sums_up(
    shop: Shop, detail: str, revenues: list[str]
) -> None:
    shop.change(detail=detail)
    shop.issue(shop.line("250.00"), shop.line("80.00"))

    assert file_of(shop) == [
        [SALE, "D 1201 379.42", *revenues, "C 2310 16.50", "C 2320 32.92"]
    ]


def test_scenario_12_a_summary_keeps_tax_treatments_apart(shop: Shop) -> None:
    shop.change(detail="summary")
    shop.issue(shop.line("250.00"), shop.line("80.00", group="Détaxé"))

    assert file_of(shop) == [
        [
            SALE,
            "D 1201 367.44",
            "C 4000 250.00",
            "C 4000 80.00",
            "C 2310 12.50",
            "C 2320 24.94",
        ]
    ]


def test_scenario_14_the_file_debits_the_discount(shop: Shop) -> None:
    shop.change(discounts=shop.account("4090"))
    shop.issue(shop.line("500.00", discount=Decimal("50.00")))

    assert file_of(shop)[0][1:4] == ["D 1201 517.39", "C 4000 500.00", "D 4090 50.00"]


def test_scenario_22_a_returned_part_has_no_sign_in_the_file(shop: Shop) -> None:
    shop.issue(shop.line("300.00"), shop.line("80.00", "4010", quantity=Decimal(-1)))

    assert file_of(shop) == [
        [
            SALE,
            "D 1201 252.95",
            "C 4000 300.00",
            "D 4010 80.00",
            "C 2310 11.00",
            "C 2320 21.95",
        ]
    ]


def test_scenario_23_a_negative_total_has_no_sign_in_the_file(shop: Shop) -> None:
    invoice = shop.issue(
        shop.line("60.00"), shop.line("80.00", "4010", quantity=Decimal(-1))
    )

    batch = produce(shop.company)

    assert invoice.issued_on == NOVEMBER_3
    assert [written_in(batch)["GLImport.001"][0][1:]] == [lines_of(invoice)]
    details = bytes(batch.files.get().content).decode("cp1252").split("\r\n")[3:]
    assert [line for line in details if "-" in line] == []
