from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.models import GLAccount, JournalEntry, JournalLine
from companies.models import Company, Membership
from plannit.queries import EntryTotal, entry_totals
from tests.factories import (
    make_company,
    make_item,
    make_member,
    make_settings,
    make_tax,
)
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop
from tests.invoices.views.desk import days_ago, words_of
from ui.signs import Sign

pytestmark = pytest.mark.django_db
Status = JournalEntry.Status
DASHBOARD = reverse("dashboard", args=["cote"])


def make_sale(
    company: Company, number: int, status: Status, amount: str, *credited: str | None
) -> None:
    entry = JournalEntry.objects.create(
        company=company,
        source_kind="invoices.invoice",
        source_id=number,
        event=JournalEntry.Event.SALE,
        document_number=f"FAC-{number:05}",
        party="Tremblay",
        happened_on=date(2026, 11, 3),
        ready_on=None if status == Status.HELD else date(2026, 11, 3),
        status=status,
    )
    accounts = GLAccount.objects.for_company(company)
    JournalLine.objects.create(
        entry=entry,
        position=1,
        account=accounts.get(number="1201"),
        debit=Decimal(amount),
    )
    for position, account in enumerate(credited, start=2):
        JournalLine.objects.create(
            entry=entry,
            position=position,
            account=accounts.filter(number=account).first(),
            credit=Decimal(amount) / len(credited),
        )


def test_entries_are_told_apart_by_what_they_wait_for() -> None:
    company = make_company()
    make_settings(company)
    make_sale(company, 1, Status.READY, "1234.50", "4000", "2310")
    make_sale(company, 2, Status.READY, "0.10", "4000")
    make_sale(company, 3, Status.HELD, "114.98", "4000")
    make_sale(company, 4, Status.HELD, "20.00", None, None)
    make_sale(company, 5, Status.WITHDRAWN, "99.00", "4000")

    assert entry_totals(company) == [
        EntryTotal(
            sign=Sign.WAITS, label="ready to export", count=2, amount=Decimal("1234.60")
        ),
        EntryTotal(
            sign=Sign.WAITS,
            label="held until they are paid",
            count=1,
            amount=Decimal("114.98"),
        ),
        EntryTotal(
            sign=Sign.NEEDS_YOU,
            label="to mend: an account is missing or refused",
            count=1,
            amount=Decimal("20.00"),
        ),
    ]


def test_a_company_without_entries_has_nothing_to_export() -> None:
    totals = entry_totals(make_company())

    assert [(t.sign, t.count, t.amount) for t in totals] == [
        (Sign.NEUTRAL, 0, Decimal(0))
    ] * 3


def test_staff_sees_its_work_and_no_accounting(client: Client) -> None:
    client.force_login(make_member(make_company("cote"), Membership.Role.STAFF))

    answer = client.get(DASHBOARD)

    assert "Your work" in answer.text
    assert "totals" not in answer.context
    assert "steps" not in answer.context


@pytest.mark.parametrize("count", [1, 3])
def test_the_dashboard_asks_the_same_queries_for_one_and_for_three(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = make_company("cote")
    make_settings(company)
    for number in range(count):
        make_tax(company, f"T{number}", credit="2310")
        make_item(company, f"I{number}")
        make_sale(company, number, Status.READY, "10.00", "4000")
    client.force_login(make_member(company))

    client.get(DASHBOARD)

    # Session, person, membership with its company; settings, chart, taxes, groups,
    # methods, items, the file’s settings (2), due cheques (3), overdue invoices, entries,
    # how many batches there are: none.
    with django_assert_num_queries(17):
        client.get(DASHBOARD)


def test_what_is_overdue_is_told_to_staff_as_the_list_tells_it(client: Client) -> None:
    shop = open_shop()
    counter = Counter(shop)
    client.force_login(make_member(shop.company, Membership.Role.STAFF))
    counter.pay({counter.issue("100.00", days_ago(9)): "14.98"}, days_ago(8))
    counter.issue("100.00", days_ago(1))
    counter.issue("100.00", days_ago())
    counter.issue("-100.00", days_ago(9))
    counter.pay({counter.issue("100.00", days_ago(9)): "114.98"}, days_ago(8))
    overdue = f"{reverse('invoices:invoice_list', args=['cote'])}?state=OVERDUE"

    page = words_of(client.get(DASHBOARD))

    assert f'href="{overdue}"' in page
    badge = '<span class="status status-needs-you">2 invoices are overdue</span>'
    assert f"{badge}</a> <strong>$214.98</strong>" in page
    assert "$229.96 billed, $214.98 due" in words_of(client.get(overdue))


def test_nothing_overdue_is_not_told(client: Client) -> None:
    client.force_login(make_member(make_company("cote")))

    assert "verdue" not in client.get(DASHBOARD).text
