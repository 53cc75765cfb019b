"""An item gives way on drafts to another of the catalogue, which is in use."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.forms import ReplaceForm
from catalog.models import Item
from catalog.services import ItemInUseError, replace_item
from companies.models import Company
from tests.catalog.items import page
from tests.factories import make_company, make_draft_line, make_item


@pytest.mark.parametrize("other", ["itself", "archived", "of another company"])
def test_an_item_is_not_replaced_by_what_is_not_in_the_catalogue(
    company: Company, other: str
) -> None:
    item = make_item(company, "S-1")
    line = make_draft_line(item)
    by = {
        "itself": lambda: item,
        "archived": lambda: make_item(company, "S-2", is_archived=True),
        "of another company": lambda: make_item(make_company("roy"), "S-2"),
    }[other]()

    with pytest.raises(ItemInUseError) as refusal:
        replace_item(item=item, by=by)

    assert (
        str(refusal.value)
        == "Choose another item of the catalogue, one that is not archived."
    )
    line.refresh_from_db()
    assert line.item == item
    item.refresh_from_db()
    assert not item.is_archived


def test_replacing_archives_the_item_and_keeps_the_other(company: Company) -> None:
    item, other = make_item(company, "S-1"), make_item(company, "S-2")
    line = make_draft_line(item)

    assert replace_item(item=item, by=other) == item

    line.refresh_from_db()
    assert line.item == other
    archived = Item.objects.filter(is_archived=True)
    assert [each.code for each in archived] == ["S-1"]


def test_the_choices_are_the_other_items_in_use_by_code(company: Company) -> None:
    item = make_item(company, "S-2")
    make_item(company, "S-3")
    make_item(company, "S-1")
    make_item(company, "S-4", is_archived=True)
    make_item(make_company("roy"), "S-5")

    choices = ReplaceForm(item=item).fields["by"].choices  # type: ignore[attr-defined]  # a field of choices

    assert [str(label) for _, label in choices] == [
        "---------",
        "S-1 Article S-1",
        "S-3 Article S-3",
    ]


def test_a_choice_that_is_missing_is_said_once_the_form_is_sent(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1")

    opened = staff.get(page("item_replace", item))
    sent = staff.post(page("item_replace", item), {"by": ""})

    assert opened.context["form"].errors == {}
    assert not opened.context["form"].is_bound
    assert sent.context["form"].errors == {"by": ["This field is required."]}
    item.refresh_from_db()
    assert not item.is_archived


def test_what_is_done_to_an_item_is_said_on_the_list(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1", name="Visite")

    def said(name: str) -> str:
        answer = staff.post(page(name, item), follow=True)
        assert answer.request["PATH_INFO"] == reverse(
            "catalog:item_list", args=["cote"]
        )
        return " ".join(str(message) for message in answer.context["messages"])

    assert said("item_archive") == (
        "S-1 Visite is archived: documents keep it, new ones no longer offer it."
    )
    assert said("item_unarchive") == "S-1 Visite is in use again."
    assert said("item_delete") == "S-1 Visite is deleted."


@pytest.mark.parametrize("name", ["item_archive", "item_unarchive"])
def test_a_mere_visit_archives_nothing(
    staff: Client, company: Company, name: str
) -> None:
    item = make_item(company, "S-1", is_archived=name == "item_unarchive")

    assert staff.get(page(name, item)).status_code == 405

    kept = Item.objects.get()
    assert kept.is_archived == item.is_archived
