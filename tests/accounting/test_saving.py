"""What is said after a save comes from those who know the file, with links to open."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounting.origins import Reason
from accounting.saving import SAMPLE_CHECKS, Sample, SampleLine, file_reasons
from catalog.models import Item
from companies.models import Company, Membership
from tests.exports.said import WIDE, page, warnings
from tests.factories import make_account, make_company, make_item, make_member
from tests.invoices.shop import Shop, open_shop

pytestmark = pytest.mark.django_db
Role = Membership.Role

NO_ACCOUNT = "No account is chosen for the item “VISITE Visite”."


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def added_check() -> Iterator[None]:
    """Another app that has something to say of what is saved."""

    def say(company: Company, samples: Sequence[Sample]) -> list[Reason]:
        return [
            Reason(text=f"{company.slug} {sample.party} {sample.on}")
            for sample in samples
        ]

    SAMPLE_CHECKS["test"] = say
    yield
    del SAMPLE_CHECKS["test"]


def save_item(client: Client, **values: str | int) -> list[str]:
    form = {"code": "VISITE", "name": "Visite", "unit_price": "100.00", **values}
    return warnings(client, page("catalog:item_create"), form)


@pytest.mark.usefixtures("added_check")
def test_every_check_is_asked_of_every_sample_in_its_order(shop: Shop) -> None:
    wide = make_account(shop.company, "40001234")
    line = SampleLine(wide.pk, "line", Decimal("1.00"))
    samples = [
        Sample(on=date(2026, 11, 3), party="Roy", lines=(line,)),
        Sample(on=date(2026, 11, 4), party="Côté"),
    ]

    reasons = list(file_reasons(shop.company, samples))

    assert [reason.text for reason in reasons] == [
        WIDE,
        "cote Roy 2026-11-03",
        "cote Côté 2026-11-04",
    ]


@pytest.mark.usefixtures("added_check")
def test_a_page_says_each_reason_and_saves(client: Client, shop: Shop) -> None:
    client.force_login(make_member(shop.company))

    said = warnings(
        client,
        page("invoices:customer_edit", shop.customer.pk),
        {"number": "C-100", "name": "Roy", "country": "CA"},
    )

    today = date.fromisoformat(said[0].split()[-1])
    assert said == [f"cote Roy {today}"]
    shop.customer.refresh_from_db()
    assert shop.customer.name == "Roy"


@pytest.mark.parametrize("role", Role)
def test_a_page_of_the_catalogue_is_linked_for_all_who_save(
    client: Client, shop: Shop, role: Role
) -> None:
    shop.change(unmapped="block")
    client.force_login(make_member(shop.company, role))

    said = save_item(client)

    url = page("catalog:item_edit", Item.objects.get().pk)
    assert said == [f'{NO_ACCOUNT} <a href="{url}">Correct it</a>']


@pytest.mark.parametrize(
    ("role", "linked"),
    [(Role.ADMIN, True), (Role.ACCOUNTANT, True), (Role.STAFF, False)],
)
def test_a_page_of_the_settings_is_linked_for_those_who_see_them(
    client: Client, shop: Shop, role: Role, *, linked: bool
) -> None:
    wide = make_account(shop.company, "40001234", category="revenue")
    item = make_item(shop.company, "VISITE", credit_account=wide)
    client.force_login(make_member(shop.company, role))

    form = {
        "code": "VISITE",
        "name": "Visite",
        "unit_price": "0",
        "credit_account": wide.pk,
    }
    said = warnings(client, page("catalog:item_edit", item.pk), form)

    link = f' <a href="{page("exports:glimport_settings")}">Correct it</a>'
    assert said == [WIDE + link * linked]


def test_a_name_in_what_is_said_is_text(client: Client, shop: Shop) -> None:
    shop.change(unmapped="block")
    client.force_login(make_member(shop.company))

    (said,) = save_item(client, name="<script>")

    assert said.startswith(
        "No account is chosen for the item “VISITE &lt;script&gt;”. <a href="
    )


def test_an_item_of_another_company_is_not_named(shop: Shop) -> None:
    theirs = make_item(make_company("roy"), "SECRET", name="Secret")
    line = SampleLine(None, f"missing:item:{theirs.pk}", Decimal("1.00"))
    sample = Sample(on=date(2026, 11, 3), lines=(line,))

    reasons = list(file_reasons(shop.company, [sample]))

    assert "SECRET" not in str(reasons)
    assert reverse("catalog:item_edit", args=["cote", theirs.pk]) not in str(reasons)
