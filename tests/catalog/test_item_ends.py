from django.test import Client

from catalog.models import Item
from companies.models import Company
from tests.catalog.items import LIST, codes, page
from tests.factories import (
    make_draft_line,
    make_item,
)


def test_scenario_25_an_archived_item_leaves_the_list_and_comes_back(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1")
    make_draft_line(item)

    staff.post(page("item_archive", item))
    assert codes(staff) == []

    staff.post(page("item_unarchive", item))
    assert codes(staff) == ["S-1"]


def test_scenario_26_the_refusal_to_delete_offers_to_archive(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1", name="Visite")
    make_draft_line(item)

    content = staff.post(page("item_delete", item)).content.decode()

    assert "S-1 Visite is used by documents, so it cannot be deleted." in content
    assert page("item_archive", item) in content
    assert page("item_replace", item) in content
    assert Item.objects.get() == item


def test_scenario_26_a_draft_gets_the_item_that_replaces_another(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1", name="Visite")
    other = make_item(company, "S-2", name="Appel de service")
    line = make_draft_line(item)

    answer = staff.post(page("item_replace", item), {"by": other.pk}, follow=True)

    message = "S-1 Visite is archived: drafts have S-2 Appel de service instead."
    assert message in answer.content.decode()
    line.refresh_from_db()
    assert (line.item, line.description) == (other, "Visite")
    item.refresh_from_db()
    assert item.is_archived


def test_scenario_26_an_item_is_replaced_by_another_that_is_in_use(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1")
    make_item(company, "S-2", is_archived=True)
    line = make_draft_line(item)

    form = staff.get(page("item_replace", item)).context["form"]
    assert list(form.fields["by"].queryset) == []
    assert staff.post(page("item_replace", item), {"by": item.pk}).status_code == 200
    line.refresh_from_db()
    assert line.item == item


def test_scenario_26_an_item_never_used_is_deleted_after_asking(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1")

    assert staff.get(page("item_delete", item)).status_code == 200
    assert Item.objects.count() == 1
    assert staff.post(page("item_delete", item)).headers["Location"] == LIST
    assert Item.objects.count() == 0
