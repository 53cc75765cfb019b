"""GLimport.err beside the entries that its errors can be about."""

from datetime import date

import pytest
from django.test import Client

from companies.models import Company, Membership
from exports.models import ExportBatch
from exports.rejections import ToldFault, tell_errors
from exports.services.cancelling import reject_batch
from tests.exports.journal import NOW, make_books, produce, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.django_db
TOO_SHORT = "Format de l'écriture invalide (moins de 42 caractères après C)"
Said = tuple[str, list[tuple[str, list[str], list[str]]]]


@pytest.fixture
def company() -> Company:
    """Sales 1 and 2 in October, 3 in November: two files, 10.00, 20.00 and 30.00."""
    company = make_books()
    record_sale(company, 1, on=date(2026, 10, 5), amount="10.00")
    record_sale(company, 2, on=date(2026, 10, 6), amount="20.00")
    record_sale(company, 3, amount="30.00")
    return company


def reject(company: Company, report: str) -> ExportBatch:
    return reject_batch(
        batch=produce(company),
        error_report=report,
        rejected_at=NOW,
        rejected_by=None,
    )


def said(batch: ExportBatch) -> list[tuple[str, list[Said]]]:
    """By file: each error, then where it is, by which documents and clues."""
    return [
        (attempt.file_name, list(map(_said, attempt.faults)))
        for attempt in tell_errors(batch)
    ]


def _said(fault: ToldFault) -> Said:
    return fault.text, [
        (
            place.file.name,
            [entry.document_number for entry in place.found.entries],
            [str(clue) for clue in place.clues],
        )
        for place in fault.places
    ]


def test_each_error_stands_beside_its_entries(company: Company) -> None:
    batch = reject(
        company,
        "GLImport.001\nLigne 7 : date invalide\nFAC-00001 refusée\n"
        "GLImport.002\nCompte 4000 inconnu\nErreur interne",
    )

    october, november = "GLImport.001", "GLImport.002"
    assert said(batch) == [
        (
            october,
            [
                ("Ligne 7 : date invalide", [(october, ["FAC-00002"], ["its line"])]),
                ("FAC-00001 refusée", [(october, ["FAC-00001"], ["its document"])]),
            ],
        ),
        (
            november,
            [
                (
                    "Compte 4000 inconnu",
                    [(november, ["FAC-00003"], ["its account"])],
                ),
                ("Erreur interne", []),
            ],
        ),
    ]


def test_errors_under_no_name_are_looked_for_in_every_file(company: Company) -> None:
    batch = reject(company, "Montant 30.00 refusé")

    assert said(batch) == [
        (
            "",
            [
                (
                    "Montant 30.00 refusé",
                    [("GLImport.002", ["FAC-00003"], ["its amount"])],
                )
            ],
        )
    ]


def test_the_last_attempt_at_a_file_of_the_batch_is_the_one_told(
    company: Company,
) -> None:
    batch = reject(
        company,
        "GLImport.001\nancienne erreur\nGLImport.009\nautre lot\n"
        "GLIMPORT.001\nLigne 4 : compte",
    )

    assert said(batch) == [
        (
            "GLImport.001",
            [
                (
                    "Ligne 4 : compte",
                    [("GLImport.001", ["FAC-00001"], ["its line"])],
                )
            ],
        )
    ]


def test_the_known_error_says_what_to_do(company: Company) -> None:
    batch = reject(company, f"GLImport.001\n{TOO_SHORT}")

    (attempt,) = tell_errors(batch)
    (fault,) = attempt.faults
    assert str(fault.remedy) == (
        "Acomba found the first line of an entry too short. Set its width to 43 in the"
        " settings of the file, and produce the batch again."
    )


def test_a_long_report_is_told_as_far_as_a_page_goes(company: Company) -> None:
    batch = reject(company, "GLImport.001\n" + "Compte 4000\n" * 103)

    (attempt,) = tell_errors(batch)
    assert (len(attempt.faults), attempt.more) == (100, 3)


def test_no_report_tells_nothing(company: Company) -> None:
    assert said(reject(company, "")) == []


def test_the_page_shows_errors_beside_entries_and_what_one_line_does(
    client: Client, company: Company
) -> None:
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    batch = reject(company, "GLImport.001\nLigne 7 : date\nErreur interne")
    entry = batch.entries.get(entry__document_number="FAC-00002").entry

    text = client.get(f"/c/cote/exports/{batch.pk}/").text

    assert "Errors about GLImport.001" in text
    assert "One bad line may have made Acomba refuse the whole file" in text
    assert f'href="/c/cote/entries/{entry.pk}/"' in text
    assert "In GLImport.001, found by its line" in text
    assert "None can be told from this text." in text
    assert "<pre" in text
