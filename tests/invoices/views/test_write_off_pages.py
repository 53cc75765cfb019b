import pytest

from invoices.models import Invoice, Recovery, WriteOff
from tests.factories import make_company, make_method
from tests.invoices.shop import lines_of
from tests.invoices.views.desk import BAD_AMOUNTS, Desk, days_ago, errors_of


@pytest.fixture
def invoice(desk: Desk) -> Invoice:
    shop = desk.shop
    shop.change(bad_debts=shop.account("5300"), rounding=shop.account("5390"))
    invoice = desk.counter.issue("129.99", days_ago(9))
    desk.counter.pay({invoice: "30.00"}, days_ago(8))
    return invoice


def write_off(desk: Desk, invoice: Invoice, **data: object) -> WriteOff:
    sent = {"kind": "BAD_DEBT", "amount": "119.46", "reason": "Faillite", **data}
    desk.send("writeoff_create", invoice.pk, day=days_ago(5), **sent)
    return WriteOff.objects.get()


def test_scenario_67_a_bad_debt_then_what_is_recovered_of_it(
    desk: Desk, invoice: Invoice
) -> None:
    page = desk.read("writeoff_create", invoice.pk)
    assert "of which $119.46 is due, is owed less." in page
    assert "A small difference, of $0.05 at most" in page
    assert "its sale and payments are exported" not in page

    debt = write_off(desk, invoice)
    answer = desk.send(
        "recovery_create",
        debt.pk,
        day=days_ago(1),
        amount="60.00",
        method=desk.shop.method.pk,
        reference="991",
    )

    assert answer.headers["Location"] == desk.at("writeoff_detail", debt.pk)
    assert lines_of(debt)[-1] == "C 1201 119.46"
    page = desk.read("writeoff_detail", debt.pk)
    assert "Bad debt ·" in page
    assert "· Faillite" in page
    assert "May still be recovered</dt> <dd>$59.46</dd>" in page
    assert "Chèque $60.00 991" in page
    recovery = Recovery.objects.get()
    seen = desk.open("recovery_detail", recovery.pk)
    assert seen.headers["Location"] == desk.at("writeoff_detail", debt.pk)
    link = desk.at("writeoff_detail", debt.pk)
    assert link in desk.read("invoice_detail", invoice.pk)


def test_under_the_rule_the_page_says_that_the_sale_is_released(
    desk: Desk, invoice: Invoice
) -> None:
    desk.shop.wait_for_payment()

    page = desk.read("writeoff_create", invoice.pk)

    assert "Once nothing is due, its sale and payments are exported." in page


def test_a_difference_above_the_tolerance_is_refused(
    desk: Desk, invoice: Invoice
) -> None:
    answer = desk.send(
        "writeoff_create",
        invoice.pk,
        day=days_ago(),
        kind="DIFFERENCE",
        amount="0.06",
        reason="Cents",
    )

    [reason] = errors_of(answer)["__all__"]
    assert reason.startswith("0.06 is more than the small differences accepted (0.05)")
    assert WriteOff.objects.count() == 0


@pytest.mark.parametrize("amount", [*BAD_AMOUNTS, "119.47"])
def test_a_bad_amount_is_not_written_off(
    desk: Desk, invoice: Invoice, amount: str
) -> None:
    sent = {"kind": "BAD_DEBT", "reason": "Faillite", "amount": amount}

    answer = desk.send("writeoff_create", invoice.pk, day=days_ago(), **sent)

    expected = "__all__" if amount == "119.47" else "amount"
    assert list(errors_of(answer)) == [expected]
    assert WriteOff.objects.count() == 0


def test_a_write_off_is_dated_reasoned_and_of_a_kind(
    desk: Desk, invoice: Invoice
) -> None:
    def errors(**data: object) -> list[str]:
        sent = {"kind": "BAD_DEBT", "reason": "x", "amount": "1.00", **data}
        return list(errors_of(desk.send("writeoff_create", invoice.pk, **sent)))

    assert errors(day=days_ago(-1)) == ["day"]
    assert errors(day=days_ago(10)) == ["__all__"]
    assert errors(day=days_ago(), reason="") == ["reason"]
    assert errors(day=days_ago(), kind="GIFT") == ["kind"]
    assert WriteOff.objects.count() == 0


@pytest.mark.parametrize("amount", [*BAD_AMOUNTS, "119.47"])
def test_a_bad_amount_is_not_recovered(
    desk: Desk, invoice: Invoice, amount: str
) -> None:
    debt = write_off(desk, invoice)
    sent = {"amount": amount, "method": desk.shop.method.pk}

    answer = desk.send("recovery_create", debt.pk, day=days_ago(), **sent)

    expected = "__all__" if amount == "119.47" else "amount"
    assert list(errors_of(answer)) == [expected]
    assert Recovery.objects.count() == 0


def test_a_recovery_is_of_this_company_and_after_the_write_off(
    desk: Desk, invoice: Invoice
) -> None:
    debt = write_off(desk, invoice)
    strange = make_method(make_company("roy"))
    idle = make_method(desk.shop.company, "Troc", is_active=False)

    def errors(**data: object) -> list[str]:
        sent = {"amount": "1.00", "method": desk.shop.method.pk, **data}
        return list(errors_of(desk.send("recovery_create", debt.pk, **sent)))

    assert errors(day=days_ago(), method=strange.pk) == ["method"]
    assert errors(day=days_ago(), method=idle.pk) == ["method"]
    assert errors(day=days_ago(6)) == ["__all__"]
    assert Recovery.objects.count() == 0
