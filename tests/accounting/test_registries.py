"""What other apps hang on the journal: each is asked, in the order it came."""

from collections.abc import Iterator
from datetime import date

import pytest

from accounting.control import CONTROLS, control_faults
from accounting.models import JournalEntry, JournalEntryQuerySet
from accounting.origins import find_subjects
from accounting.preflight import WARNERS, warnings_before
from accounting.subjects import SUBJECT_KINDS, SubjectKind
from companies.models import Company
from tests.exports.journal import make_books, record_sale
from tests.factories import make_account, make_company

pytestmark = pytest.mark.django_db

THROUGH = date(2026, 11, 30)


@pytest.fixture
def company() -> Company:
    return make_books()


@pytest.fixture
def two_more() -> Iterator[None]:
    """Two apps that speak of every export."""

    def warn(company: Company, through: date) -> list[str]:
        return [f"{company.slug} through {through}", "again"]

    def control(company: Company, entries: JournalEntryQuerySet) -> list[str]:
        return [f"{company.slug}: {entry.document_number}" for entry in entries]

    WARNERS["first"], WARNERS["second"] = warn, warn
    CONTROLS["first"], CONTROLS["second"] = control, control
    yield
    for registry in (WARNERS, CONTROLS):
        del registry["first"], registry["second"]


@pytest.mark.usefixtures("two_more")
def test_every_app_warns_before_an_export(company: Company) -> None:
    assert list(warnings_before(company, THROUGH)) == [
        "cote through 2026-11-30",
        "again",
        "cote through 2026-11-30",
        "again",
    ]


@pytest.mark.usefixtures("two_more")
def test_every_app_controls_the_entries_of_a_batch(company: Company) -> None:
    record_sale(company, 1)
    record_sale(company, 2)
    entries = JournalEntry.objects.order_by("document_number").filter(source_id=2)

    faults = list(control_faults(company, entries))

    # The documents themselves speak too: these entries have none.
    own = [fault for fault in faults if fault.startswith("cote: ")]
    assert own == ["cote: FAC-00002", "cote: FAC-00002"]


@pytest.fixture
def accounts_as_subjects() -> Iterator[None]:
    SUBJECT_KINDS["account"] = SubjectKind(
        model="accounting.GLAccount",
        page="accounting:account_edit",
        words="the account %(name)s",
    )
    yield
    del SUBJECT_KINDS["account"]


@pytest.mark.usefixtures("accounts_as_subjects")
def test_a_kind_that_an_app_adds_is_named_with_its_page(company: Company) -> None:
    account = make_account(company, "9000", name="Divers")
    theirs = make_account(make_company("roy"), "9999", name="Secret")

    found = find_subjects(
        company, [f"account:{account.pk}", f"account:{theirs.pk}", "text"]
    )

    told = {key: (reason.text, reason.url) for key, reason in found.items()}
    assert told == {
        f"account:{account.pk}": (
            "the account 9000 Divers",
            f"/c/cote/settings/accounts/{account.pk}/",
        ),
        f"account:{theirs.pk}": ("what is no longer there", ""),
        "text": ("lines without an item", "/c/cote/settings/accounting/"),
    }
