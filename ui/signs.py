"""What the colour of a state says; the style sheet has a class for each."""

from enum import StrEnum


class Sign(StrEnum):
    NEEDS_YOU = "needs-you"
    WAITS = "waits"
    DONE = "done"
    NEUTRAL = "neutral"
