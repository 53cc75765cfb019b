"""A file gives a province to a group of taxes, and takes it away."""

import pytest

from companies.models import Company
from imports.configuration.showing import configuration_of
from tests.imports.configuration.files import configure_with, problems_of

pytestmark = pytest.mark.django_db


def provinces(company: Company) -> dict[str, str | None]:
    groups = configuration_of(company)["tax_groups"]
    return {name: group.get("province") for name, group in groups.items()}


def test_empty_text_takes_a_province_away(company: Company) -> None:
    configure_with(company, 'tax_groups.A.province = "QC"')

    assert configure_with(company, 'tax_groups.A.province = ""')

    assert provinces(company) == {"A": None}
    assert not configure_with(company, 'tax_groups.A.province = ""')


@pytest.mark.parametrize(("old", "new"), [("A", "B"), ("B", "A")])
def test_a_province_moves_from_one_group_to_another(
    company: Company, old: str, new: str
) -> None:
    configure_with(
        company, f'tax_groups.{old}.province = "QC"\ntax_groups.{new} = {{}}'
    )

    configure_with(
        company,
        f'tax_groups.{new}.province = "QC"\ntax_groups.{old}.province = ""',
    )

    assert provinces(company) == {old: None, new: "QC"}


def test_a_province_that_another_group_keeps_is_refused(company: Company) -> None:
    configure_with(company, 'tax_groups.B.province = "QC"\ntax_groups.A = {}')

    assert problems_of(company, 'tax_groups.A.province = "QC"') == [
        "tax_groups.A: B is already proposed for Quebec: change it first."
    ]
    assert provinces(company) == {"A": None, "B": "QC"}


def test_a_province_that_is_none_is_told_those_there_are(company: Company) -> None:
    assert problems_of(company, 'tax_groups.A.province = "Bavaria"') == [
        (
            "tax_groups.A.province: “Bavaria” is not possible. Choose one of: AB, BC,"
            " PE, MB, NB, NS, NU, ON, QC, SK, NL, NT, YT."
        )
    ]


@pytest.mark.parametrize("key", ["target", "sale_date", "detail"])
def test_a_policy_is_never_empty(company: Company, key: str) -> None:
    [problem] = problems_of(company, f'accounting.{key} = ""')

    assert problem.startswith(f"accounting.{key}: “” is not possible. Choose one of: ")
