"""What is never false of what corrects invoices, gives up on them or moves them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.models import (
    CreditNote,
    Payout,
    Reclassification,
    Recovery,
    TipPayout,
    WriteOff,
)
from invoices.services.paying_out import hand_over_tips, record_payout
from tests.invoices.counter import Counter
from tests.invoices.models.refusing import (
    accepts,
    accepts_twin,
    refuses,
    refuses_twin,
)

DAY, LATER = date(2026, 11, 3), date(2026, 12, 18)
CENT = Decimal("0.01")


@pytest.fixture
def note(counter: Counter) -> CreditNote:
    """45.99 with taxes, on a line with a discount of a tenth."""
    line = counter.shop.line("100.00", discount_rate=Decimal("0.1"))
    return counter.credit(counter.shop.issue(line, on=DAY), "40.00", LATER)


@pytest.fixture
def loss(counter: Counter) -> WriteOff:
    return counter.write_off(counter.issue("100.00", DAY), "114.98", LATER)


@pytest.fixture
def recovery(counter: Counter, loss: WriteOff) -> Recovery:
    return counter.recover(loss, "60.00", LATER)


@pytest.fixture
def payout(counter: Counter) -> Payout:
    return record_payout(
        company=counter.shop.company,
        clearing=counter.method("Carte", "1050"),
        bank=counter.shop.account("1010"),
        paid_on=LATER,
        gross=Decimal("114.98"),
        fee=Decimal("3.63"),
    )


@pytest.fixture
def tips(counter: Counter) -> TipPayout:
    return hand_over_tips(
        company=counter.shop.company,
        amount=Decimal("15.00"),
        paid_on=LATER,
        method=counter.shop.method,
    )


@pytest.fixture
def moved(counter: Counter) -> Reclassification:
    """Revenue that goes from 4900 to 4000."""
    return Reclassification.objects.create(
        company=counter.shop.company,
        line=counter.issue("100.00", DAY).lines.get(),
        from_account=counter.shop.account("4900"),
        account=counter.shop.account("4000"),
        amount=Decimal("100.00"),
        reclassified_on=LATER,
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("creditnote_total_adds_up", {"total": Decimal("45.98")}),
        ("creditnote_total_adds_up", {"subtotal": Decimal("40.01")}),
        ("creditnote_total_adds_up", {"tax_total": Decimal("6.00")}),
        ("creditnote_currency_is_cad", {"currency": "USD"}),
    ],
)
def test_a_credit_note_cannot_be_made_false(
    note: CreditNote, name: str, values: dict[str, Any]
) -> None:
    assert refuses(name, note, **values)


def test_a_credit_note_adds_up_in_cents_and_not_in_floats(note: CreditNote) -> None:
    net, taxes = Decimal("0.10"), Decimal("0.20")

    assert accepts(note, subtotal=net, tax_total=taxes, total=net + taxes)


def test_the_number_of_a_credit_note_is_given_once(note: CreditNote) -> None:
    assert refuses_twin(note, issued_on=DAY)
    assert accepts_twin(note, number="NC-00002")


@pytest.mark.parametrize("column", ["gross", "discount", "net"])
def test_the_net_of_a_credited_line_adds_up(note: CreditNote, column: str) -> None:
    line = note.lines.get()
    more = getattr(line, column).amount + CENT

    assert refuses("creditnoteline_net_adds_up", line, **{column: more})


def test_a_credit_note_takes_back_a_line_and_a_tax_once(note: CreditNote) -> None:
    line, tax = note.lines.get(), note.taxes.earliest("pk")

    assert refuses_twin(line)
    assert refuses_twin(tax)
    assert refuses("creditnoteline_currency_is_cad", line, currency="USD")
    assert refuses("creditnotetax_currency_is_cad", tax, currency="USD")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("writeoff_is_positive", {"amount": Decimal(0)}),
        ("writeoff_has_a_reason", {"reason": ""}),
        ("writeoff_currency_is_cad", {"currency": "USD"}),
    ],
)
def test_a_write_off_cannot_be_made_false(
    loss: WriteOff, name: str, values: dict[str, Any]
) -> None:
    assert refuses(name, loss, **values)


def test_a_write_off_takes_a_tax_back_once(loss: WriteOff) -> None:
    tax = loss.taxes.earliest("pk")

    assert refuses_twin(tax)
    assert refuses("writeofftax_currency_is_cad", tax, currency="USD")


def test_a_recovery_is_positive_and_in_its_currency(recovery: Recovery) -> None:
    tax = recovery.taxes.earliest("pk")

    assert refuses("recovery_is_positive", recovery, amount=Decimal(0))
    assert refuses("recovery_currency_is_cad", recovery, currency="USD")
    assert refuses("recoverytax_currency_is_cad", tax, currency="USD")


def test_a_payout_is_positive_and_its_fee_may_be_nothing(payout: Payout) -> None:
    assert refuses("payout_is_positive", payout, gross=Decimal(0))
    assert refuses("payout_is_positive", payout, fee=-CENT)
    assert refuses("payout_currency_is_cad", payout, currency="USD")
    assert accepts(payout, fee=Decimal(0))


def test_tips_handed_over_are_positive(tips: TipPayout) -> None:
    assert refuses("tippayout_is_positive", tips, amount=Decimal(0))
    assert refuses("tippayout_currency_is_cad", tips, currency="USD")


def test_a_reclassification_goes_to_another_account(
    counter: Counter, moved: Reclassification
) -> None:
    same = counter.shop.account("4900")

    assert refuses("reclassification_moves", moved, account=same)
    assert refuses("reclassification_currency_is_cad", moved, currency="USD")
    assert accepts(moved, from_account=None)
    assert accepts(moved, amount=Decimal("-100.00"))
