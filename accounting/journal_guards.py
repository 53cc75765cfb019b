"""What the database refuses to do to the journal."""

from accounting.guards import Guard, differ

ENTRY, LINE = "accounting_journalentry", "accounting_journalline"


def _is_exported(entry: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {ENTRY} e"  # noqa: S608 - our own names
        f" WHERE e.id = {entry} AND e.status = 'EXPORTED')"
    )


def _lacks(*, accounts: bool) -> str:
    """Fewer than two lines, out of balance, or without an account if asked."""
    # Whole cents: SQLite adds the amounts as floats.
    debits, credits_ = (
        f"CAST(ROUND(SUM({side} * 100)) AS BIGINT)" for side in ("debit", "credit")
    )
    wanting = " OR COUNT(*) <> COUNT(account_id)" * accounts
    return (
        f"(SELECT COUNT(*) < 2 OR {debits} <> {credits_}{wanting}"  # noqa: S608 - our own names
        f" FROM {LINE} WHERE entry_id = NEW.id)"
    )


IDENTITY = ("id", "company_id", "source_kind", "source_id", "event", "revision")
STATE = ("document_number", "party", "happened_on", "ready_on", "was_exported")
LEAVES_COMPLETE = f"NEW.status = 'EXPORTED' AND {_lacks(accounts=True)}"
STAYS_AS_EXPORTED = (
    "OLD.status = 'EXPORTED' AND (NEW.status NOT IN ('EXPORTED', 'READY')"
    f" OR {differ(*IDENTITY, *STATE)})"
)
FILLS_AN_ACCOUNT_ONLY = (
    f"{_is_exported('OLD.entry_id')} OR OLD.account_id IS NOT NULL"
    f" OR {differ('id', 'entry_id', 'position', 'debit', 'credit', 'tax_treatment')}"
)
# NEW is the row as one statement left it: the entry is read again as it is now.
BALANCES_AT_COMMIT = (
    f"EXISTS (SELECT 1 FROM {ENTRY} e WHERE e.id = NEW.id"  # noqa: S608 - our own names
    f" AND e.status IN ('HELD', 'READY')) AND {_lacks(accounts=False)}"
)

JOURNAL_GUARDS = [
    Guard(
        name="journalline_not_added_to_exported",
        table=LINE,
        event="INSERT",
        condition=_is_exported("NEW.entry_id"),
    ),
    Guard(
        name="journalline_only_fills_an_account",
        table=LINE,
        event="UPDATE",
        condition=FILLS_AN_ACCOUNT_ONLY,
    ),
    Guard(
        name="journalline_not_taken_from_exported",
        table=LINE,
        event="DELETE",
        condition=_is_exported("OLD.entry_id"),
    ),
    Guard(
        name="journalentry_inserted_exported",
        table=ENTRY,
        event="INSERT",
        condition=LEAVES_COMPLETE,
    ),
    Guard(
        name="journalentry_exported_is_complete",
        table=ENTRY,
        event="UPDATE",
        condition=LEAVES_COMPLETE,
    ),
    Guard(
        name="journalentry_exported_is_fixed",
        table=ENTRY,
        event="UPDATE",
        condition=STAYS_AS_EXPORTED,
    ),
    Guard(
        name="journalentry_exported_is_kept",
        table=ENTRY,
        event="DELETE",
        condition="OLD.status = 'EXPORTED'",
    ),
    Guard(
        name="journalentry_inserted_balances",
        table=ENTRY,
        event="INSERT",
        condition=BALANCES_AT_COMMIT,
        concerns="NEW.status IN ('HELD', 'READY')",
        deferred=True,
    ),
    Guard(
        name="journalentry_updated_balances",
        table=ENTRY,
        event="UPDATE",
        condition=BALANCES_AT_COMMIT,
        concerns="NEW.status IN ('HELD', 'READY')",
        deferred=True,
    ),
]
