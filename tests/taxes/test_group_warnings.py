"""Saving a group of taxes shows at once what the next file would refuse of it."""

import pytest
from django.test import Client

from taxes.models import Tax, TaxGroup
from tests.exports.said import page, warnings
from tests.factories import make_member
from tests.invoices.shop import open_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(make_member(open_shop().company))
    return client


def test_a_group_is_warned_of_its_own_taxes_alone(admin: Client) -> None:
    gst, qst = (Tax.objects.get(code=code) for code in ("TPS", "TVQ"))
    Tax.objects.filter(code__in=["TVQ", "TVH ON"]).update(credit_account=None)
    alone = page("taxes:group_edit", TaxGroup.objects.get(name="TPS").pk)
    both = page("taxes:group_edit", TaxGroup.objects.get(name="TPS+TVQ").pk)
    taxable = {f"tax_{tax.pk}": "taxable" for tax in (gst, qst)}

    said_of_one = warnings(admin, alone, {"name": "TPS", f"tax_{gst.pk}": "taxable"})
    said_of_both = warnings(admin, both, {"name": "TPS+TVQ", **taxable})

    mend = page("taxes:tax_edit", qst.pk)
    assert said_of_one == []
    assert said_of_both == [
        f'No account is chosen for the tax “TVQ”. <a href="{mend}">Correct it</a>'
    ]


def test_an_opened_group_complains_of_nothing(admin: Client) -> None:
    group = TaxGroup.objects.get(name="TPS+TVQ")

    form = admin.get(page("taxes:group_edit", group.pk)).context["form"]

    assert form.errors == {}
    assert form["name"].value() == "TPS+TVQ"
