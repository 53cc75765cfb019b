from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from accounting.formats.profile import GLImportProfile
from accounting.formats.words import FRENCH, Words
from accounting.journal.entry import JournalEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a file says beside its entries.

    `first_on` and `last_on` bound the period, not the entries. `fingerprints` are the
    names and SHA-256 of the text files whose entries a workbook shows.
    """

    file_name: str
    first_on: date
    last_on: date
    is_test: bool = False
    profile: GLImportProfile = field(default_factory=GLImportProfile)
    words: Words = FRENCH
    account_names: Mapping[str, str] = field(default_factory=dict)
    fingerprints: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        subject = self.words.subject.format(
            first_on=self.first_on, last_on=self.last_on
        )
        mark = (self.words.test,) if self.is_test else ()
        return " - ".join((self.file_name, *mark, subject))


class Format(Protocol):
    """A way to write entries; `extension` is empty where the counter stands for it."""

    @property
    def identifier(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def extension(self) -> str: ...
    @property
    def content_type(self) -> str: ...

    def render(self, entries: Iterable[JournalEntry], *, sheet: Sheet) -> bytes: ...
