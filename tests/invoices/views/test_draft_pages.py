from typing import Any

import pytest

from invoices.models import Invoice
from invoices.services.drafts import create_draft
from tests.factories import make_company, make_customer, make_draft, make_item
from tests.invoices.shop import NOVEMBER_3
from tests.invoices.views.desk import (
    BAD_AMOUNTS,
    Desk,
    days_ago,
    errors_of,
    words_of,
)


@pytest.fixture
def draft(desk: Desk) -> Invoice:
    return desk.shop.draft(desk.shop.line("100.00"))


def test_a_draft_starts_from_the_page_of_its_customer(desk: Desk) -> None:
    customer = desk.shop.customer

    page = desk.read("invoice_create", customer=str(customer.pk))

    assert f'<option value="{customer.pk}" selected>' in page


def test_what_holds_for_the_whole_sale_is_set_on_its_page(
    desk: Desk, draft: Invoice
) -> None:
    answer = desk.send(
        "invoice_terms",
        draft.pk,
        due_on=days_ago(-30),
        province="ON",
        discount_percent="10",
    )

    assert answer.headers["Location"] == desk.at("invoice_detail", draft.pk)
    draft.refresh_from_db()
    assert (draft.due_on, draft.province) == (days_ago(-30), "ON")
    assert [str(m.amount) for m in (draft.discount, draft.total)] == ["10.00", "103.48"]
    page = desk.read("invoice_detail", draft.pk)
    assert f"<dd> {days_ago(-30):%Y-%m-%d} </dd>" in page
    assert "<dd>ON</dd>" in page
    assert "Discount on the whole</dt> <dd>$10.00</dd>" in page


def test_the_terms_of_a_draft_are_shown_where_they_are_changed(
    desk: Desk, draft: Invoice
) -> None:
    desk.send("invoice_terms", draft.pk, discount="5.00", prices_include_taxes="on")

    page = desk.read("invoice_terms", draft.pk)

    assert 'name="discount" value="5.00"' in page
    assert 'name="prices_include_taxes"' in page
    assert page.count("checked") == 1


@pytest.mark.parametrize("amount", BAD_AMOUNTS[2:])
def test_a_bad_discount_is_refused(desk: Desk, draft: Invoice, amount: str) -> None:
    answer = desk.send("invoice_terms", draft.pk, discount=amount)

    assert list(errors_of(answer)) == ["discount"]
    draft.refresh_from_db()
    assert draft.discount.amount == 0


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"discount_percent": "100.01"}, "discount_percent"),
        ({"discount_percent": "-1"}, "discount_percent"),
        ({"discount_percent": "1.2345678"}, "discount_percent"),
        ({"discount": "1", "discount_percent": "1"}, "discount_percent"),
        ({"discount": "100.01"}, "__all__"),
        ({"province": "VT"}, "province"),
        ({"due_on": "hier"}, "due_on"),
    ],
)
def test_bad_terms_are_refused(
    desk: Desk, draft: Invoice, data: dict[str, Any], field: str
) -> None:
    assert list(errors_of(desk.send("invoice_terms", draft.pk, **data))) == [field]


def test_a_part_of_a_job_follows_its_first_invoice(desk: Desk, draft: Invoice) -> None:
    first = desk.shop.issue(desk.shop.line("100.00"), on=days_ago(5))

    desk.send("invoice_terms", draft.pk, progress_of=first.pk)

    draft.refresh_from_db()
    assert draft.progress_of == first
    assert f">{first.number}</a>" in desk.read("invoice_detail", draft.pk)
    assert f">Draft {draft.pk}</a>" in desk.read("invoice_detail", first.pk)


def test_a_job_of_somebody_else_is_no_choice(desk: Desk, draft: Invoice) -> None:
    other = make_customer(desk.shop.company, "C-200")
    theirs = create_draft(customer=other)
    strange = make_draft(make_customer(make_company("roy")))

    for invoice in (theirs, strange, draft):
        answer = desk.send("invoice_terms", draft.pk, progress_of=invoice.pk)
        assert list(errors_of(answer)) == ["progress_of"]


def test_the_page_says_which_tax_group_a_new_line_takes(desk: Desk) -> None:
    ontario = desk.shop.groups["TVH ON"]
    ontario.province = "ON"
    ontario.save()
    desk.shop.customer.province = "Ontario"
    draft = create_draft(customer=desk.shop.customer)
    item = make_item(desk.shop.company, "SRV", unit_price=200)

    assert "or of its item, it takes TVH ON." in desk.read("invoice_detail", draft.pk)
    desk.send("line_add", draft.pk, item=item.pk, quantity="1")

    draft.refresh_from_db()
    assert str(draft.total.amount) == "226.00"


@pytest.mark.parametrize("price", ["-5.00", "0.0000001", "1.234", "dix", "1e9"])
def test_a_bad_price_is_refused(desk: Desk, draft: Invoice, price: str) -> None:
    line = {"description": "x", "quantity": "1", "unit_price": price}

    answer = desk.send("line_add", draft.pk, **line)

    assert "Nothing was saved" in words_of(answer)
    assert draft.lines.count() == 1


def test_a_due_date_before_the_invoice_is_said_when_it_is_issued(
    desk: Desk, draft: Invoice
) -> None:
    desk.send("invoice_terms", draft.pk, due_on=days_ago(2))

    answer = desk.send("invoice_issue", draft.pk, day=days_ago())

    assert "before its date: change one of them" in words_of(answer)
    draft.refresh_from_db()
    assert draft.status == Invoice.Status.DRAFT


def test_an_issued_invoice_has_no_terms_to_change(desk: Desk) -> None:
    invoice = desk.shop.issue(desk.shop.line("100.00"), on=NOVEMBER_3)

    answer = desk.send("invoice_terms", invoice.pk, discount="1")

    assert errors_of(answer) == {
        "__all__": ["This invoice is issued: it can no longer change."]
    }
