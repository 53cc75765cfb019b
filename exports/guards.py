"""What left is evidence: the database keeps it as it was, for good once imported."""

from accounting.guards import Guard, differ

BATCH, FILE, PLACE = "exports_exportbatch", "exports_exportfile", "exports_batchentry"
ENTRY, TAKEN_BACK = "accounting_journalentry", "exports_takenbackimport"
WRITTEN = (
    "id",
    "batch_id",
    "format",
    "name",
    "first_on",
    "last_on",
    "entry_count",
    "total",
    "content",
    "sha256",
)


def _is_carried(entry: str, *states: str) -> str:
    """Whether an entry has a living place in a file of one of these states."""
    wanted = ", ".join(f"'{state}'" for state in states)
    return (
        f"EXISTS (SELECT 1 FROM {PLACE} p JOIN {FILE} f ON f.id = p.file_id"  # noqa: S608 - our own names
        f" WHERE p.entry_id = {entry} AND p.released_at IS NULL"
        f" AND f.state IN ({wanted}))"
    )


IS_EXPORTED = (
    f"EXISTS (SELECT 1 FROM {ENTRY} e"  # noqa: S608 - our own names
    " WHERE e.id = NEW.entry_id AND e.status = 'EXPORTED')"
)
HAS_LIVING_ENTRIES = (
    f"EXISTS (SELECT 1 FROM {PLACE} p"  # noqa: S608 - our own names
    " WHERE p.file_id = NEW.id AND p.released_at IS NULL)"
)
IS_TAKEN_BACK = (
    f"EXISTS (SELECT 1 FROM {TAKEN_BACK} t"  # noqa: S608 - our own names
    " WHERE t.file_id = OLD.id AND t.imported_at = OLD.imported_at)"
)
IS_IMPORTED = (
    f"EXISTS (SELECT 1 FROM {FILE} f WHERE f.id = NEW.file_id"  # noqa: S608 - our own names
    " AND f.state = 'IMPORTED' AND f.imported_at = NEW.imported_at)"
)

EXPORT_GUARDS = [
    Guard(
        name="exportbatch_produced_is_fixed",
        table=BATCH,
        event="UPDATE",
        condition="NOT OLD.is_begun",
    ),
    Guard(name="exportbatch_is_kept", table=BATCH, event="DELETE"),
    Guard(
        name="exportfile_is_fixed",
        table=FILE,
        event="UPDATE",
        condition=(
            "OLD.state IS NULL OR OLD.state IN ('REJECTED', 'CANCELLED')"
            f" OR {differ(*WRITTEN)}"
        ),
    ),
    Guard(
        name="exportfile_imported_is_fixed",
        table=FILE,
        event="UPDATE",
        condition=(
            "OLD.state = 'IMPORTED' AND"
            f" (COALESCE(NEW.state, '') <> 'PRODUCED' OR NOT {IS_TAKEN_BACK})"
        ),
    ),
    Guard(
        name="exportfile_ended_holds_no_entry",
        table=FILE,
        event="UPDATE",
        condition=f"NEW.state IN ('REJECTED', 'CANCELLED') AND {HAS_LIVING_ENTRIES}",
    ),
    Guard(name="exportfile_is_kept", table=FILE, event="DELETE"),
    Guard(
        name="batchentry_is_fixed",
        table=PLACE,
        event="UPDATE",
        condition=(
            "OLD.released_at IS NOT NULL OR"
            f" {differ('id', 'batch_id', 'file_id', 'entry_id', 'position', 'dated_on')}"
        ),
    ),
    Guard(
        name="batchentry_exported_is_not_released",
        table=PLACE,
        event="UPDATE",
        condition=f"NEW.released_at IS NOT NULL AND {IS_EXPORTED}",
    ),
    Guard(name="batchentry_is_kept", table=PLACE, event="DELETE"),
    Guard(
        name="journalentry_exported_is_carried",
        table=ENTRY,
        event="UPDATE",
        condition=(
            "NEW.status = 'EXPORTED' AND NOT"
            f" {_is_carried('NEW.id', 'PRODUCED', 'IMPORTED')}"
        ),
    ),
    Guard(
        name="journalentry_imported_stays_exported",
        table=ENTRY,
        event="UPDATE",
        condition=f"NEW.status <> 'EXPORTED' AND {_is_carried('OLD.id', 'IMPORTED')}",
    ),
    Guard(
        name="takenbackimport_was_imported",
        table=TAKEN_BACK,
        event="INSERT",
        condition=f"NOT {IS_IMPORTED}",
    ),
    Guard(name="takenbackimport_is_fixed", table=TAKEN_BACK, event="UPDATE"),
    Guard(name="takenbackimport_is_kept", table=TAKEN_BACK, event="DELETE"),
]
