"""What the forms offer to choose from: of this company, in use, and in an order."""

from typing import Any

import pytest
from django import forms
from django.utils import timezone

from accounting.journal.cents import ZERO
from accounting.models import GLAccount
from invoices.forms.credits import ForfeitForm, RefundForm
from invoices.forms.customers import CustomerForm
from invoices.forms.invoices import LineForm
from invoices.forms.payment_actions import MoveForm, ReturnForm
from invoices.forms.payments import DepositForm, PaymentForm
from invoices.forms.payouts import PayoutForm, TipPayoutForm
from invoices.forms.write_offs import RecoveryForm
from tests.factories import (
    make_account,
    make_company,
    make_customer,
    make_group,
    make_method,
)
from tests.invoices.counter import Counter
from tests.invoices.shop import NOVEMBER_3, Shop

GROUPS = ["Aucune", "Détaxé", "Exonéré", "TPS", "TPS+TVQ", "TVH ON"]
ASSETS = ["0990", "1010", "1015", "1050", "1201"]


def offered(form: forms.BaseForm, name: str) -> list[str]:
    """What a person may choose, as it is written there."""
    choices: Any = form.fields[name]
    return [str(label) for key, label in choices.choices if str(key)]


@pytest.fixture
def later(shop: Shop) -> None:
    """A group and accounts added last; one account is closed, one is of a module."""
    make_group(shop.company, "Aucune")
    make_account(shop.company, "0990")
    make_account(shop.company, "0991", is_active=False)
    make_account(shop.company, "0992", is_control=True)
    make_account(make_company("roy"), "0993")
    make_group(make_company("lavoie"), "Abitibi")


@pytest.mark.usefixtures("later")
def test_the_tax_groups_come_by_name(counter: Counter) -> None:
    shop, today = counter.shop, timezone.localdate()
    kept = ForfeitForm(credit=counter.deposit("50.00", NOVEMBER_3), today=today)
    customer = CustomerForm(instance=shop.customer).limit_to_company()

    assert offered(LineForm(company=shop.company), "tax_group") == GROUPS
    assert offered(kept, "tax_group") == GROUPS
    assert offered(customer, "tax_group") == GROUPS


@pytest.mark.usefixtures("later")
def test_the_accounts_come_by_number(counter: Counter) -> None:
    shop, today = counter.shop, timezone.localdate()
    payment = counter.pay({counter.issue("100.00", NOVEMBER_3): "114.98"}, NOVEMBER_3)

    sales = offered(LineForm(company=shop.company), "account")
    taken_from = offered(ReturnForm(payment=payment, today=today), "account")
    banks = offered(PayoutForm(company=shop.company, today=today), "bank")

    usable = GLAccount.objects.for_company(shop.company).usable()
    assert [words[:4] for words in sales] == sorted(
        usable.values_list("number", flat=True)
    )
    assert [words[:4] for words in taken_from] == ASSETS
    assert [words[:4] for words in banks] == ASSETS


def test_a_method_that_is_given_up_is_offered_nowhere(counter: Counter) -> None:
    shop, today = counter.shop, timezone.localdate()
    make_method(shop.company, "Carte")
    make_method(shop.company, "Troc", is_active=False)
    make_method(make_company("roy"), "Argent de Roy")
    invoice = counter.issue("100.00", NOVEMBER_3)
    debt = counter.write_off(invoice, "114.98", NOVEMBER_3)
    of_company: dict[str, Any] = {"company": shop.company, "today": today}
    fields = [
        PaymentForm(invoice=invoice, today=today)["method"],
        DepositForm(**of_company)["method"],
        RefundForm(**of_company, left=ZERO)["method"],
        PayoutForm(**of_company)["clearing"],
        TipPayoutForm(**of_company)["method"],
        RecoveryForm(write_off=debt, left=ZERO, today=today)["method"],
    ]

    methods = [offered(field.form, field.name) for field in fields]

    assert methods == [["Carte", "Chèque"]] * 6


def test_money_moves_to_another_open_invoice_of_the_customer(counter: Counter) -> None:
    shop = counter.shop
    paid = counter.issue("100.00", NOVEMBER_3)
    payment = counter.pay({paid: "50.00"}, NOVEMBER_3)
    counter.issue("200.00", NOVEMBER_3)
    counter.void(counter.issue("300.00", NOVEMBER_3), NOVEMBER_3)
    stranger = make_customer(shop.company, "C-200")
    other = counter.issue("400.00", NOVEMBER_3)
    other.customer = stranger
    other.save()

    form = MoveForm(part=counter.part(payment, paid), today=timezone.localdate())

    assert offered(form, "invoice") == ["FAC-00002"]


def test_a_return_is_of_the_bank_or_of_the_processor(counter: Counter) -> None:
    payment = counter.pay({counter.issue("100.00", NOVEMBER_3): "114.98"}, NOVEMBER_3)

    form = ReturnForm(payment=payment, today=timezone.localdate())

    assert offered(form, "kind") == ["Returned by the bank (NSF)", "Charged back"]


def test_a_deposit_is_of_a_customer_of_the_company_by_name(shop: Shop) -> None:
    make_customer(shop.company, "C-200", name="Archambault")
    make_customer(make_company("roy"), "C-300", name="Zénith")

    form = DepositForm(company=shop.company, today=timezone.localdate())

    assert offered(form, "customer") == ["Archambault (C-200)", "Gagnon (C-100)"]
