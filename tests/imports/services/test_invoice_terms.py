"""Invoices files: what a row says of the whole sale."""

from datetime import date
from decimal import Decimal

import pytest

from imports.services.problems import Outcome
from invoices.models import Invoice
from tests.imports.services.till import Till, paid, sale
from tests.invoices.counter import sold


def invoice(number: str = "F1") -> Invoice:
    return Invoice.objects.get(number=number)


def test_scenario_8_prices_that_include_taxes(till: Till) -> None:
    rows = [sale("F1", "10.00", prices_include_taxes="oui")]

    till.take(invoices=rows)

    assert till.counter.journal() == [
        f"R! sale 11-03 {sold('8.70', '0.43', '0.87', total='10.00')}"
    ]
    assert till.take(invoices=rows) == {"invoices": Outcome(unchanged=1)}


def test_a_discount_on_a_price_that_includes_taxes_is_known_again(till: Till) -> None:
    rows = [sale("F1", "12.00", prices_include_taxes="yes", discount="2.00")]

    till.take(invoices=rows)

    assert invoice().total.amount == Decimal("10.00")
    assert till.take(invoices=rows) == {"invoices": Outcome(unchanged=1)}
    assert till.refusals(
        invoices=[{**rows[0], "unit_price": "11.00", "discount": "1.00"}]
    ) == [
        "invoices.csv:2: invoice_number: Invoice F1 is already here with other content."
    ]


@pytest.mark.parametrize("discount", ["10%", "30.00"])
def test_scenario_15_a_discount_on_the_whole_is_spread(
    till: Till, discount: str
) -> None:
    rows = [
        sale("F1", "200.00", document_discount=discount),
        sale("F1", "100.00", document_discount=discount, tax_group="Détaxé"),
    ]

    till.take(invoices=rows)

    assert till.counter.journal() == [
        (
            "R! sale 11-03 D 1201 296.96 / C 4000 180.00, C 4000 90.00, C 2310 9.00,"
            " C 2320 17.96"
        )
    ]
    assert till.take(invoices=rows) == {"invoices": Outcome(unchanged=1)}


def test_scenario_55_the_taxes_of_a_job_are_those_of_its_parts(till: Till) -> None:
    rows = [
        sale("F1", "300.00"),
        sale("F2", "700.00", progress_of="F1", invoice_date="2026-11-12"),
    ]

    till.take(invoices=rows)

    assert till.counter.journal() == [
        f"R! sale 11-03 {sold('300.00', '15.00', '29.93', total='344.93')}",
        f"R! sale 11-12 {sold('700.00', '35.00', '69.82', total='804.82')}",
    ]
    assert till.take(invoices=rows) == {"invoices": Outcome(unchanged=2)}


def test_scenario_55_each_part_with_taxes_inside_is_what_was_typed(till: Till) -> None:
    typed = {"prices_include_taxes": "yes", "discount": "1.65"}
    rows = [
        sale("F1", "11.65", **typed),
        sale("F2", "11.65", progress_of="F1", **typed),
    ]

    till.take(invoices=rows)

    assert till.counter.journal() == [
        f"R! sale 11-03 {sold('8.70', '0.43', '0.87', total='10.00')}",
        f"R! sale 11-03 {sold('8.69', '0.44', '0.87', total='10.00')}",
    ]
    lines = [invoice(number).lines.get() for number in ("F1", "F2")]
    assert [str(line.discount.amount) for line in lines] == ["1.65", "1.65"]
    assert till.take(invoices=rows) == {"invoices": Outcome(unchanged=2)}


def test_scenario_66_interest_bears_no_taxes(till: Till) -> None:
    rows = [sale("F1", "12.00", kind="interest", tax_group="", description="Intérêts")]

    till.take(invoices=rows)

    assert till.counter.journal() == ["R! sale 11-03 D 1201 12.00 / C 4910 12.00"]
    assert invoice().kind == Invoice.Kind.INTEREST
    assert till.take(invoices=rows) == {"invoices": Outcome(unchanged=1)}


def test_a_due_date_and_a_place_of_supply_are_kept(till: Till) -> None:
    till.take(invoices=[sale("F1", "100.00", due_date="2026-12-03", province="Québec")])

    assert invoice().due_on == date(2026, 12, 3)
    assert invoice().province == "QC"


def test_scenario_19_the_place_of_supply_proposes_the_tax_group(till: Till) -> None:
    groups, customer = till.counter.shop.groups, till.counter.shop.customer
    for name, province in (("TPS+TVQ", "QC"), ("TVH ON", "ON")):
        groups[name].province = province
        groups[name].save()
    customer.tax_group = groups["TPS+TVQ"]
    customer.save()

    till.take(
        invoices=[
            sale("F1", "200.00", tax_group="", province="ON"),
            sale("F2", "200.00", tax_group=""),
        ]
    )

    assert till.counter.journal() == [
        "R! sale 11-03 D 1201 226.00 / C 4000 200.00, C 2330 26.00",
        f"R! sale 11-03 {sold('200.00', '10.00', '19.95', total='229.95')}",
    ]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("", "This cell is empty: fill it."),
        (
            "N/D",
            "“N/D” is not a date: write year, month and day, such as 2026-11-24.",
        ),
    ],
)
def test_scenario_44_an_invoice_without_a_date_blocks_the_file(
    till: Till, day: str, reason: str
) -> None:
    rows = [sale("F1", "100.00"), sale("F2", "100.00", invoice_date=day)]

    assert till.refusals(invoices=rows) == [f"invoices.csv:3: invoice_date: {reason}"]
    assert not Invoice.objects.exists()


@pytest.mark.parametrize(
    ("cells", "refusal"),
    [
        (
            {"due_date": "2026-11-02"},
            "due_date: It is due on 2 Nov 2026, before its date: change one of them.",
        ),
        (
            {"document_discount": "100.01"},
            "None: The discount on the whole is more than the invoice: lower it.",
        ),
        (
            {"kind": "loan"},
            "kind: “loan” is not allowed here: write sale / interest.",
        ),
        (
            {"kind": "interest"},
            "tax_group: Interest bears no taxes and no discount: empty this cell.",
        ),
        (
            {"progress_of": "F9"},
            (
                "progress_of: No invoice has the number F9: give the first invoice of the"
                " job, on a row above this one."
            ),
        ),
        (
            {"progress_of": "F0"},
            "progress_of: Choose the first invoice of a job of this customer.",
        ),
        (
            {"province": "Bavière"},
            (
                "province: “Bavière” is not a province of Canada: write its code, such as"
                " QC."
            ),
        ),
        (
            {"prices_include_taxes": "maybe"},
            "prices_include_taxes: “maybe” is not allowed here: write yes / no.",
        ),
    ],
)
def test_what_an_invoice_may_not_say_is_told_at_its_cell(
    till: Till, cells: dict[str, str], refusal: str
) -> None:
    interest = {"kind": "interest", "tax_group": ""}
    till.take(invoices=[sale("F0", "100.00", **interest)])

    assert till.refusals(invoices=[sale("F1", "100.00", **cells)]) == [
        f"invoices.csv:2: {refusal}"
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {"due_date": "2026-12-04"},
        {"document_discount": "5%"},
        {"prices_include_taxes": "yes"},
        {"province": "ON"},
    ],
)
def test_other_terms_are_other_content(till: Till, cells: dict[str, str]) -> None:
    till.take(invoices=[sale("F1", "100.00", due_date="2026-12-03")])

    assert till.refusals(invoices=[sale("F1", "100.00", **cells)]) == [
        "invoices.csv:2: invoice_number: Invoice F1 is already here with other content."
    ]


def test_rows_of_one_invoice_agree_on_its_terms(till: Till) -> None:
    rows = [sale("F1", "100.00"), sale("F1", "20.00", due_date="2026-12-03")]

    assert till.refusals(invoices=rows) == [
        (
            "invoices.csv:3: due_date: The first row of invoice F1 has another value:"
            " give the same one."
        )
    ]


def test_good_invoices_of_a_refused_file_are_known_to_its_payments(till: Till) -> None:
    sales = [sale("F1", "100.00"), sale("F2", "100.00", province="Bavière")]
    rows = [paid("11-06", "F1", "114.98"), paid("11-06", "F1", "0.01")]

    assert till.refusals(invoices=sales, payments=rows) == [
        (
            "invoices.csv:3: province: “Bavière” is not a province of Canada: write"
            " its code, such as QC."
        ),
        "payments.csv:3: amount: 0.01 is more than the 0.00 due on invoice F1.",
    ]
    assert not Invoice.objects.exists()
