"""What a draft cannot take: each refusal where it belongs, and nothing saved."""

from datetime import date
from typing import Any

import pytest

from invoices.models import Invoice
from invoices.services.correcting import start_correction
from taxes.models import TaxRate
from tests.factories import make_company, make_customer, make_group, make_tax
from tests.invoices.views.till import Till, ago, refused, said
from tests.pages import form_of

ISSUED = "This invoice is issued: it can no longer change."


@pytest.fixture
def draft(till: Till) -> Invoice:
    shop = till.counter.shop
    return shop.draft(shop.line("100.00", description="Visite"))


def shown(answer: Any, name: str) -> Any:
    """One of the two forms that the page of a draft shows."""
    assert answer.status_code == 200
    return answer.context[name]


def test_a_draft_is_deleted_with_its_lines(till: Till, draft: Invoice) -> None:
    answer = till.send("invoice_delete", draft)

    assert said(answer) == ["The draft is deleted."]
    assert answer.headers["Location"] == till.at("invoice_list")
    assert Invoice.objects.count() == 0


def test_deleting_a_draft_asks_first(till: Till, draft: Invoice) -> None:
    page = till.read("invoice_detail", draft)
    delete = till.at("invoice_delete", draft)
    assert f'href="{delete}" >Delete the draft…</a>' in page
    assert f'action="{delete}"' not in page

    page = till.read("invoice_delete", draft)

    assert Invoice.objects.get() == draft
    assert "<h1>Delete the draft of Gagnon</h1>" in page
    gone = "The draft disappears for good, with its lines. It was never issued."
    assert f"<li>{gone}</li> </ul>" in page
    assert (
        '<button type="submit" class="btn btn-primary">Delete the draft</button>'
        in page
    )
    assert f'href="{till.at("invoice_detail", draft)}" >Back</a>' in page


def test_deleting_a_correction_leaves_what_it_corrects(till: Till) -> None:
    invoice = till.counter.issue("100.00", ago(9))
    correction = start_correction(invoice=invoice)

    page = till.read("invoice_delete", correction)

    assert "<li>Invoice FAC-00001 stays as it is, not corrected.</li>" in page
    till.send("invoice_delete", correction)
    assert Invoice.objects.get() == invoice


def test_there_is_no_page_to_delete_an_issued_invoice(
    till: Till, draft: Invoice
) -> None:
    till.counter.issue_draft(draft, ago(1))

    answer = till.open("invoice_delete", draft)

    assert answer.headers["Location"] == till.at("invoice_detail", draft)


def test_an_issued_invoice_is_not_deleted(till: Till, draft: Invoice) -> None:
    till.counter.issue_draft(draft, ago(1))

    answer = till.send("invoice_delete", draft)

    assert said(answer) == [ISSUED]
    assert answer.headers["Location"] == till.at("invoice_detail", draft)
    assert Invoice.objects.get().lines.count() == 1


def test_an_issued_invoice_loses_no_line_and_gains_none(
    till: Till, draft: Invoice
) -> None:
    till.counter.issue_draft(draft, ago(1))
    group = till.counter.shop.groups["TPS"]
    line: dict[str, Any] = {"quantity": "1", "unit_price": "5.00", "description": "Clé"}

    removed = till.send("line_remove", draft.lines.get())
    added = till.send("line_add", draft, **line, tax_group=group)

    assert said(removed) == [ISSUED]
    assert removed.headers["Location"] == till.at("invoice_detail", draft)
    assert shown(added, "line_form").errors == {"__all__": [ISSUED]}
    assert [line.description for line in draft.lines.all()] == ["Visite"]


def test_a_line_that_is_refused_is_shown_as_it_was_typed(
    till: Till, draft: Invoice
) -> None:
    answer = till.send("line_add", draft, quantity="2", description="Clé")

    line_form = shown(answer, "line_form")
    assert line_form.errors == {"unit_price": ["Type a price, or choose an item."]}
    assert (line_form["quantity"].value(), line_form["description"].value()) == (
        "2",
        "Clé",
    )
    assert not shown(answer, "issue_form").is_bound


def test_an_issue_that_is_refused_says_so_beside_its_day(
    till: Till, draft: Invoice
) -> None:
    answer = till.send("invoice_issue", draft, on=ago(-1))

    assert shown(answer, "issue_form").errors == {
        "day": ["This day is still to come: choose today or an earlier day."]
    }
    assert not shown(answer, "line_form").is_bound
    draft.refresh_from_db()
    assert draft.status == Invoice.Status.DRAFT


def test_a_draft_is_issued_today_if_nobody_says_otherwise(
    till: Till, draft: Invoice
) -> None:
    form = shown(till.open("invoice_detail", draft), "issue_form")

    assert form["day"].value() == ago(0)


def test_a_day_before_the_first_rate_of_a_tax_issues_nothing(
    till: Till, draft: Invoice
) -> None:
    answer = till.send("invoice_issue", draft, on=date(2007, 12, 31))

    assert shown(answer, "issue_form").errors == {
        "__all__": [
            "TPS has no rate on 31 Dec 2007: add one that starts on that day or before."
        ]
    }
    draft.refresh_from_db()
    assert (draft.status, draft.number) == ("DRAFT", None)


def test_a_line_of_a_tax_without_a_rate_is_not_added(
    till: Till, draft: Invoice
) -> None:
    company = till.counter.shop.company
    group = make_group(
        company, "À venir", make_tax(company, "X", credit="2330", rate=None)
    )
    line: dict[str, Any] = {"quantity": "1", "unit_price": "5.00", "description": "Clé"}

    answer = till.send("line_add", draft, **line, tax_group=group)

    [sentence] = shown(answer, "line_form").errors["__all__"]
    assert sentence.startswith("X has no rate on ")
    assert draft.lines.count() == 1


def test_a_line_is_not_removed_while_another_has_no_rate(
    till: Till, draft: Invoice
) -> None:
    shop = till.counter.shop
    other = shop.draft(shop.line("1.00"), shop.line("2.00", description="Clé"))
    TaxRate.objects.all().delete()

    answer = till.send("line_remove", other.lines.get(position=1))

    [sentence] = said(answer)
    assert sentence.startswith("TPS has no rate on ")
    assert answer.headers["Location"] == till.at("invoice_detail", other)
    assert other.lines.count() == 2
    assert draft.lines.count() == 1


def test_terms_are_refused_while_a_tax_has_no_rate(till: Till, draft: Invoice) -> None:
    TaxRate.objects.all().delete()

    answer = till.send("invoice_terms", draft, discount="5.00")

    [sentence] = refused(answer)
    assert sentence.startswith("TPS has no rate on ")
    draft.refresh_from_db()
    assert draft.discount.amount == 0


def test_a_draft_is_for_somebody_of_the_company(till: Till) -> None:
    stranger = make_customer(make_company("roy"))

    nobody = till.send("invoice_create")
    other = till.send("invoice_create", customer=stranger)

    assert form_of(nobody).errors == {"customer": ["This field is required."]}
    assert form_of(other).errors == {
        "customer": [
            "Select a valid choice. That choice is not one of the available choices."
        ]
    }
    assert Invoice.objects.count() == 0


@pytest.mark.parametrize("name", ["line_add", "invoice_issue", "invoice_duplicate"])
def test_a_link_alone_changes_no_draft(till: Till, draft: Invoice, name: str) -> None:
    answer = till.open(name, draft)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert Invoice.objects.get() == draft
