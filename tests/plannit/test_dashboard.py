from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.models import AccountingSettings, GLAccount, JournalEntry, JournalLine
from companies.models import Company, Membership
from plannit.queries import EntryTotal, entry_totals, setup_steps
from tests.factories import (
    make_category,
    make_company,
    make_item,
    make_member,
    make_settings,
    make_tax,
)
from ui.signs import Sign

pytestmark = pytest.mark.django_db
Status = JournalEntry.Status
DASHBOARD = reverse("dashboard", args=["cote"])


def wanting(company: Company) -> list[str]:
    return [step.wanting for step in setup_steps(company)]


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


def test_a_fresh_company_has_four_steps_before_it() -> None:
    receivable, pairs, taxes, items = wanting(make_company())

    assert receivable == (
        "Create it in Acomba, in the category Assets, add it to the chart of accounts,"
        " then choose it as the debit account of sales."
    )
    assert pairs == (
        "Missing: sales: debit account, sales: credit account, payments and refunds:"
        " debit account, payments and refunds: credit account."
    )
    assert [taxes, items] == [
        "There is no tax yet: add those that you collect.",
        "The catalogue is empty: add what you sell.",
    ]


def test_a_company_that_is_set_up_wants_nothing() -> None:
    company = make_company()
    make_settings(company)
    make_tax(company, "TPS", credit="2310")
    make_item(company, "DEB-1")

    assert wanting(company) == ["", "", "", ""]


@pytest.mark.parametrize(
    "change",
    [{"is_control": True}, {"is_active": False}, {"category": "liability"}],
    ids=["linked to a module", "inactive", "not an asset"],
)
def test_a_receivable_that_acomba_refuses_is_no_receivable(
    change: dict[str, object],
) -> None:
    company = make_company()
    make_settings(company)
    GLAccount.objects.filter(number="1201").update(**change)

    assert wanting(company)[0] == (
        "Account 1201 cannot hold receivables: it must be an asset, active and linked"
        " to no module."
    )


def test_a_tax_without_an_account_is_named() -> None:
    company = make_company()
    make_settings(company)
    make_tax(company, "TPS", credit="2310")
    make_tax(company, "TVQ", credit="none")
    make_tax(make_company("other"), "TVH", credit="none")

    assert wanting(company)[2] == "Missing for: TVQ."


def test_an_item_that_nothing_answers_for_is_counted() -> None:
    company = make_company()
    settings = make_settings(company)
    settings.unmapped = AccountingSettings.Unmapped.BLOCK
    settings.save()
    sales = GLAccount.objects.get(number="4000")
    services = make_category(company, "Services", credit_account=sales)
    make_item(company, "OWN", credit_account=sales)
    make_item(company, "SHARED", category=services)
    make_item(company, "OLD", is_archived=True)
    make_item(company, "NONE")
    make_item(company, "BARE", category=make_category(company, "Divers"))

    assert wanting(company)[3] == "2 items have no credit account."


def test_the_default_answers_unless_it_may_not() -> None:
    company = make_company()
    settings = make_settings(company)
    make_item(company, "NONE")

    assert wanting(company)[3] == ""
    settings.sale_credit = None
    settings.save()
    assert wanting(company)[3] == "1 item has no credit account."


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

    assert [(total.count, total.amount) for total in totals] == [(0, Decimal(0))] * 3


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

    # Session, person, membership with its company; settings, taxes, items, entries,
    # how many batches there are: none.
    with django_assert_num_queries(8):
        client.get(DASHBOARD)
