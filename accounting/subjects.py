"""What a rule that chooses accounts is about: `item` in the origin `item:42`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKind:
    """`words` tell a row by its %(name)s; `page`, named by URL, is where it is mapped."""

    model: str
    page: str
    words: "StrOrPromise"


SUBJECT_KINDS: dict[str, SubjectKind] = {}
"""Each app adds the kinds that it maps, so that the journal can name what lies above."""
