"""Producing twice with one key, as an impatient finger does, makes one batch."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounting.models import JournalEntry, JournalEntryQuerySet
from companies.models import Company, Membership
from exports.models import ExportBatch, ExportFile
from exports.services.cancelling import cancel_batch
from plannit.verification import faults
from tests.exports.journal import (
    NOW,
    make_books,
    produce,
    produce_with,
    record_sale,
)
from tests.factories import make_member

KEY = UUID("6a1f2b3c-0000-4000-8000-000000000001")
pytestmark = pytest.mark.django_db


def test_scenario_81_the_same_key_gives_the_same_batch() -> None:
    company = make_books()
    record_sale(company, 1)
    first = produce_with(KEY, company)
    record_sale(company, 2)

    again = produce_with(KEY, company)

    assert again == first
    assert ExportFile.objects.count() == 1
    assert [entry.status for entry in _entries(company)] == ["EXPORTED", "READY"]
    assert list(faults(using="default")) == []


def test_scenario_81_the_same_key_gives_it_also_when_nothing_is_left() -> None:
    company = make_books()
    record_sale(company)
    first = produce_with(KEY, company)

    assert produce_with(KEY, company) == first
    assert list(faults(using="default")) == []


def test_scenario_81_the_same_key_does_not_undo_a_cancellation() -> None:
    company = make_books()
    record_sale(company)
    first = produce_with(KEY, company)
    cancel_batch(batch=first, cancelled_at=NOW, cancelled_by=None)

    again = produce_with(KEY, company)

    assert (again, again.state) == (first, ExportBatch.State.CANCELLED)
    assert [entry.status for entry in _entries(company)] == ["READY"]
    assert list(faults(using="default")) == []


def test_another_key_makes_another_batch() -> None:
    company = make_books()
    record_sale(company, 1)
    produce_with(KEY, company)
    record_sale(company, 2)

    assert produce_with(uuid4(), company).number == 2


def test_two_companies_may_use_one_key() -> None:
    here, elsewhere = make_books("cote"), make_books("boutique")
    record_sale(here)
    record_sale(elsewhere)

    assert produce_with(KEY, here) != produce_with(KEY, elsewhere)


def test_no_two_batches_of_a_company_have_one_key() -> None:
    company = make_books()
    record_sale(company)
    batch = produce(company)
    batch.pk, batch.number = None, 2

    with pytest.raises(
        IntegrityError, match=r"exportbatch_key_unique|exportbatch\.key"
    ):
        batch.save(force_insert=True)


def test_scenario_81_a_double_click_opens_one_batch(client: Client) -> None:
    company, page = _sit_down(client)
    shown = client.get(page, {"through": "2025-11-30"})
    click = {"through": "2025-11-30", "key": shown.context["key"]}
    assert f'name="key" value="{click["key"]}"' in shown.text

    answers = [client.post(page, click) for _click in range(2)]

    batch = ExportBatch.objects.for_company(company).get()
    opened = reverse("exports:batch_detail", args=["cote", batch.pk])
    assert [answer.headers["Location"] for answer in answers] == [opened] * 2
    assert ExportFile.objects.count() == 1
    assert list(faults(using="default")) == []


def test_each_look_at_what_would_go_has_its_own_key(client: Client) -> None:
    _company, page = _sit_down(client)

    keys = {client.get(page).context["key"] for _look in range(2)}

    assert len(keys) == 2


@pytest.mark.parametrize("key", [{}, {"key": ""}, {"key": "abc"}])
def test_a_page_without_its_key_produces_nothing(
    client: Client, key: dict[str, str]
) -> None:
    _company, page = _sit_down(client)

    answer = client.post(page, {"through": "2025-11-30", **key})

    assert answer.context["form"].errors == {
        "key": ["This page is out of date: look at what goes below, then produce it."]
    }
    assert answer.context["preview"].entry_count == 1
    assert not ExportBatch.objects.exists()


def _sit_down(client: Client) -> tuple[Company, str]:
    """An accountant at the page of a new export, with a sale that is ready."""
    company = make_books()
    record_sale(company, on=date(2025, 11, 3))
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    return company, reverse("exports:batch_new", args=["cote"])


def _entries(company: Company) -> JournalEntryQuerySet:
    return JournalEntry.objects.for_company(company).order_by("pk")
