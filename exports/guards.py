"""The bytes of a file are evidence: the database keeps them as they were written."""

from accounting.guards import Guard

EXPORT_GUARDS = [
    Guard(name="exportfile_is_fixed", table="exports_exportfile", event="UPDATE"),
    Guard(name="exportfile_is_kept", table="exports_exportfile", event="DELETE"),
]
