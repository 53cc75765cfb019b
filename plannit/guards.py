"""Every guard of the database; those of the history stand here, above its library."""

from accounting.guards import Guard
from accounting.journal_guards import JOURNAL_GUARDS
from exports.guards import EXPORT_GUARDS

HISTORY_GUARDS = [
    Guard(name="history_is_fixed", table="auditlog_logentry", event="UPDATE"),
    Guard(name="history_is_kept", table="auditlog_logentry", event="DELETE"),
]
SIGN_IN_GUARDS = [
    Guard(name="sign_in_event_is_fixed", table="companies_signinevent", event="UPDATE")
]
ALL_GUARDS = [*JOURNAL_GUARDS, *EXPORT_GUARDS, *HISTORY_GUARDS, *SIGN_IN_GUARDS]
