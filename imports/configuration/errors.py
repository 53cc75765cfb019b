from collections.abc import Iterable


class ConfigurationError(Exception):
    """What is wrong in the file, each in a sentence that names its place."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__(*self.problems)


class UnfitValueError(Exception):
    """A value that its key cannot have; the message says what it can have."""
