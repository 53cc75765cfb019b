"""No row of a company is found from another, by whatever page and whatever role."""

import pytest
from django.test import Client
from django.urls import reverse

from invoices.services.cut_over import set_cut_over
from tests.factories import make_company, make_member, make_settings
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop
from tests.invoices.views.busy import keep_busy
from tests.invoices.views.till import ago

LISTS = [
    "creditnote_list",
    "customer_list",
    "customercredit_list",
    "invoice_list",
    "method_list",
    "payment_list",
    "payout_list",
    "refund_list",
    "tippayout_list",
]


@pytest.fixture
def rows(shop: Shop) -> None:
    keep_busy(Counter(shop))


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("question", [{}, {"search": "gagnon"}, {"all": "on"}])
def test_no_row_is_in_a_list_of_another_company(
    client: Client, question: dict[str, str]
) -> None:
    client.force_login(make_member(make_settings(make_company("roy")).company))

    listed = {}
    for name in LISTS:
        answer = client.get(reverse(f"invoices:{name}", args=["roy"]), question)
        listed[name] = list(answer.context["table"].rows)

    assert listed == {name: [] for name in LISTS}


@pytest.mark.usefixtures("rows")
def test_no_row_is_on_a_page_of_the_settings_of_another_company(client: Client) -> None:
    roy = make_settings(make_company("roy")).company
    client.force_login(make_member(roy))
    set_cut_over(company=roy, first_day=ago(0))

    for name in ("numbering_list", "cut_over", "remapping", "refund_new"):
        page = client.get(reverse(f"invoices:{name}", args=["roy"])).content.decode()
        assert "FAC-0000" not in page.replace("number FAC-00001", "")
        assert "Gagnon" not in page
