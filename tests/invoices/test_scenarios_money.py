"""Money in every form: methods, overpayments, rounding, card fees, tips."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import CustomerCredit
from invoices.services.paying_out import hand_over_tips, record_payout
from invoices.services.payments import PaymentError
from invoices.services.refusals import DocumentError
from tests.invoices.counter import HUNDRED, Counter

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)
LATER = date(2026, 11, 20)

SALE = f"R! sale 11-03 {HUNDRED}"


def overpay(counter: Counter) -> CustomerCredit:
    """120.00 received for 114.98."""
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, PAID, on_account="5.02")
    return counter.customer_credit()


def test_scenario_46_two_methods_for_one_invoice(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    counter.pay({invoice: "50.00"}, PAID, method=counter.method("Comptant", "1015"))
    counter.pay({invoice: "64.98"}, PAID, method=counter.method("Carte", "1050"))

    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1015 50.00 / C 1201 50.00",
        "R! payment 11-06 D 1050 64.98 / C 1201 64.98",
    ]
    assert counter.owed(invoice) == "0.00"


def test_scenario_46_a_method_without_account_takes_the_bank(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    payment = counter.pay({invoice: "114.98"}, PAID)

    assert payment.account == counter.shop.account("1010")
    assert payment.account_origin == f"default:method:{counter.shop.method.pk}"


def test_scenario_47_paid_too_much(counter: Counter) -> None:
    credit = overpay(counter)

    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1010 120.00 / C 1201 114.98, C 2160 5.02",
    ]
    assert counter.left()["1201"] == "0.00"
    assert counter.left()["2310"] == "-5.00"
    assert counter.left()["2320"] == "-9.98"
    assert str(credit.balance.amount) == "5.02"


def test_scenario_47_the_excess_is_never_taken_in_silence(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    with pytest.raises(PaymentError, match="more than the"):
        counter.pay({invoice: "120.00"}, PAID)


def test_scenario_48_a_credit_pays_a_later_invoice(counter: Counter) -> None:
    credit = overpay(counter)
    later = counter.issue("100.00", LATER)

    counter.apply(credit, later, "5.02", LATER)

    assert counter.journal()[-1] == "R! application 11-20 D 2160 5.02 / C 1201 5.02"
    assert counter.owed(later) == "109.96"
    assert counter.left()["2160"] == "0.00"
    with pytest.raises(DocumentError, match="left to apply"):
        counter.apply(credit, later, "0.01", LATER)


def test_scenario_49_a_credit_is_refunded(counter: Counter) -> None:
    credit = overpay(counter)
    before = counter.left()

    counter.refund(credit, "5.02", LATER)

    assert counter.journal()[-1] == "R! refund 11-20 D 2160 5.02 / C 1010 5.02"
    assert counter.left() == before | {"1010": "114.98", "2160": "0.00"}


def test_scenario_50_one_cent_short_is_accepted_by_a_person(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    payment = counter.pay(
        {invoice: "114.98"}, PAID, rounding="-0.01", rounding_reason="Un cent"
    )

    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1010 114.97, D 5390 0.01 / C 1201 114.98",
    ]
    assert str(payment.amount.amount) == "114.97"
    assert counter.owed(invoice) == "0.00"


def test_scenario_50_nothing_accepts_it_by_itself(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    counter.pay({invoice: "114.97"}, PAID)

    assert counter.owed(invoice) == "0.01"


@pytest.mark.parametrize(
    ("rounding", "reason", "refusal"),
    [
        ("-0.01", " ", "Say why the difference is accepted"),
        ("-0.06", "Six cents", r"more than the 0\.05"),
        ("0.06", "Six cents", r"more than the 0\.05"),
    ],
)
def test_scenario_50_only_within_the_tolerance_and_with_a_reason(
    counter: Counter, rounding: str, reason: str, refusal: str
) -> None:
    invoice = counter.issue("100.00", ISSUED)

    with pytest.raises(PaymentError, match=refusal):
        counter.pay(
            {invoice: "114.98"}, PAID, rounding=rounding, rounding_reason=reason
        )


def pay_in_cash(counter: Counter, price: str, due: str, rounding: str) -> None:
    """Pay an invoice in cash, in a company that accepts no other difference."""
    invoice = counter.issue(price, ISSUED)
    taxes = [str(tax.amount.amount) for tax in invoice.taxes.all()]
    cash = counter.method("Comptant", "1015", is_cash=True)
    counter.shop.change(difference_tolerance=Decimal("0.00"))

    counter.pay({invoice: due}, PAID, method=cash, rounding=rounding)

    assert [str(tax.amount.amount) for tax in invoice.taxes.all()] == taxes
    assert counter.owed(invoice) == "0.00"


def test_scenario_51_cash_is_rounded_up(counter: Counter) -> None:
    pay_in_cash(counter, "100.00", "114.98", "0.02")

    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1015 115.00 / C 1201 114.98, C 5390 0.02",
    ]


def test_scenario_52_cash_is_rounded_down(counter: Counter) -> None:
    pay_in_cash(counter, "140.00", "160.97", "-0.02")

    assert counter.journal()[-1] == (
        "R! payment 11-06 D 1015 160.95, D 5390 0.02 / C 1201 160.97"
    )


def test_scenario_51_a_card_is_never_rounded(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    counter.shop.change(difference_tolerance=Decimal("0.00"))

    with pytest.raises(PaymentError, match=r"more than the 0\.00"):
        counter.pay({invoice: "114.98"}, PAID, rounding="0.02")


def test_scenario_58_a_card_processor_keeps_its_fee(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    card = counter.method("Carte", "1050")
    counter.pay({invoice: "114.98"}, PAID, method=card)

    record_payout(
        company=counter.shop.company,
        clearing=card,
        bank=counter.shop.account("1010"),
        paid_on=date(2026, 11, 9),
        gross=Decimal("114.98"),
        fee=Decimal("3.63"),
    )

    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1050 114.98 / C 1201 114.98",
        "R! payout 11-09 D 1010 111.35, D 5310 3.63 / C 1050 114.98",
    ]
    assert counter.left()["1050"] == "0.00"


def test_scenario_59_a_tip_is_neither_taxed_nor_revenue(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    counter.pay({invoice: "114.98"}, PAID, tip="15.00")

    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1010 129.98 / C 1201 114.98, C 2400 15.00",
    ]
    assert counter.owed(invoice) == "0.00"


def test_scenario_60_tips_are_handed_over(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, PAID, tip="15.00")

    hand_over_tips(
        company=counter.shop.company,
        amount=Decimal("15.00"),
        paid_on=date(2026, 11, 13),
        method=counter.shop.method,
    )

    assert counter.journal()[-1] == "R! tip_payout 11-13 D 2400 15.00 / C 1010 15.00"
    assert counter.left()["2400"] == "0.00"
