"""From an error of Acomba to the entries of the file that it can be about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounting.acomba.error_file import (
    Attempt,
    ImportFault,
    last_attempt,
    parse_error_file,
)
from accounting.acomba.filed import FiledEntry
from accounting.acomba.mentions import Clue, Mention, document_mention, mentions_in


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedFault:
    """An error with the positions of its entries, and what they were found by.

    Without any, its text is all that there is to show.
    """

    fault: ImportFault
    positions: tuple[int, ...] = ()
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileErrors:
    """What a report says of one file: its first errors, and how many others."""

    faults: tuple[MatchedFault, ...]
    more: int


def match_report(
    report: str, filed: Mapping[str, Sequence[FiledEntry]], *, most: int
) -> dict[str, FileErrors]:
    """By name of file: the last attempt at it, and what stands under no name.

    What is under no name and is found in some of the files is theirs; otherwise any of
    them may be meant.
    """
    attempts = parse_error_file(report)
    of_any = _faults(attempts, "")
    faults = {name: (*of_any, *_faults(attempts, name)) for name in filed}
    matched = {
        name: match_errors(faults[name][:most], entries)
        for name, entries in filed.items()
    }
    found = {m.fault.line for each in matched.values() for m in each if m.positions}
    return {
        name: FileErrors(
            faults=tuple(m for m in each if m.positions or m.fault.line not in found),
            more=len(faults[name][most:]),
        )
        for name, each in matched.items()
    }


def _faults(attempts: Sequence[Attempt], name: str) -> tuple[ImportFault, ...]:
    attempt = last_attempt(attempts, name)
    return attempt.faults if attempt else ()


def match_errors(
    errors: Iterable[ImportFault], entries: Iterable[FiledEntry]
) -> list[MatchedFault]:
    by_mention: dict[Mention, set[int]] = defaultdict(set)
    for entry in entries:
        for mention in _mentions_of(entry):
            by_mention[mention].add(entry.position)
    return [_match(fault, by_mention) for fault in errors]


def _mentions_of(entry: FiledEntry) -> Iterator[Mention]:
    for number in range(entry.line_first, entry.line_last + 1):
        yield Mention(Clue.LINE, number)
    if entry.document:
        yield document_mention(entry.document)
    if entry.dated_on:
        yield Mention(Clue.DATE, entry.dated_on)
    for amount in entry.amounts:
        yield Mention(Clue.AMOUNT, amount)
    for account in entry.accounts:
        yield Mention(Clue.ACCOUNT, account)


def _match(fault: ImportFault, by_mention: Mapping[Mention, set[int]]) -> MatchedFault:
    """Start from the surest clue; each other one narrows, unless it leaves nothing."""
    named: dict[Clue, set[int]] = {clue: set() for clue in Clue}
    for mention in mentions_in(fault.text):
        named[mention.clue] |= by_mention.get(mention, set())
    positions: set[int] = set()
    clues: list[Clue] = []
    for clue, found in named.items():
        if common := positions & found or (found if not positions else None):
            positions = common
            clues.append(clue)
    return MatchedFault(
        fault=fault, positions=tuple(sorted(positions)), clues=tuple(clues)
    )
