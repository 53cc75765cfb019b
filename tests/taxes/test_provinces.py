import pytest

from companies.models import Company
from taxes.models import TaxGroup
from taxes.provinces import province_code
from taxes.queries import group_of_place, proposed_group
from taxes.services import InvalidGroupError, save_group
from tests.factories import make_company, make_group


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("QC", "QC"),
        ("qc", "QC"),
        ("Québec", "QC"),
        ("QUEBEC", "QC"),
        ("P.Q.", "QC"),
        (" Ont. ", "ON"),
        ("Nouveau-Brunswick", "NB"),
        ("New Brunswick", "NB"),
        ("Colombie-Britannique", "BC"),
        ("Île-du-Prince-Édouard", "PE"),
        ("Terre-Neuve-et-Labrador", "NL"),
        ("Territoires du  Nord-Ouest", "NT"),
        ("Vermont", ""),
        ("", ""),
    ],
)
def test_a_province_is_known_as_people_write_it(text: str, code: str) -> None:
    assert province_code(text) == code


@pytest.fixture
def company() -> Company:
    return make_company()


def group(company: Company, name: str, province: str = "") -> TaxGroup:
    made = make_group(company, name)
    made.province = province
    return save_group(group=made, members=[])


@pytest.mark.django_db
def test_the_place_proposes_its_group_instead_of_that_of_another_province(
    company: Company,
) -> None:
    quebec = group(company, "TPS+TVQ", "QC")
    ontario = group(company, "TVH ON", "ON")

    assert proposed_group(quebec, place=group_of_place(company, "Ontario")) == ontario
    assert proposed_group(None, place=ontario) == ontario
    assert proposed_group(quebec, place=None) == quebec
    assert proposed_group(None, place=None) is None


@pytest.mark.django_db
def test_a_group_that_is_right_everywhere_stays(company: Company) -> None:
    zero_rated = group(company, "Détaxé")
    ontario = group(company, "TVH ON", "ON")

    assert proposed_group(zero_rated, place=ontario) == zero_rated


@pytest.mark.django_db
def test_no_group_is_proposed_for_a_place_without_one(company: Company) -> None:
    group(company, "Détaxé")
    group(make_company("roy"), "TVH ON", "ON")

    assert group_of_place(company, "ON") is None
    assert group_of_place(company, "Vermont") is None
    assert group_of_place(company, "") is None


@pytest.mark.django_db
def test_a_province_has_one_group(company: Company) -> None:
    group(company, "TPS+TVQ", "QC")
    group(make_company("roy"), "TPS+TVQ", "QC")

    with pytest.raises(InvalidGroupError) as refusal:
        group(company, "Autre", "QC")

    assert str(refusal.value) == (
        "TPS+TVQ is already proposed for Quebec: change it first."
    )
    assert group(company, "Détaxé").province == ""
