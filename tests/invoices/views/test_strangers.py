"""No row of a company is found from another, by whatever page and whatever role."""

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounting.models import JournalLine
from accounting.origins import FREE_TEXT
from invoices.models import Invoice, InvoiceLine, PaymentMethod, WriteOff
from invoices.services.cut_over import set_cut_over
from tests.factories import make_company, make_member, make_settings
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop
from tests.invoices.views.busy import keep_busy
from tests.invoices.views.filled import rows_of_all
from tests.invoices.views.till import ago
from tests.plannit.addresses import company_addresses

OF_A_ROW = [
    address.name.removeprefix("invoices:")
    for address in company_addresses()
    if address.name.startswith("invoices:") and "pk" in address.arguments
]
ABOUT: dict[str, type[Model]] = {
    "creditnote_create": Invoice,
    "cut_over_document": Invoice,
    "line_add": Invoice,
    "line_account": JournalLine,
    "line_remove": InvoiceLine,
    "method_edit": PaymentMethod,
    "payment_create": Invoice,
    "reclassify_line": InvoiceLine,
    "recovery_create": WriteOff,
    "writeoff_create": Invoice,
}
"""Where the row is not of the noun that the address begins with."""
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
def rows(shop: Shop) -> dict[str, int]:
    """Of each address, the row of the shop that it is asked for."""
    counter = Counter(shop)
    keep_busy(counter)
    shop.change(unmapped="block")
    counter.issue("75.00", ago(2), account=None)
    return {name: row_for(name).pk for name in OF_A_ROW}


def row_for(name: str) -> Model:
    invoices = apps.get_app_config("invoices")
    model = ABOUT.get(name) or invoices.get_model(name.partition("_")[0])
    rows = model._default_manager.order_by("-pk")  # noqa: SLF001 - the documented way to any manager
    if model is JournalLine:
        rows = rows.filter(account=None, origin=FREE_TEXT)
    found = rows.first()
    assert found is not None, name
    return found


def test_every_row_is_found_by_its_own_company(
    client: Client, shop: Shop, rows: dict[str, int]
) -> None:
    client.force_login(make_member(shop.company))

    answers = {
        name: client.get(reverse(f"invoices:{name}", args=["cote", pk])).status_code
        for name, pk in rows.items()
    }

    assert {name for name, status in answers.items() if status == 404} == set()


def test_no_row_is_found_or_changed_from_another_company(
    client: Client, rows: dict[str, int]
) -> None:
    client.force_login(make_member(make_company("roy")))
    before = rows_of_all()

    answers = {}
    for name, pk in rows.items():
        page = reverse(f"invoices:{name}", args=["roy", pk])
        statuses = {client.get(page).status_code, client.post(page).status_code}
        answers[name] = statuses - {405}

    assert answers == {name: {404} for name in OF_A_ROW}
    assert rows_of_all() == before


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
