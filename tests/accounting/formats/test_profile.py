import pytest

from accounting.formats.profile import GLImportProfile, InvalidProfileError


def test_defaults_are_those_of_the_known_file() -> None:
    assert GLImportProfile() == GLImportProfile(
        base_name="GLImport",
        encoding="cp1252",
        trailing_blank_lines=0,
        max_entries_per_file=998,
        one_period_per_file=True,
        length_line=True,
        account_width=7,
        account_justify="right",
        header_width=42,
        entry_number=False,
        decimal_mark=".",
        department_width=0,
        split_large_amounts=False,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("base_name", "A"),
        ("trailing_blank_lines", 0),
        ("max_entries_per_file", 1),
        ("max_entries_per_file", 99_999),
        ("account_width", 1),
        ("header_width", 42),
        ("department_width", 0),
    ],
)
def test_the_first_and_last_value_that_work_are_taken(
    field: str, value: object
) -> None:
    profile = GLImportProfile(**{field: value})  # type: ignore[arg-type]  # each field by its name

    assert getattr(profile, field) == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("base_name", ""),
        ("base_name", "../GLImport"),
        ("encoding", "utf-8"),
        ("trailing_blank_lines", -1),
        ("max_entries_per_file", 0),
        ("max_entries_per_file", 100_000),
        ("account_width", 0),
        ("account_justify", "center"),
        ("header_width", 41),
        ("decimal_mark", ""),
        ("department_width", -1),
    ],
)
def test_a_value_that_cannot_work_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(InvalidProfileError) as refusal:
        GLImportProfile(**{field: value})  # type: ignore[arg-type]  # wrong on purpose

    assert (refusal.value.field, refusal.value.value) == (field, value)
