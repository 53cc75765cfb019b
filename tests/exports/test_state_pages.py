"""The pages where the accountant says what became of files in Acomba."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounting.models import JournalEntry
from companies.models import Company, Membership, User
from exports.models import Download, ExportBatch, ExportFile, TakenBackImport
from exports.services.files import files_in_format, log_download
from tests.exports.journal import NOW, make_books, produce, record_sale
from tests.exports.outcomes import cancel, files_of, refuse, states_of, take
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db
Role = Membership.Role
ALICE = "accountant@cote.example.com"
TWICE = (
    "%s was downloaded on 24 Nov 2026 at 10:00 by %s: if Acomba has taken it, its"
    " entries will be entered twice. Look in Acomba first."
)


@pytest.fixture
def company() -> Company:
    """Sales 1 to 3, in September, October and November."""
    company = make_books()
    for number in (1, 2, 3):
        record_sale(company, number, on=date(2026, 8 + number, 3))
    return company


@pytest.fixture
def alice(client: Client, company: Company) -> User:
    """The accountant at the browser."""
    alice = make_member(company, Role.ACCOUNTANT)
    client.force_login(alice)
    return alice


@pytest.fixture
def batch(company: Company, alice: User) -> ExportBatch:
    """Files GLImport.001 to .003."""
    assert alice.is_active
    return produce(company)


def at(act: str, row: ExportFile | ExportBatch) -> str:
    noun = "file" if isinstance(row, ExportFile) else "batch"
    return reverse(f"exports:{noun}_{act}", args=["cote", row.pk])


def send(client: Client, address: str, **data: Any) -> Any:
    """Fill in the page that was shown, and follow where it leads."""
    shown = client.get(address).context["shown"]
    return client.post(address, {"shown": shown, **data}, follow=True)


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize("act", ["import", "reject", "cancel"])
def test_a_page_says_what_it_does_before_it_is_done(
    client: Client, batch: ExportBatch, act: str
) -> None:
    first, *_others = files_of(batch)

    for row in (first, batch):
        assert client.get(at(act, row)).status_code == 200
        assert client.head(at(act, row)).status_code == 200

    assert states_of(batch) == ["PRODUCED"] * 3
    page = client.get(f"/c/cote/exports/{batch.pk}/").text
    assert f'href="{at(act, first)}"' in page
    assert f'href="{at(act, batch)}"' in page
    assert f'action="{at(act, batch)}"' not in page


def test_scenario_85_the_accountant_says_that_acomba_took_a_file(
    client: Client, batch: ExportBatch, alice: User
) -> None:
    first, *_others = files_of(batch)

    answer = send(client, at("import", first), **{f"period_{first.pk}": "9"})

    first.refresh_from_db()
    assert (first.state, first.acomba_period, first.imported_by) == (
        "IMPORTED",
        "9",
        alice,
    )
    assert states_of(batch) == ["IMPORTED", "PRODUCED", "PRODUCED"]
    assert said(answer) == ["GLImport.001 is imported: it stays as it is."]
    assert "partly imported" in answer.text


def test_all_the_files_that_wait_are_confirmed_at_once(
    client: Client, batch: ExportBatch
) -> None:
    first, second, third = files_of(batch)
    cancel(first)

    page = client.get(at("import", batch))
    answer = send(
        client, at("import", batch), **{f"period_{second.pk}": "10", "other": "1"}
    )

    labels = [field.label for field in page.context["form"]]
    assert labels == [
        "Period chosen in Acomba for GLImport.002 (October 2026)",
        "Period chosen in Acomba for GLImport.003 (November 2026)",
    ]
    assert states_of(batch) == ["CANCELLED", "IMPORTED", "IMPORTED"]
    periods = batch.files.order_by("pk").values_list("acomba_period", flat=True)
    assert list(periods) == ["", "10", ""]
    assert said(answer) == [
        "GLImport.002, GLImport.003 are imported: they stay as they are."
    ]
    assert third.name == "GLImport.003"


def test_an_import_of_what_nobody_downloaded_warns(
    client: Client, batch: ExportBatch, alice: User
) -> None:
    first, second, _third = files_of(batch)
    log_download(file=first, user=alice, downloaded_at=NOW)

    assert client.get(at("import", first)).context["warnings"] == []
    assert client.get(at("import", second)).context["warnings"] == [
        (
            "Nobody has downloaded GLImport.002: Acomba cannot have taken it from here."
            " Look in Acomba first."
        )
    ]


@pytest.mark.parametrize("act", ["reject", "cancel"])
def test_what_was_downloaded_may_be_entered_twice(
    client: Client, batch: ExportBatch, alice: User, act: str
) -> None:
    first, second, third = files_of(batch)
    luc = make_user("luc@cote.example.com")
    log_download(file=first, user=luc, downloaded_at=NOW - timedelta(hours=1))
    log_download(file=first, user=alice, downloaded_at=NOW)
    log_download(file=second, user=None, downloaded_at=NOW)
    (copy,) = files_in_format(batch=batch, format_id="xlsx")
    log_download(file=copy, user=alice, downloaded_at=NOW)

    page = client.get(at(act, first))
    whole = client.get(at(act, batch))

    assert page.context["warnings"] == [TWICE % ("GLImport.001", ALICE)]
    assert whole.context["warnings"] == [
        TWICE % ("GLImport.001", ALICE),
        TWICE % ("GLImport.002", "the command line"),
    ]
    assert client.get(at(act, third)).context["warnings"] == []


def test_scenario_84_cancelling_a_batch_says_what_stays(
    client: Client, batch: ExportBatch
) -> None:
    first, second, _third = files_of(batch)
    take(first)
    refuse(second)

    page = client.get(at("cancel", batch))
    answer = send(client, at("cancel", batch))

    assert page.context["effects"] == [
        "Cancel only what was not imported in Acomba.",
        "Its entry (1) is ready again and goes into the next batch.",
        "GLImport.003 stays here as evidence: do not import it any more.",
        "GLImport.001 stays as it is: imported.",
        "GLImport.002 stays as it is: rejected.",
    ]
    assert page.context["submit"] == "Cancel the batch"
    assert ">Back</a>" in page.text
    assert said(answer) == ["GLImport.003 is cancelled: its entries are ready again."]
    assert states_of(batch) == ["IMPORTED", "REJECTED", "CANCELLED"]


def test_errors_pasted_and_uploaded_are_kept_with_the_rejection(
    client: Client, batch: ExportBatch
) -> None:
    first, *_others = files_of(batch)
    file = SimpleUploadedFile("GLimport.err", "Compte refusé\r\n".encode("cp1252"))

    answer = send(client, at("reject", first), text="GLImport.001\n", file=file)

    first.refresh_from_db()
    assert first.state == "REJECTED"
    assert first.error_report == "GLImport.001\nCompte refusé\r\n"
    assert said(answer) == ["GLImport.001 is rejected: its entries are ready again."]
    ready = JournalEntry.objects.filter(status=JournalEntry.Status.READY)
    assert [entry.document_number for entry in ready] == ["FAC-00001"]


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "utf-8", "utf-8-sig"])
def test_an_uploaded_file_is_read_in_its_own_character_set(
    client: Client, batch: ExportBatch, encoding: str
) -> None:
    text = "GLImport.001\r\nPériode fermée, écriture refusée\r\n"
    file = SimpleUploadedFile("GLimport.err", text.encode(encoding))

    send(client, at("reject", files_of(batch)[0]), file=file)

    assert files_of(batch)[0].error_report == text


NOT_TOLD = (
    "Paste what Acomba wrote, or choose its file; if there is none, check “Nothing"
    " received”."
)
TOO_LARGE = (
    "This is larger than 1 MB: GLimport.err grows with each import. Paste its end alone,"
    " where Acomba writes last."
)
TOO_LONG = (
    "There are more than 10,000 lines: GLimport.err grows with each import. Paste its"
    " end alone, where Acomba writes last."
)


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({}, "__all__", NOT_TOLD),
        ({"text": " \n"}, "__all__", NOT_TOLD),
        (
            {"text": "Erreur", "nothing": "on"},
            "__all__",
            (
                "Something was received: leave “Nothing received” unchecked, or take the"
                " text away."
            ),
        ),
        ({"text": "x" * 1_000_001}, "text", TOO_LARGE),
        ({"file": b"x" * 1_000_001}, "file", TOO_LARGE),
        ({"text": "x\n" * 10_001}, "text", TOO_LONG),
        ({"file": b"x\r\n" * 10_001}, "file", TOO_LONG),
    ],
)
def test_a_rejection_says_what_acomba_said(
    client: Client,
    batch: ExportBatch,
    data: dict[str, Any],
    field: str,
    message: str,
) -> None:
    if "file" in data:
        data = {"file": SimpleUploadedFile("GLimport.err", data["file"])}

    answer = send(client, at("reject", files_of(batch)[0]), **data)

    assert answer.context["form"].errors == {field: [message]}
    assert states_of(batch) == ["PRODUCED"] * 3


@pytest.mark.parametrize("lines", [b"x\r\n" * 10_000, b"x\r\n" * 9_999 + b"x"])
def test_a_report_may_have_ten_thousand_lines(
    client: Client, batch: ExportBatch, lines: bytes
) -> None:
    file = SimpleUploadedFile("GLimport.err", lines)

    send(client, at("reject", files_of(batch)[0]), file=file)

    assert states_of(batch)[0] == "REJECTED"


def test_a_rejection_without_a_word_of_acomba_is_said_to_be(
    client: Client, batch: ExportBatch
) -> None:
    answer = send(client, at("reject", files_of(batch)[0]), nothing="on")

    assert "Nothing was received from Acomba." in answer.text
    assert (files_of(batch)[0].error_report, files_of(batch)[0].errors) == ("", None)


def test_a_report_of_some_files_does_not_reject_all_of_them(
    client: Client, batch: ExportBatch
) -> None:
    answer = send(client, at("reject", batch), text="GLImport.002\nErreur")

    assert answer.context["form"].non_field_errors() == [
        (
            "GLimport.err says nothing of GLImport.001, GLImport.003, which Acomba may have"
            " taken: mark the other files as rejected one at a time."
        )
    ]
    assert states_of(batch) == ["PRODUCED"] * 3


@pytest.mark.parametrize("role", [Role.ADMIN, Role.ACCOUNTANT])
def test_a_mistaken_import_is_taken_back_with_a_reason(
    client: Client, company: Company, batch: ExportBatch, role: Role
) -> None:
    member = make_member(company, role, email="marie@cote.example.com")
    client.force_login(member)
    first, *_others = files_of(batch)
    take(first)

    refused = send(client, at("take_back", first), reason="")
    answer = send(client, at("take_back", first), reason="Mauvais fichier")

    assert refused.context["form"].errors == {"reason": ["This field is required."]}
    assert states_of(batch)[0] == "PRODUCED"
    kept = TakenBackImport.objects.get()
    assert (kept.reason, kept.taken_back_by) == ("Mauvais fichier", member)
    assert said(answer) == ["GLImport.001 waits again."]
    assert ": Mauvais fichier" in answer.text
    history = client.get("/c/cote/settings/history/").text
    assert "Mauvais fichier" in history
    assert "Batch 1, GLImport.001" in history


@pytest.mark.parametrize(
    ("act", "end", "message"),
    [
        ("import", take, "GLImport.001 was imported in Acomba: it stays."),
        ("reject", refuse, "GLImport.001 was rejected already."),
        ("cancel", cancel, "GLImport.001 is cancelled already."),
        ("take_back", cancel, "GLImport.001 is not imported: there is nothing to"),
    ],
)
def test_what_is_done_already_is_said_and_done_once(
    client: Client, batch: ExportBatch, act: str, end: Any, message: str
) -> None:
    first, *_others = files_of(batch)
    end(first)
    before = list(ExportFile.objects.values())

    for ask in (client.get, client.post):
        (sentence,) = said(ask(at(act, first), follow=True))
        assert sentence.startswith(message)

    assert list(ExportFile.objects.values()) == before


@pytest.mark.parametrize("act", ["import", "reject", "cancel"])
def test_a_batch_of_which_nothing_waits_is_left_alone(
    client: Client, batch: ExportBatch, act: str
) -> None:
    take(*files_of(batch))

    answer = client.get(at(act, batch), follow=True)

    assert said(answer) == ["No file of batch 1 waits to be imported."]


@pytest.mark.parametrize("act", ["import", "reject", "cancel"])
def test_files_that_were_not_shown_are_left_alone(
    client: Client, batch: ExportBatch, act: str
) -> None:
    shown = client.get(at(act, batch)).context["shown"]
    cancel(files_of(batch)[0])

    answer = client.post(at(act, batch), {"shown": shown, "nothing": "on"})

    assert answer.context["form"].non_field_errors() == [
        "The files that wait are not those shown any more: look again."
    ]
    assert answer.context["shown"] != shown
    assert states_of(batch) == ["CANCELLED", "PRODUCED", "PRODUCED"]


@pytest.mark.usefixtures("batch")
def test_nothing_is_said_of_a_copy(client: Client) -> None:
    (copy,) = files_in_format(batch=ExportBatch.objects.get(), format_id="xlsx")

    for act in ("import", "reject", "cancel", "take_back"):
        assert client.get(at(act, copy)).status_code == 404


@pytest.mark.parametrize("act", ["import", "reject", "cancel", "take_back"])
def test_staff_say_nothing_of_files(
    client: Client, company: Company, batch: ExportBatch, act: str
) -> None:
    client.force_login(make_member(company, Role.STAFF))
    first, *_others = files_of(batch)

    assert client.post(at(act, first)).status_code == 403
    assert states_of(batch) == ["PRODUCED"] * 3


@pytest.mark.parametrize("act", ["import", "reject", "cancel", "take_back"])
def test_the_files_of_another_company_are_not_found(
    client: Client, batch: ExportBatch, act: str
) -> None:
    other = make_books("boutique")
    record_sale(other)
    file = files_of(produce(other))[0]

    assert client.get(at(act, file)).status_code == 404
    assert batch.company.slug == "cote"


def test_the_page_says_what_comes_next_of_each_file(
    client: Client, batch: ExportBatch, alice: User
) -> None:
    first, second, _third = files_of(batch)
    log_download(file=first, user=alice, downloaded_at=NOW)
    take(second)

    text = client.get(f"/c/cote/exports/{batch.pk}/").text

    assert text.count("Not downloaded yet") == 1
    assert text.count("Take the import back") == 1
    assert f'href="{at("import", second)}"' not in text
    assert "status-produced" in text
    assert Download.objects.count() == 1
