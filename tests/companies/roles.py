"""What each role may do, as the pages and the table of capabilities must have it."""

from companies.capabilities import Can
from companies.models import Membership

Role = Membership.Role
MAY: dict[Role, set[Can]] = {
    Role.STAFF: {Can.EDIT_DOCUMENTS, Can.VIEW_DOCUMENTS, Can.EDIT_CATALOG},
    Role.ACCOUNTANT: {
        Can.REVERSE_DOCUMENTS,
        Can.VIEW_DOCUMENTS,
        Can.EDIT_CATALOG,
        Can.VIEW_JOURNAL,
        Can.EXPORT_JOURNAL,
        Can.CLOSE_BOOKS,
        Can.VIEW_SETTINGS,
    },
    Role.ADMIN: set(Can),
}
