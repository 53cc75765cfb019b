from datetime import date

from accounting.formats.text import transliterate
from accounting.formats.words import Words
from accounting.journal.dating import Event

DESCRIPTION_WIDTH = 30


def describe(
    *,
    event: Event,
    document: str,
    party: str,
    happened_on: date,
    dated_on: date,
    words: Words,
) -> str:
    """Compose the whole description: document first, then the real date if it differs.

    The date stands before the word so that a cut takes the word and the party first.
    """
    parts = [document]
    if happened_on != dated_on:
        parts += [words.dated, happened_on.isoformat()]
    parts += [words.events.get(event, ""), party]
    return " ".join(part for part in parts if part)


def fit_description(description: str, *, encoding: str) -> str:
    """Transliterate first, then cut: the description as the file carries it."""
    return transliterate(description, encoding).strip()[:DESCRIPTION_WIDTH].rstrip()
