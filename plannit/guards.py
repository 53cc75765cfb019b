"""Every guard of the database; those of the history stand here, above its library."""

from accounting.guards import Guard
from accounting.journal_guards import JOURNAL_GUARDS
from exports.guards import EXPORT_GUARDS

HISTORY_GUARDS = [
    Guard(name="history_is_fixed", table="auditlog_logentry", event="UPDATE"),
    Guard(name="history_is_kept", table="auditlog_logentry", event="DELETE"),
]
ALL_GUARDS = [*JOURNAL_GUARDS, *EXPORT_GUARDS, *HISTORY_GUARDS]
