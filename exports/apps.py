from typing import TYPE_CHECKING

from django.apps import AppConfig

from accounting.guards import keep_guards
from accounting.numbers import NUMBER_CHECKS
from exports.guards import EXPORT_GUARDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounting.numbers import NumberReason
    from accounting.origins import Reason
    from accounting.saving import Sample
    from companies.models import Company


class ExportsConfig(AppConfig):
    name = "exports"

    def ready(self) -> None:
        from accounting.saving import SAMPLE_CHECKS  # noqa: PLC0415 - models load after apps

        keep_guards(EXPORT_GUARDS, sender=self)
        SAMPLE_CHECKS["file"] = _check_samples
        NUMBER_CHECKS["file"] = _check_numbers


def _check_samples(
    company: "Company", samples: "Sequence[Sample]"
) -> "Iterable[Reason]":
    from exports.saving import check_samples  # noqa: PLC0415 - models load after apps

    return check_samples(company, samples)


def _check_numbers(company: "Company") -> "NumberReason":
    from exports.saving import number_reason  # noqa: PLC0415 - models load after apps

    return number_reason(company)
