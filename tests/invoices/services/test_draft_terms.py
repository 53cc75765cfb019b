from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.models import Invoice
from invoices.services.amounts import IssueError
from invoices.services.drafts import (
    Terms,
    add_line,
    create_draft,
    remove_line,
    set_terms,
    usual_group,
)
from invoices.services.issuing import issue_invoice
from invoices.services.voiding import void_invoice
from tests.factories import make_customer, make_item
from tests.invoices.shop import NOVEMBER_3, Shop


def in_province(shop: Shop, **groups: str) -> None:
    for code, name in groups.items():
        shop.groups[name].province = code
        shop.groups[name].save()


def terms_of(draft: Invoice, **values: Any) -> Invoice:
    return set_terms(invoice=draft, terms=Terms(**values), on=NOVEMBER_3)


def draft_with(shop: Shop, *prices: str) -> Invoice:
    draft = create_draft(customer=shop.customer)
    for price in prices:
        line = shop.line(price)
        line.invoice = draft
        add_line(line=line, tax_group=line.tax_group, on=NOVEMBER_3)
    return draft


def total(draft: Invoice) -> str:
    draft.refresh_from_db()
    return str(draft.total.amount)


def test_scenario_8_prices_that_include_taxes_change_the_totals_at_once(
    shop: Shop,
) -> None:
    draft = draft_with(shop, "10.00")

    terms_of(draft, prices_include_taxes=True)

    assert total(draft) == "10.00"
    assert str(draft.subtotal.amount) == "8.70"


def test_scenario_15_a_discount_in_percent_follows_the_lines(shop: Shop) -> None:
    draft = draft_with(shop, "200.00")
    terms_of(draft, discount_rate=Decimal("0.10"))
    assert str(draft.discount.amount) == "20.00"

    line = shop.line("100.00", group="Détaxé")
    line.invoice = draft
    add_line(line=line, tax_group=line.tax_group, on=NOVEMBER_3)

    assert (total(draft), str(draft.discount.amount)) == ("296.96", "30.00")


def test_a_discount_in_dollars_waits_for_the_first_line(shop: Shop) -> None:
    draft = create_draft(customer=shop.customer)

    terms_of(draft, discount=Decimal("10.00"))
    assert total(draft) == "0.00"

    line = shop.line("110.00")
    line.invoice = draft
    add_line(line=line, tax_group=line.tax_group, on=NOVEMBER_3)
    assert total(draft) == "114.98"

    remove_line(line=line, on=NOVEMBER_3)
    assert (total(draft), str(draft.discount.amount)) == ("0.00", "10.00")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"discount": Decimal(-1)}, "not below zero"),
        ({"discount": Decimal("0.001")}, "dollars and cents"),
        ({"discount": Decimal(99999999)}, "dollars and cents"),
        ({"discount": Decimal("100.01")}, "more than the invoice"),
        ({"discount_rate": Decimal("1.01")}, "100 at most"),
        ({"discount_rate": Decimal(0)}, "above 0"),
        ({"discount_rate": Decimal("-0.1")}, "above 0"),
        ({"discount_rate": Decimal("0.1"), "discount": Decimal(1)}, "not both"),
    ],
)
def test_a_bad_discount_is_refused_and_changes_nothing(
    shop: Shop, values: dict[str, Any], reason: str
) -> None:
    draft = draft_with(shop, "100.00")

    with pytest.raises(IssueError, match=reason):
        terms_of(draft, **values)

    assert total(draft) == "114.98"


def test_a_job_starts_with_an_issued_invoice_of_the_same_customer(shop: Shop) -> None:
    first = shop.issue(shop.line("100.00"))
    draft = draft_with(shop, "100.00")

    terms_of(draft, progress_of=first)

    draft.refresh_from_db()
    assert draft.progress_of == first


def test_any_other_invoice_starts_no_job(shop: Shop) -> None:
    draft = draft_with(shop, "100.00")
    stranger = create_draft(customer=make_customer(shop.company, "C-200"))
    void = shop.issue(shop.line("100.00"))
    void_invoice(invoice=void, voided_on=NOVEMBER_3, reason="Erreur")
    follower = shop.issue(shop.line("100.00"))
    Invoice.objects.filter(pk=follower.pk).update(progress_of=void)
    follower.refresh_from_db()

    for other in (stranger, void, follower, draft):
        with pytest.raises(IssueError, match="first invoice of a job"):
            terms_of(draft, progress_of=other)


def test_an_issued_invoice_has_fixed_terms(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))

    with pytest.raises(IssueError, match="can no longer change"):
        terms_of(invoice, due_on=date(2026, 12, 3))


def test_the_due_date_cannot_precede_the_invoice(shop: Shop) -> None:
    draft = draft_with(shop, "100.00")
    terms_of(draft, due_on=date(2026, 11, 2))

    with pytest.raises(IssueError) as refusal:
        issue_invoice(invoice=draft, issued_on=NOVEMBER_3)

    assert "before its date: change one of them" in str(refusal.value)
    terms_of(draft, due_on=NOVEMBER_3)
    assert issue_invoice(invoice=draft, issued_on=NOVEMBER_3).due_on == NOVEMBER_3


def test_a_draft_is_supplied_where_its_customer_is(shop: Shop) -> None:
    shop.customer.province = "Ontario"

    assert create_draft(customer=shop.customer).province == "ON"


def test_scenario_19_the_place_of_supply_proposes_the_group_of_new_lines(
    shop: Shop,
) -> None:
    in_province(shop, QC="TPS+TVQ", ON="TVH ON")
    service = make_item(shop.company, "SRV", tax_group=shop.groups["TPS+TVQ"])
    book = make_item(shop.company, "LIV", tax_group=shop.groups["Détaxé"])
    draft = create_draft(customer=shop.customer)
    terms_of(draft, province="ON")

    groups = []
    for item, chosen in [(service, None), (book, None), (service, "TPS")]:
        line = shop.line("200.00", item=item)
        line.invoice = draft
        group = shop.groups[chosen] if chosen else None
        add_line(line=line, tax_group=group, on=NOVEMBER_3)
        groups.append(line.tax_group and line.tax_group.name)

    assert groups == ["TVH ON", "Détaxé", "TPS"]
    assert usual_group(draft) == shop.groups["TVH ON"]


def test_another_place_leaves_the_lines_that_are_there(shop: Shop) -> None:
    in_province(shop, QC="TPS+TVQ", ON="TVH ON")
    draft = draft_with(shop, "100.00")

    terms_of(draft, province="ON")

    assert total(draft) == "114.98"
    assert draft.lines.get().tax_group == shop.groups["TPS+TVQ"]
