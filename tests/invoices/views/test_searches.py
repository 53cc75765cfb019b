"""What the lists of money are narrowed to, and what they remember of the question."""

import pytest

from invoices.models import Invoice, Payment
from tests.factories import make_customer
from tests.invoices.views.till import Till, ago


def amounts(till: Till, name: str, **question: str) -> list[str]:
    table = till.client.get(till.at(name), question).context["table"]
    return [str(row.record.amount.amount) for row in table.rows]


@pytest.fixture
def invoice(till: Till) -> Invoice:
    return till.counter.issue("1000.00", ago(20))


@pytest.fixture
def of_two_customers(till: Till, invoice: Invoice) -> None:
    """Money of Gagnon, once by a reference to Archambault; then of Archambault."""
    counter = till.counter
    counter.pay({invoice: "10.00"}, ago(9), reference="778")
    named = counter.deposit("20.00", ago(9), reference="Pour ARCHAMBAULT")
    counter.refund(named, "5.00", ago(8))
    theirs = counter.deposit("30.00", ago(8))
    theirs.customer = make_customer(counter.shop.company, "C-200", name="Archambault")
    theirs.save()
    Payment.objects.filter(credits=theirs).update(customer=theirs.customer)
    counter.refund(theirs, "6.00", ago(7))


@pytest.mark.usefixtures("of_two_customers")
@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("payment_list", ["30.00", "20.00"]),
        ("customercredit_list", ["20.00", "30.00"]),
        ("refund_list", ["6.00"]),
    ],
)
def test_money_is_found_by_its_customer_or_its_reference(
    till: Till, name: str, found: list[str]
) -> None:
    assert amounts(till, name, search="archam") == found


@pytest.mark.usefixtures("of_two_customers")
@pytest.mark.parametrize("name", ["payment_list", "customercredit_list", "refund_list"])
def test_the_question_stays_in_its_field(till: Till, name: str) -> None:
    page = till.client.get(till.at(name), {"search": ' <a> "b" '}).content.decode()

    assert 'name="search" value="&lt;a&gt; &quot;b&quot;"' in page


@pytest.mark.usefixtures("of_two_customers")
def test_a_blank_question_finds_all(till: Till) -> None:
    assert amounts(till, "payment_list", search="   ") == ["30.00", "20.00", "10.00"]
    assert amounts(till, "refund_list", search="   ") == ["6.00", "5.00"]


def test_a_cheque_that_was_given_back_is_not_to_come(
    till: Till, invoice: Invoice
) -> None:
    counter = till.counter
    waiting = counter.pay({invoice: "10.00"}, ago(-5), recorded_on=ago(0))
    given_back = counter.pay({invoice: "20.00"}, ago(-6), recorded_on=ago(0))
    counter.bounce(given_back, ago(0), kind="MISTAKE", reason="Rendu")

    assert amounts(till, "payment_list", to_come="on") == ["10.00"]
    page = till.read("payment_create", invoice)
    assert till.at("payment_detail", waiting) in page
    assert till.at("payment_detail", given_back) not in page


def test_the_cheque_of_another_invoice_is_not_told(
    till: Till, invoice: Invoice
) -> None:
    other = till.counter.issue("200.00", ago(9))
    till.counter.pay({other: "10.00"}, ago(-5), recorded_on=ago(0))

    assert "A post-dated cheque of" not in till.read("payment_create", invoice)
    assert "A post-dated cheque of" in till.read("payment_create", other)


@pytest.mark.parametrize(
    ("name", "box"), [("payment_list", "to_come"), ("customercredit_list", "all")]
)
def test_the_box_that_was_ticked_stays_so(till: Till, name: str, box: str) -> None:
    def is_ticked(**question: str) -> bool:
        page = till.client.get(till.at(name), question).content.decode()
        return f'id="{box}" name="{box}" checked' in " ".join(page.split())

    assert (is_ticked(**{box: "on"}), is_ticked()) == (True, False)
