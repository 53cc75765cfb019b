"""What the other parts of a job billed, by the sets of taxes that their lines bear."""

from datetime import date
from typing import Any

from invoices.models import Invoice
from invoices.queries.progress import billed_by_set, billed_taxes
from taxes.computation import TaxAmount
from taxes.models import Tax
from tests.invoices.counter import Counter

DAY = date(2026, 11, 3)


def told(taxes: Any) -> list[str]:
    codes = dict(Tax.objects.values_list("pk", "code"))
    found: list[TaxAmount] = list(taxes)
    return sorted(f"{codes[t.term.tax]} {t.base} {t.amount}" for t in found)


def sets_told(invoice: Invoice) -> list[list[str]]:
    return sorted(told(taxes) for taxes in billed_by_set(invoice).values())


def follow(counter: Counter, first: Invoice, *prices: str) -> Invoice:
    draft = counter.shop.draft(*(counter.shop.line(price) for price in prices))
    draft.progress_of = first
    draft.save()
    return draft


def test_each_set_has_its_part_of_a_tax_that_several_bear(counter: Counter) -> None:
    shop = counter.shop
    first = shop.issue(
        shop.line("300.00"),
        shop.line("100.00", group="TPS"),
        shop.line("50.00", group="Exonéré"),
        shop.line("200.00"),
    )
    shop.issue(shop.line("999.00"))

    draft = follow(counter, first, "10.00")

    assert sets_told(draft) == [
        ["TPS 100.00 5.00"],
        ["TPS 50.00 0.00", "TVQ 50.00 0.00"],
        ["TPS 500.00 25.00", "TVQ 500.00 49.88"],
    ]


def test_what_was_credited_is_not_billed(counter: Counter) -> None:
    shop = counter.shop
    line, other = shop.line("300.00"), shop.line("100.00", group="TPS")
    first = shop.issue(line, other)
    counter.credit_lines(first, {line: "100.00", other: "100.00"}, DAY)

    draft = follow(counter, first, "10.00")

    assert sets_told(draft) == [
        ["TPS 0.00 0.00"],
        ["TPS 200.00 10.00", "TVQ 200.00 19.95"],
    ]
    assert told(billed_taxes(draft)) == ["TPS 200.00 10.00", "TVQ 200.00 19.95"]


def test_void_parts_and_the_one_it_replaces_are_left_out(counter: Counter) -> None:
    first = counter.issue("300.00", DAY)
    void = counter.issue_draft(follow(counter, first, "20.00"), DAY)
    counter.void(void, DAY)
    second = counter.issue_draft(follow(counter, first, "40.00"), DAY)
    draft = follow(counter, first, "50.00")
    draft.replaces = second
    draft.save()

    assert sets_told(draft) == [["TPS 300.00 15.00", "TVQ 300.00 29.93"]]
    assert told(billed_taxes(draft)) == ["TPS 300.00 15.00", "TVQ 300.00 29.93"]


def test_a_tax_of_bases_that_cancel_out_is_of_the_first_set(counter: Counter) -> None:
    shop = counter.shop
    draft = shop.draft(shop.line("10.00"), shop.line("-9.14", group="TPS"))
    draft.prices_include_taxes = True
    draft.save()
    first = counter.issue_draft(draft, DAY)
    assert [str(tax.amount.amount) for tax in first.taxes.all()] == ["-0.01", "0.87"]

    assert sets_told(follow(counter, first, "10.00")) == [
        ["TPS -8.70 0.00"],
        ["TPS 8.70 -0.01", "TVQ 8.70 0.87"],
    ]
