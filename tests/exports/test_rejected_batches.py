"""GLimport.err beside the entries that its errors can be about."""

from datetime import date
from time import perf_counter

import pytest
from django.test import Client

from accounting.acomba import error_file
from companies.models import Company, Membership
from exports.models import ExportBatch
from exports.rejections import ToldFault, files_left_out, tell_errors
from tests.exports.journal import make_books, produce, record_sale
from tests.exports.outcomes import files_of, refuse, take
from tests.factories import make_member
from tests.invoices.shop import NOVEMBER_3, Shop

pytestmark = pytest.mark.django_db
TOO_SHORT = "Format de l'écriture invalide (moins de 42 caractères après C)"
OCTOBER, NOVEMBER = "GLImport.001", "GLImport.002"
Said = tuple[str, list[str], list[str]]


@pytest.fixture
def company() -> Company:
    """Sales 1 and 2 in October, 3 in November: two files, 10.00, 20.00 and 30.00."""
    company = make_books()
    record_sale(company, 1, on=date(2026, 10, 5), amount="10.00")
    record_sale(company, 2, on=date(2026, 10, 6), amount="20.00")
    record_sale(company, 3, amount="30.00")
    return company


def reject(company: Company, report: str) -> ExportBatch:
    """A batch that Acomba refused whole."""
    batch = produce(company)
    refuse(*files_of(batch), report=report)
    return batch


def said(batch: ExportBatch) -> dict[str, list[Said]]:
    """By file: each error, with the documents that it can be about and the clues."""
    return {
        told.file.name: list(map(_said, told.faults or []))
        for told in tell_errors(files_of(batch))
    }


def _said(fault: ToldFault) -> Said:
    documents = [entry.document_number for entry in fault.found.entries]
    return fault.text, documents, [str(clue) for clue in fault.clues]


def test_each_error_stands_beside_its_entries(company: Company) -> None:
    batch = reject(
        company,
        "GLImport.001\nLigne 7 : date invalide\nFAC-00001 refusée\n"
        "GLImport.002\nCompte 4000 inconnu\nErreur interne",
    )

    assert said(batch) == {
        OCTOBER: [
            ("Ligne 7 : date invalide", ["FAC-00002"], ["its line"]),
            ("FAC-00001 refusée", ["FAC-00001"], ["its document"]),
        ],
        NOVEMBER: [
            ("Compte 4000 inconnu", ["FAC-00003"], ["its account"]),
            ("Erreur interne", [], []),
        ],
    }


def test_an_error_under_no_name_is_of_the_file_that_has_its_entries(
    company: Company,
) -> None:
    batch = reject(company, "Montant 30.00 refusé\nErreur interne")

    internal: Said = ("Erreur interne", [], [])
    assert said(batch) == {
        OCTOBER: [internal],
        NOVEMBER: [("Montant 30.00 refusé", ["FAC-00003"], ["its amount"]), internal],
    }


def test_the_last_attempt_at_a_file_of_the_batch_is_the_one_told(
    company: Company,
) -> None:
    batch = reject(
        company,
        "GLImport.001\nancienne erreur\nGLImport.009\nautre lot\n"
        "GLIMPORT.001\nLigne 4 : compte",
    )

    assert said(batch) == {
        OCTOBER: [("Ligne 4 : compte", ["FAC-00001"], ["its line"])],
        NOVEMBER: [],
    }


def test_the_report_of_one_file_says_nothing_of_the_others(company: Company) -> None:
    batch = produce(company)
    october, november = files_of(batch)
    take(november)

    refuse(october, report="GLImport.001\nLigne 4\nGLImport.002\nLigne 3")

    assert said(batch) == {OCTOBER: [("Ligne 4", ["FAC-00001"], ["its line"])]}


def test_files_that_the_report_leaves_out_are_named(company: Company) -> None:
    october, november = files = files_of(produce(company))

    assert files_left_out(files, "GLIMPORT.002\nErreur") == [october]
    assert files_left_out(files, "GLImport.001\nA\nGLImport.002\nB") == []
    assert files_left_out(files, "Erreur") == []
    assert files_left_out([november], "GLImport.001\nErreur") == []


def test_the_known_error_says_what_to_do(company: Company) -> None:
    batch = reject(company, f"GLImport.001\n{TOO_SHORT}")

    told, _november = tell_errors(files_of(batch))
    assert [str(fault.remedy) for fault in told.faults or []] == [
        (
            "Acomba found the first line of an entry too short. Set its width to 43 in the"
            " settings of the file, and produce the batch again."
        )
    ]


def test_a_long_report_is_told_as_far_as_a_page_goes(company: Company) -> None:
    batch = reject(company, "GLImport.001\n" + "Compte 4000\n" * 103)

    told, _november = tell_errors(files_of(batch))
    assert (len(told.faults or []), told.more) == (100, 3)


def test_nothing_received_tells_nothing(company: Company) -> None:
    batch = reject(company, "")

    assert [told.faults for told in tell_errors(files_of(batch))] == [None, None]


def test_the_entry_of_a_day_tells_the_documents_it_stands_for(shop: Shop) -> None:
    shop.change(detail="daily")
    numbers = [shop.issue(shop.line("10.00")).number for _invoice in range(7)]
    batch = produce(shop.company)

    refuse(*files_of(batch), report="GLImport.001\nLigne 4")

    (told,) = tell_errors(files_of(batch))
    (fault,) = told.faults or []
    assert [e.document_number for e in fault.found.entries] == numbers[:5]
    assert fault.found.more == 2
    assert fault.found.entries[0].happened_on == NOVEMBER_3


@pytest.mark.parametrize(
    "line",
    [
        "x" * 1_000_000,
        "ligne " * 166_000,
        "1 000" * 200_000,
        "Ligne" + " " * 1_000_000,
        "Ligne " + "5" * 5_000,
        "GLImport" * 125_000 + ".001",
    ],
    ids=["letters", "words", "groups", "blanks", "digits", "name"],
)
def test_no_line_is_too_long_to_be_read(company: Company, line: str) -> None:
    started = perf_counter()

    batch = reject(company, f"GLImport.001\n{line}\nLigne 4")

    assert perf_counter() - started < 5
    fault, last = said(batch)[OCTOBER]
    assert len(fault[0]) <= error_file.LINE_WIDTH + 1
    assert last == ("Ligne 4", ["FAC-00001"], ["its line"])


def test_a_report_is_read_when_it_is_received_and_never_on_a_visit(
    client: Client, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    batch = reject(company, "GLImport.001\nLigne 7 : date")

    def read(*_args: object) -> None:
        raise AssertionError("It is read again.")

    monkeypatch.setattr("accounting.acomba.matching.parse_error_file", read)
    monkeypatch.setattr("exports.rejections.parse_error_file", read)
    monkeypatch.setattr("exports.rejections.read_filed", read)

    assert "Ligne 7 : date" in client.get(f"/c/cote/exports/{batch.pk}/").text


def test_the_page_shows_errors_beside_entries_and_what_one_line_does(
    client: Client, company: Company
) -> None:
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    batch = produce(company)
    october, _november = files_of(batch)
    refuse(october, report="GLImport.001\r\nLigne 7 : date\r\nErreur interne")
    entry = batch.entries.get(entry__document_number="FAC-00002").entry

    text = client.get(f"/c/cote/exports/{batch.pk}/").text

    assert "Errors about GLImport.001" in text
    assert "Errors about GLImport.002" not in text
    assert "One bad line may have made Acomba refuse the whole file" in text
    assert f'href="/c/cote/entries/{entry.pk}/"' in text
    assert "Found by its line" in text
    assert "None can be told from this text." in text
    assert "Do not import GLImport.001 any more: its entries are ready again." in text
    report = "GLImport.001\r\nLigne 7 : date\r\nErreur interne"
    assert f'<pre class="report">{report}</pre>' in text
