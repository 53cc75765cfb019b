from dataclasses import fields

import pytest
from django.test import Client
from django.urls import reverse

from accounting.formats.profile import GLImportProfile
from accounting.services.guards import InvalidValueError
from companies.models import Company, Membership
from exports.forms import GLImportSettingsForm
from exports.models import GLImportSettings
from exports.queries import glimport_settings_for
from exports.services.settings import save_glimport_settings
from tests.factories import make_company, make_member

USUAL = {
    "base_name": "GLImport",
    "next_counter": "1",
    "encoding": "cp1252",
    "max_entries_per_file": "998",
    "one_period_per_file": "on",
    "trailing_blank_lines": "0",
    "length_line": "on",
    "account_width": "7",
    "account_justify": "right",
    "header_width": "42",
    "decimal_mark": ".",
    "department_width": "0",
}
pytestmark = pytest.mark.django_db


def fill_in(company: Company, **values: str) -> GLImportSettingsForm:
    return GLImportSettingsForm(USUAL | values, instance=glimport_settings_for(company))


def test_an_admin_changes_the_file(client: Client) -> None:
    client.force_login(make_member(make_company()))
    page = reverse("exports:glimport_settings", args=["cote"])

    answer = client.post(page, USUAL | {"encoding": "cp850", "account_width": "8"})

    settings = GLImportSettings.objects.get()
    assert answer.headers["Location"] == page
    assert (settings.encoding, settings.account_width) == ("cp850", 8)


def test_an_accountant_reads_them_and_cannot_change_them(client: Client) -> None:
    client.force_login(make_member(make_company(), Membership.Role.ACCOUNTANT))
    page = reverse("exports:glimport_settings", args=["cote"])

    answer = client.get(page)

    assert answer.status_code == 200
    assert "<fieldset disabled>" in answer.text
    assert client.post(page, USUAL).status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("base_name", "Écritures", "Use letters without accents, digits, - and _ only"),
        ("max_entries_per_file", "0", "Choose from 1 to 99,999 entries"),
        ("account_width", "0", "Choose a width of 1 or more"),
        (
            "header_width",
            "41",
            "Choose a width of 42 or more: the columns before it need them",
        ),
        ("next_counter", "1000", "Choose a number from 1 to 999"),
    ],
)
def test_what_no_file_can_be_written_with_is_refused(
    field: str, value: str, error: str
) -> None:
    form = fill_in(make_company(), **{field: value})

    assert form.errors == {field: [f"{error}."]}


def test_the_service_itself_refuses_what_no_file_can_be_written_with() -> None:
    settings = glimport_settings_for(make_company())
    settings.base_name = "a/b"

    with pytest.raises(InvalidValueError) as refusal:
        save_glimport_settings(settings=settings, changed=["base_name"])

    assert str(refusal.value) == (
        "File name: no GLImport file can be written with “a/b”."
    )
    settings.refresh_from_db()
    assert settings.base_name == "GLImport"


def test_a_batch_made_in_the_meantime_keeps_its_number() -> None:
    company = make_company()
    form = fill_in(company, decimal_mark=",")
    assert form.is_valid()
    GLImportSettings.objects.update(next_counter=14)

    save_glimport_settings(settings=form.save(commit=False), changed=form.changed_data)

    settings = GLImportSettings.objects.get()
    assert (settings.decimal_mark, settings.next_counter) == (",", 14)


# The points that no source shows, as docs/acomba.md tells them.
ASSUMED = {
    "next_counter",
    "encoding",
    "max_entries_per_file",
    "one_period_per_file",
    "trailing_blank_lines",
    "length_line",
    "account_width",
    "account_justify",
    "header_width",
    "entry_number",
    "department_width",
    "split_large_amounts",
}


def test_every_point_of_the_profile_is_a_field_that_is_explained() -> None:
    form = fill_in(make_company())

    profile = {field.name for field in fields(GLImportProfile)}
    assert set(form.fields) == profile | {"next_counter"}
    assert [name for name in form.fields if not form.fields[name].help_text] == []


def test_each_value_that_is_assumed_carries_its_warning() -> None:
    form = fill_in(make_company())

    told = {n for n in form.fields if "Not proven:" in form.fields[n].help_text}
    assert told == ASSUMED
    assert form.fields["encoding"].help_text == (
        "How letters with accents are written. <strong>Not proven:</strong>"
        " Windows-1252 is deduced. The TEST file of characters shows which set to"
        " choose."
    )


def test_the_page_shows_the_warnings(client: Client) -> None:
    client.force_login(make_member(make_company()))
    page = client.get(reverse("exports:glimport_settings", args=["cote"])).text

    assert page.count("<strong>") >= len(ASSUMED)
    assert "&lt;strong&gt;" not in page
