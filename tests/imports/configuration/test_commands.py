from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounting.queries import settings_for
from companies.models import Company
from imports.configuration.showing import show_configuration

pytestmark = pytest.mark.django_db


def run(name: str, *arguments: object) -> str:
    out = StringIO()
    call_command(name, *map(str, arguments), "--company=cote", stdout=out)
    return out.getvalue()


def test_configure_says_what_happened_and_dates_the_switch(
    company: Company, tmp_path: Path
) -> None:
    file = tmp_path / "company.toml"
    file.write_text("accounting.only_when_paid = true", encoding="utf-8")

    assert run("configure", file) == "Configured.\n"
    assert settings_for(company).rule_changed_on == timezone.localdate()


def test_what_is_printed_configures_nothing(company: Company, tmp_path: Path) -> None:
    file = tmp_path / "company.toml"
    file.write_text(run("show_configuration"), encoding="utf-8")

    assert file.read_text(encoding="utf-8") == show_configuration(company)
    assert run("configure", file) == "Nothing changed.\n"


def test_each_problem_stands_on_its_own_line(company: Company, tmp_path: Path) -> None:
    file = tmp_path / "company.toml"
    file.write_text('mood = 1\ncompany.name = ""\n"a" = 2', encoding="utf-8")
    err = StringIO()

    with pytest.raises(CommandError, match=r"^2 errors; nothing was changed\.$"):
        call_command("configure", str(file), f"--company={company.slug}", stderr=err)

    assert [line.split(": ")[1] for line in err.getvalue().splitlines()] == [
        "mood",
        "a",
    ]


def test_a_hundred_problems_are_told_and_the_others_counted(
    company: Company, tmp_path: Path
) -> None:
    file = tmp_path / "company.toml"
    file.write_text("\n".join(f"mood{n} = 1" for n in range(102)), encoding="utf-8")
    err = StringIO()

    with pytest.raises(CommandError, match=r"^102 errors; nothing was changed\.$"):
        call_command("configure", str(file), f"--company={company.slug}", stderr=err)

    lines = err.getvalue().splitlines()
    assert lines[99].startswith(f"{file}: mood99: there is no such key.")
    assert lines[100:] == [f"{file}: and 2 other errors."]


def test_a_file_that_is_not_there_is_told(company: Company, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command(
            "configure", str(tmp_path / "no.toml"), f"--company={company.slug}"
        )


@pytest.mark.parametrize("arguments", [["configure", __file__], ["show_configuration"]])
def test_a_company_that_is_not_there_is_told(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="There is no company “cote”"):
        run(*arguments)
