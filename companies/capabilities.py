from enum import StrEnum, auto

from companies.models import Membership


class Can(StrEnum):
    """What a member may do; views and templates ask for these, never for a role."""

    EDIT_DOCUMENTS = auto()
    REVERSE_DOCUMENTS = auto()
    VIEW_DOCUMENTS = auto()
    EDIT_CATALOG = auto()
    VIEW_JOURNAL = auto()
    EXPORT_JOURNAL = auto()
    CLOSE_BOOKS = auto()
    REOPEN_BOOKS = auto()
    VIEW_SETTINGS = auto()
    EDIT_SETTINGS = auto()
    MANAGE_MEMBERS = auto()


STAFF = frozenset({Can.EDIT_DOCUMENTS, Can.VIEW_DOCUMENTS, Can.EDIT_CATALOG})
ACCOUNTANT = frozenset(
    {
        Can.REVERSE_DOCUMENTS,
        Can.VIEW_DOCUMENTS,
        Can.EDIT_CATALOG,
        Can.VIEW_JOURNAL,
        Can.EXPORT_JOURNAL,
        Can.CLOSE_BOOKS,
        Can.VIEW_SETTINGS,
    }
)
ADMIN = frozenset(Can)

ROLE_CAPABILITIES: dict[str, frozenset[Can]] = {
    Membership.Role.STAFF: STAFF,
    Membership.Role.ACCOUNTANT: ACCOUNTANT,
    Membership.Role.ADMIN: ADMIN,
}


def reverses(role: Membership.Role) -> bool:
    """Tell whether a new member of this role has REVERSE_DOCUMENTS."""
    return Can.REVERSE_DOCUMENTS in ROLE_CAPABILITIES[role]


def capabilities_of(membership: Membership) -> frozenset[Can]:
    """Take those of the role; REVERSE_DOCUMENTS alone is the member's own."""
    of_role = ROLE_CAPABILITIES[membership.role]
    own = frozenset({Can.REVERSE_DOCUMENTS})
    return of_role | own if membership.may_reverse else of_role - own
