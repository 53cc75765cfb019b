import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Company, Membership
from taxes.models import Tax, TaxGroup
from tests.factories import make_company, make_group, make_member, make_tax
from tests.pages import form_of

pytestmark = pytest.mark.django_db
Role = Membership.Role

CREATE = reverse("taxes:group_create", args=["cote"])


@pytest.fixture
def company() -> Company:
    return make_company("cote")


@pytest.fixture
def admin(client: Client, company: Company) -> Client:
    client.force_login(make_member(company))
    return client


@pytest.fixture
def gst(company: Company) -> Tax:
    return make_tax(company, "TPS", credit="2310")


@pytest.fixture
def qst(company: Company) -> Tax:
    return make_tax(company, "TVQ", credit="2320")


def page_of(group: TaxGroup) -> str:
    return reverse("taxes:group_edit", args=["cote", group.pk])


def members_of(group: TaxGroup) -> list[tuple[str, str]]:
    return list(group.members.values_list("tax__code", "treatment"))


def test_a_group_is_added_with_a_treatment_for_each_tax(
    admin: Client, company: Company, gst: Tax, qst: Tax
) -> None:
    hst = make_tax(company, "TVH", credit="2330")
    treatments = {f"tax_{gst.pk}": "taxable", f"tax_{qst.pk}": "exempt"}

    answer = admin.post(CREATE, {"name": "Livres", f"tax_{hst.pk}": "", **treatments})

    assert answer.headers["Location"] == reverse("taxes:tax_list", args=["cote"])
    group = TaxGroup.objects.get()
    assert (group.name, members_of(group)) == (
        "Livres",
        [("TPS", "taxable"), ("TVQ", "exempt")],
    )


def test_the_page_shows_the_taxes_of_the_group_first(
    admin: Client, company: Company, gst: Tax, qst: Tax
) -> None:
    make_tax(make_company("roy"), "TPS de Roy", credit="2310")
    group = make_group(company, "TVQ", qst)

    form = form_of(admin.get(page_of(group)))

    assert [field.label for field in form][2:] == ["TVQ", "TPS"]
    assert [field.initial for field in form][2:] == ["taxable", ""]
    assert gst in form.taxes.values()


def test_a_group_is_proposed_for_a_province(
    admin: Client, company: Company, gst: Tax
) -> None:
    group = make_group(company, "TPS", gst)
    sent = {"name": "TPS", "province": "AB", f"tax_{gst.pk}": "taxable"}

    admin.post(page_of(group), sent)

    group.refresh_from_db()
    assert group.province == "AB"
    shown = admin.get(reverse("taxes:tax_list", args=["cote"])).content.decode()
    assert "<td>Alberta</td>" in shown


def test_a_province_that_is_none_is_refused(
    admin: Client, company: Company, gst: Tax
) -> None:
    group = make_group(company, "TPS", gst)

    answer = admin.post(page_of(group), {"name": "TPS", "province": "VT"})

    assert list(form_of(answer).errors) == ["province"]


def test_a_tax_leaves_a_group(
    admin: Client, company: Company, gst: Tax, qst: Tax
) -> None:
    group = make_group(company, "TPS+TVQ", gst, qst)
    treatments = {f"tax_{gst.pk}": "relieved", f"tax_{qst.pk}": ""}

    admin.post(page_of(group), {"name": "TPS", **treatments})

    group.refresh_from_db()
    assert (group.name, members_of(group)) == ("TPS", [("TPS", "relieved")])


def test_a_treatment_that_is_none_is_refused(
    admin: Client, company: Company, gst: Tax
) -> None:
    group = make_group(company, "TPS", gst)

    answer = admin.post(page_of(group), {"name": "TPS", f"tax_{gst.pk}": "free"})

    assert list(form_of(answer).errors) == [f"tax_{gst.pk}"]
    assert members_of(group) == [("TPS", "taxable")]


def test_a_name_that_is_taken_is_refused(
    admin: Client, company: Company, gst: Tax
) -> None:
    make_group(company, "TPS", gst)

    answer = admin.post(CREATE, {"name": "TPS"})

    assert form_of(answer).non_field_errors() == [
        "Tax group: “TPS” exists already; choose another."
    ]


@pytest.mark.parametrize(
    ("role", "look", "change"),
    [(Role.ADMIN, 200, 302), (Role.ACCOUNTANT, 200, 403), (Role.STAFF, 403, 403)],
)
def test_scenario_94_who_sees_and_who_changes_a_group(
    client: Client, company: Company, role: Role, look: int, change: int
) -> None:
    page = page_of(make_group(company, "TPS"))
    client.force_login(make_member(company, role))

    assert client.get(page).status_code == look
    assert client.post(page, {"name": "TPS"}).status_code == change
