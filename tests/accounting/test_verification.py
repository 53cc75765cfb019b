from collections.abc import Sequence
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from accounting.models import GLAccount, JournalEntry
from accounting.verification import entry_faults
from companies.models import Company
from tests.accounting.models.journal_rows import add_entry
from tests.carrying import export
from tests.factories import make_account, make_company

pytestmark = pytest.mark.django_db
Status = JournalEntry.Status


@pytest.fixture
def account() -> GLAccount:
    return make_account(make_company())


@pytest.fixture
def company(account: GLAccount) -> Company:
    return account.company


def add(
    account: GLAccount,
    number: int,
    debits: Sequence[str] = (),
    credits_: Sequence[str] = (),
    status: Status = Status.NO_EFFECT,
) -> JournalEntry:
    """FAC-00001 and on; in these states PostgreSQL takes lines that do not balance."""
    entry = add_entry(
        account.company,
        source_id=number,
        document_number=f"FAC-{number:05}",
        status=status,
    )
    for position, text in enumerate(debits, start=1):
        entry.lines.create(position=position, account=account, debit=Decimal(text))
    for position, text in enumerate(credits_, start=len(debits) + 1):
        entry.lines.create(position=position, account=account, credit=Decimal(text))
    return entry


def test_each_entry_that_is_wrong_is_named_in_the_order_it_was_written(
    account: GLAccount, company: Company
) -> None:
    first = add(account, 2, ["5.00"], ["5.01"])
    second = add(account, 1, ["5.00"])
    third = add(account, 3, ["5.00"], ["5.00"])

    assert list(entry_faults(company)) == [
        f"Entry {first.pk} (FAC-00002) debits 5.00, credits 5.01.",
        f"Entry {second.pk} (FAC-00001) debits 5.00, credits 0.00.",
        f"Entry {third.pk} (FAC-00003) has 2 lines.",
    ]


@pytest.mark.parametrize("status", [Status.NO_EFFECT, Status.PRIOR])
def test_what_has_no_effect_here_has_no_lines(
    account: GLAccount, company: Company, status: Status
) -> None:
    add(account, 1, status=status)
    entry = add(account, 2, ["5.00"], ["2.00", "3.00"], status)

    assert list(entry_faults(company)) == [f"Entry {entry.pk} (FAC-00002) has 3 lines."]


def test_cents_that_no_float_holds_balance(
    account: GLAccount, company: Company
) -> None:
    add(account, 1, ["0.10", "0.20"], ["0.30"], Status.READY)
    add(account, 2, ["0.10"] * 10, ["1.00"], Status.READY)

    assert list(entry_faults(company)) == []


def test_a_line_that_waits_for_its_account_is_no_fault(company: Company) -> None:
    entry = add_entry(company)
    entry.lines.create(position=1, debit=Decimal("5.00"))
    entry.lines.create(position=2, credit=Decimal("5.00"))

    assert list(entry_faults(company)) == []


def test_an_exported_entry_with_its_accounts_is_no_fault(
    account: GLAccount, company: Company
) -> None:
    entry = add(account, 1, ["5.00"], ["5.00"], Status.READY)
    export([entry])

    assert list(entry_faults(company)) == []


def test_neither_a_withdrawn_entry_nor_another_company_is_judged(
    account: GLAccount, company: Company
) -> None:
    add(account, 1, ["5.00"], status=Status.WITHDRAWN)
    other = make_account(make_company("roy"))
    theirs = add(other, 1, ["5.00"])

    assert list(entry_faults(company)) == []
    assert list(entry_faults(other.company)) == [
        f"Entry {theirs.pk} (FAC-00001) debits 5.00, credits 0.00."
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_all_entries_are_judged_at_once(
    account: GLAccount,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(1, count + 1):
        add(account, number, ["5.00"])

    with django_assert_num_queries(1):
        faults = list(entry_faults(company))

    assert len(faults) == count
