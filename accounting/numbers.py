"""What the file says of the number of an account, to those who choose one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companies.models import Company

NumberReason = Callable[[str], str]

NUMBER_CHECKS: dict[str, "Callable[[Company], NumberReason]"] = {}
"""Who knows the files of a company adds its own, by name."""


def number_reason_of(company: "Company") -> NumberReason:
    """Why no file can hold a number, and what to do; empty when one can."""
    checks = [check(company) for check in NUMBER_CHECKS.values()]

    def reason(number: str) -> str:
        return next(filter(None, (check(number) for check in checks)), "")

    return reason
