"""What left is evidence: the database keeps it as it was, for good once imported."""

from accounting.guards import Guard

BATCH, PLACE = "exports_exportbatch", "exports_batchentry"


def _imported(column: str, value: str) -> str:
    """Whether the living place of a row is in a batch that Acomba has taken."""
    return (
        f"EXISTS (SELECT 1 FROM {PLACE} p JOIN {BATCH} b ON b.id = p.batch_id"  # noqa: S608 - our own names
        f" WHERE p.{column} = {value} AND p.released_at IS NULL"
        " AND b.status = 'IMPORTED')"
    )


EXPORT_GUARDS = [
    Guard(
        name="exportbatch_imported_is_fixed",
        table=BATCH,
        event="UPDATE",
        condition="OLD.status = 'IMPORTED'",
    ),
    Guard(name="exportbatch_is_kept", table=BATCH, event="DELETE"),
    Guard(
        name="batchentry_imported_is_fixed",
        table=PLACE,
        event="UPDATE",
        condition=_imported("id", "OLD.id"),
    ),
    Guard(name="batchentry_is_kept", table=PLACE, event="DELETE"),
    Guard(
        name="journalentry_imported_stays_exported",
        table="accounting_journalentry",
        event="UPDATE",
        condition=f"NEW.status <> 'EXPORTED' AND {_imported('entry_id', 'OLD.id')}",
    ),
    Guard(name="exportfile_is_fixed", table="exports_exportfile", event="UPDATE"),
    Guard(name="exportfile_is_kept", table="exports_exportfile", event="DELETE"),
]
