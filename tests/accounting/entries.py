from datetime import date
from decimal import Decimal

from accounting.formats.base import Sheet
from accounting.formats.profile import GLImportProfile
from accounting.formats.words import FRENCH, Words
from accounting.journal.entry import JournalEntry, JournalLine, Side


def debit(account: str | None, amount: str) -> JournalLine:
    return JournalLine(account=account, side=Side.DEBIT, amount=Decimal(amount))


def credit(account: str | None, amount: str) -> JournalLine:
    return JournalLine(account=account, side=Side.CREDIT, amount=Decimal(amount))


def make_entry(
    *lines: JournalLine,
    description: str = "FAC-00042 Tremblay",
    document: str = "FAC-00042",
    on: date = date(2026, 11, 24),
) -> JournalEntry:
    return JournalEntry(
        date=on,
        description=description,
        document=document,
        lines=lines or (debit("1201", "114.98"), credit("4100", "114.98")),
    )


def make_example() -> tuple[JournalEntry, JournalEntry]:
    """An invoice of 100.00 with its two taxes, and its payment."""
    sale = make_entry(
        debit("1201", "114.98"),
        credit("4100", "100.00"),
        credit("2310", "5.00"),
        credit("2320", "9.98"),
    )
    payment = make_entry(
        debit("1001", "114.98"),
        credit("1201", "114.98"),
        description="FAC-00042 Paiement Tremblay",
    )
    return sale, payment


def make_sheet(
    *,
    file_name: str = "GLImport.001",
    is_test: bool = False,
    profile: GLImportProfile | None = None,
    words: Words = FRENCH,
) -> Sheet:
    return Sheet(
        file_name=file_name,
        first_on=date(2026, 11, 1),
        last_on=date(2026, 11, 30),
        is_test=is_test,
        profile=profile or GLImportProfile(),
        words=words,
        account_names={"1201": "Compte-clients Plannit", "4100": "Ventes"},
        fingerprints=(("GLImport.001", "ab" * 32),),
    )
