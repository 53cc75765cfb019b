from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.journal.movements import Account
from accounting.models import JournalEntry
from companies.models import Company, Membership
from exports.models import GLImportSettings
from exports.preview import Preview, preview_export
from tests.exports.journal import TODAY, make_books, record_sale
from tests.factories import make_item, make_member
from tests.invoices.shop import Shop, entry_of

NOVEMBER = "2025-11-30"
pytestmark = pytest.mark.django_db


def preview_of(company: Company) -> Preview:
    return preview_export(company=company, through=TODAY, produced_on=TODAY)


def page(client: Client, company: Company, through: str = NOVEMBER) -> str:
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    answer: Any = client.get(
        reverse("exports:batch_new", args=["cote"]), {"through": through}
    )
    return " ".join(answer.text.split())


def rename(entry: JournalEntry, party: str) -> None:
    entry.party = party
    entry.save(update_fields=["party"])


def test_a_file_for_each_month_is_announced_with_its_name_and_total() -> None:
    company = make_books()
    GLImportSettings.objects.create(company=company, next_counter=999)
    record_sale(company, 1, on=date(2026, 9, 30), amount="10.00")
    record_sale(company, 2, on=date(2026, 11, 1), amount="20.00")
    record_sale(company, 3, on=date(2026, 11, 2), amount="40.00")

    files = preview_of(company).files

    assert [(f.name, f.first_on, f.entry_count, f.total) for f in files] == [
        ("GLImport.999", date(2026, 9, 1), 1, Decimal("10.00")),
        ("GLImport.001", date(2026, 11, 1), 2, Decimal("60.00")),
    ]


def test_each_respelled_word_is_shown_once() -> None:
    company = make_books()
    for number in (1, 2):
        rename(record_sale(company, number), "Œuvres du Cœur")

    shown = preview_of(company)

    assert [(s.word, s.in_file) for s in shown.spellings] == [
        ("Œuvres", "OEuvres"),
        ("Cœur", "Coeur"),
    ]
    assert shown.more_spellings == 0


@pytest.mark.parametrize(
    ("words", "shown", "more"), [(50, 50, 0), (51, 50, 1), (53, 50, 3)]
)
def test_fifty_respelled_words_are_shown_and_the_others_counted(
    words: int, shown: int, more: int
) -> None:
    company = make_books()
    for number in range(words):
        rename(record_sale(company, number), f"Cœur{number}")

    preview = preview_of(company)

    assert (len(preview.spellings), preview.more_spellings) == (shown, more)


def test_what_stays_behind_is_not_counted_among_what_goes() -> None:
    company = make_books()
    rename(record_sale(company, account=Account(number=None, origin="sale")), "Cœur")

    preview = preview_of(company)

    assert (preview.entry_count, preview.total) == (0, Decimal("0.00"))
    assert (preview.accounts, preview.files, preview.spellings) == ([], [], [])
    assert len(preview.behind) == 1


def test_the_page_links_a_set_aside_document_to_its_page_and_its_entry(
    client: Client, shop: Shop
) -> None:
    shop.change(unmapped="block")
    invoice = shop.issue(shop.line("75.00", None), on=date(2025, 11, 4))
    entry = entry_of(invoice)

    shown = page(client, shop.company)

    waiting = entry.lines.get(account=None)
    assert "1 entry is ready and cannot go." in shown
    for address in (
        f"/c/cote/invoices/{invoice.pk}/",
        f"/c/cote/entries/{entry.pk}/",
        f"/c/cote/entries/lines/{waiting.pk}/account/",
    ):
        assert f'href="{address}"' in shown


def test_the_page_tells_taxes_dates_and_spellings(client: Client, shop: Shop) -> None:
    shop.wait_for_payment()
    invoice = shop.issue(shop.line("100.00"), on=date(2025, 11, 4))
    shop.pay({invoice: "114.98"}, on=date(2025, 11, 5))
    rename(entry_of(invoice), "Cœur")

    shown = page(client, shop.company)

    assert (
        "A sale has the date of its invoice, even when it is paid in a later" in shown
    )
    assert "<li> “Cœur” → “Coeur” </li>" in shown
    assert 'TVQ</th> <td class="amount"></td> <td class="amount">$9.98</td>' in shown


def test_the_page_counts_what_waits_in_words(client: Client, shop: Shop) -> None:
    company = shop.company
    record_sale(company, 1, on=date(2025, 11, 4), amount="10.00", held=True)
    record_sale(company, 2, on=date(2025, 12, 4), amount="20.00")

    shown = page(client, company)

    assert "1 entry ($10.00) is held until its invoice is paid." in shown
    assert "1 entry ($20.00) is still to come: it is ready after this day." in shown
    assert "accounting effect" not in shown
    assert "Nothing waits." not in shown
    assert "Nothing to export through this date." in shown


def test_the_page_of_nothing_says_that_nothing_waits(
    client: Client, shop: Shop
) -> None:
    shown = page(client, shop.company)

    assert "Nothing waits." in shown
    assert "held until" not in shown
    assert "still to come" not in shown
    assert "accounting effect" not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_a_preview_asks_as_much_for_three_entries_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = make_books()
    for number in range(count):
        item = make_item(company, f"A{number}")
        missing = Account(number=None, origin=f"missing:item:{item.pk}")
        default = Account(number="4900", origin=f"default:item:{item.pk}")
        record_sale(company, number, account=missing)
        record_sale(company, number + 10, account=default)
    preview_of(company)

    with django_assert_num_queries(25):
        preview_of(company)
