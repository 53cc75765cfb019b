"""What the company's Acomba would say of a file: its chart, its settings."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from accounting.acomba.refusals import Refusal
from accounting.acomba.rules import AcombaAccount, AcombaRules
from accounting.acomba.simulator import check_import
from accounting.formats.profile import GLImportProfile
from accounting.models import GLAccount
from companies.models import Company


def simulate_import(
    stream: Iterable[bytes], *, company: Company, profile: GLImportProfile
) -> Iterator[Refusal]:
    """Tell the lines that would be refused of a file written with this profile."""
    chart = acomba_chart(company)
    return check_import(stream, chart=chart, rules=acomba_rules(profile))


def acomba_chart(company: Company) -> dict[str, AcombaAccount]:
    accounts = GLAccount.objects.for_company(company)
    return {
        number: AcombaAccount(is_control=is_control, is_active=is_active)
        for number, is_control, is_active in accounts.values_list(
            "number", "is_control", "is_active"
        )
    }


def acomba_rules(profile: GLImportProfile) -> AcombaRules:
    names = (field.name for field in fields(AcombaRules))
    return AcombaRules(**{name: getattr(profile, name) for name in names})
