"""Entries of the journal as the writer of the journal keeps them."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine, Side
from accounting.journal.movements import Account
from accounting.journal.plan import EntryPlan
from accounting.models import JournalEntry
from accounting.services.journal import record_plans
from companies.models import Company
from exports.models import ExportBatch
from exports.services.producing import produce_batch
from exports.services.storing import Keep
from tests.factories import make_company, make_settings

INVOICE = "invoices.invoice"
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("America/Toronto"))
MONTH_END = date(2026, 11, 30)
SERVICES = Account(number="4000", origin="item:1")
NO_ACCOUNT = Account(number=None, origin="missing:item:7")


def make_books(slug: str = "cote") -> Company:
    """A company with the scenarios' chart and default accounts, and no entry."""
    company = make_company(slug)
    make_settings(company)
    return company


@transaction.atomic
def record_sale(
    company: Company,
    number: int = 42,
    *,
    on: date = date(2026, 11, 3),
    amount: str = "114.98",
    account: Account = SERVICES,
    held: bool = False,
) -> JournalEntry:
    """The entry of an invoice that debits 1201 and credits one account."""
    total = Decimal(amount)
    plan = EntryPlan(
        source_kind=INVOICE,
        source_id=number,
        event=Event.SALE,
        document_number=f"FAC-{number:05}",
        party="Tremblay",
        happened_on=on,
        ready_on=None if held else on,
        lines=(
            JournalLine(account="1201", side=Side.DEBIT, amount=total, origin="sale"),
            JournalLine(
                account=account.number,
                side=Side.CREDIT,
                amount=total,
                origin=account.origin,
            ),
        ),
    )
    record_plans(company=company, plans=[plan], sources={INVOICE: [number]})
    entries = JournalEntry.objects.for_company(company).living()
    return entries.get(source_kind=INVOICE, source_id=number)


def produce(company: Company, through: date = TODAY) -> ExportBatch:
    return produce_with(uuid4(), company, through=through)


def produce_with(
    key: UUID, company: Company, *, through: date = TODAY, keep: Keep | None = None
) -> ExportBatch:
    return produce_batch(
        company=company,
        through=through,
        produced_at=NOW,
        produced_on=TODAY,
        produced_by=None,
        key=key,
        keep=keep,
    )


def numbers_in(batch: ExportBatch) -> list[str]:
    """The documents of the batch in the order of its files."""
    rows = batch.entries.select_related("entry").order_by("position")
    return [row.entry.document_number for row in rows]
