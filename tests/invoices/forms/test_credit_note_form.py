"""How much of each line a credit note takes back, as it is typed."""

from decimal import Decimal

import pytest
from django.utils import timezone

from invoices.forms.credit_notes import CreditNoteForm
from invoices.models import Invoice, InvoiceLine
from invoices.queries.creditable import creditable_nets
from tests.invoices.counter import Counter
from tests.invoices.shop import NOVEMBER_3, Shop

BOTH = "Type amounts, or credit everything that is left: not both."
NOTHING = "Type an amount, or choose to credit everything that is left."


@pytest.fixture
def invoice(shop: Shop) -> Invoice:
    return shop.issue(
        shop.line("1000.00", description="Main-d’œuvre"),
        shop.line("200.00", "4010", description="Pièces"),
        shop.line("-50.00", description="Rabais"),
    )


def lines_of(invoice: Invoice) -> list[InvoiceLine]:
    return list(invoice.lines.order_by("position"))


def filled(invoice: Invoice, *amounts: str, **typed: str) -> CreditNoteForm:
    """The form with these amounts of its lines, in their order."""
    names = [f"line_{line.pk}" for line in lines_of(invoice)]
    sent = {"day": f"{NOVEMBER_3}", **dict(zip(names, amounts, strict=False)), **typed}
    return CreditNoteForm(
        sent,
        invoice=invoice,
        left=creditable_nets(invoice),
        today=timezone.localdate(),
    )


def test_the_form_says_what_is_left_of_each_line(shop: Shop, invoice: Invoice) -> None:
    work, parts, _rebate = lines_of(invoice)
    nets = {work: "400.00", parts: "200.00"}
    Counter(shop).credit_lines(invoice, nets, NOVEMBER_3)

    form = filled(invoice)

    assert [(form.fields[n].label, form.fields[n].help_text) for n in form.lines] == [
        ("Main-d’œuvre", "Before taxes; $600.00 is left."),
        ("Rabais", "Before taxes; -$50.00 is left."),
    ]


def test_only_the_amounts_that_were_typed_are_taken_back(invoice: Invoice) -> None:
    work, _parts, rebate = lines_of(invoice)
    form = filled(invoice, "400.00", "0.00", "-20.00")

    assert form.is_valid()
    assert form.nets() == {work.pk: Decimal("400.00"), rebate.pk: Decimal("-20.00")}


def test_all_that_is_left_has_no_amounts(invoice: Invoice) -> None:
    form = filled(invoice, everything="on", reason="Erreur")

    assert form.is_valid()
    assert form.nets() is None


@pytest.mark.parametrize("amount", ["1.00", "-1.00"])
def test_everything_and_an_amount_is_too_much(invoice: Invoice, amount: str) -> None:
    assert filled(invoice, amount, everything="on").errors == {"everything": [BOTH]}


@pytest.mark.parametrize("amounts", [(), ("0",), ("", "0.00")])
def test_a_note_of_nothing_is_refused(
    invoice: Invoice, amounts: tuple[str, ...]
) -> None:
    assert filled(invoice, *amounts).errors == {"__all__": [NOTHING]}


def test_an_amount_that_is_none_is_said_once_at_its_line(invoice: Invoice) -> None:
    _work, parts, _rebate = lines_of(invoice)

    errors = filled(invoice, "", "dix").errors

    assert errors == {f"line_{parts.pk}": ["Enter a number."]}


def test_a_note_is_dated_and_its_reason_fits(invoice: Invoice) -> None:
    errors = filled(invoice, everything="on", day="", reason="x" * 201).errors

    assert errors == {
        "day": ["This field is required."],
        "reason": ["Ensure this value has at most 200 characters (it has 201)."],
    }
