"""What a rule that chooses accounts is about: `item` in the origin `item:42`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Role(StrEnum):
    """What an account carries: all but `OTHER` are proved, and carry nothing else.

    `ADVANCES` are the deposits and credits of customers.
    """

    RECEIVABLE = "receivable"
    ADVANCES = "advances"
    TAXES = "taxes"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKind:
    """`words` tell a row by its %(name)s; `page`, named by URL, is where it is mapped.

    `columns` are those of its accounts, each with the role it gives them.
    """

    model: str
    page: str
    words: "StrOrPromise"
    columns: Mapping[str, Role] = field(default_factory=dict)


SUBJECT_KINDS: dict[str, SubjectKind] = {}
"""Each app adds the kinds that it maps, so that the journal can name what lies above."""
