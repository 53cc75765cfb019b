"""Texts that a spreadsheet must take for texts, whatever they look like."""

import re

# Formulas, and error values such as #N/A.
CONVERTIBLE_STARTS = ("=", "+", "-", "@", "#")
# What XML cannot hold, and tabs and line ends, which no cell of ours needs.
UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    return UNWRITABLE.sub(" ", text)


def is_convertible(text: str) -> bool:
    """Whether a spreadsheet would make something else of it, spaces in front or not."""
    return text.lstrip().startswith(CONVERTIBLE_STARTS)
