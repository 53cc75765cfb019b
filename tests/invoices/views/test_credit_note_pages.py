import pytest

from invoices.models import CreditNote, Invoice
from tests.invoices.shop import Shop, lines_of
from tests.invoices.views.desk import Desk, days_ago, errors_of


@pytest.fixture
def invoice(desk: Desk) -> Invoice:
    shop: Shop = desk.shop
    lines = (
        shop.line("1000.00", description="Main-d’œuvre"),
        shop.line("200.00", "4010", description="Pièces"),
    )
    return shop.issue(*lines, on=days_ago(5))


def field_of(invoice: Invoice, position: int = 1) -> str:
    return f"line_{invoice.lines.get(position=position).pk}"


def test_a_part_of_a_line_is_credited(desk: Desk, invoice: Invoice) -> None:
    page = desk.read("creditnote_create", invoice.pk)
    assert "Before taxes; $1,000.00 is left." in page

    answer = desk.send(
        "creditnote_create",
        invoice.pk,
        day=days_ago(1),
        reason="Rabais convenu",
        **{field_of(invoice): "400.00"},
    )

    note = CreditNote.objects.get()
    assert answer.headers["Location"] == desk.at("creditnote_detail", note.pk)
    assert lines_of(note) == [
        "D 4000 400.00",
        "D 2310 20.00",
        "D 2320 39.90",
        "C 1201 459.90",
    ]
    page = desk.read("creditnote_detail", note.pk)
    assert "Credit note NC-00001" in page
    assert "· Rabais convenu" in page
    assert 'Main-d’œuvre</th> <td class="amount">$400.00</td>' in page
    assert 'Total</th> <td class="amount">$459.90</td>' in page
    assert "Pièces" not in page


def test_all_that_is_left_is_credited(desk: Desk, invoice: Invoice) -> None:
    first = {field_of(invoice): "400.00"}
    desk.send("creditnote_create", invoice.pk, day=days_ago(2), **first)

    desk.send("creditnote_create", invoice.pk, day=days_ago(1), everything="on")

    invoice.refresh_from_db()
    assert invoice.balance.amount == 0
    assert [str(n.total.amount) for n in CreditNote.objects.order_by("pk")] == [
        "459.90",
        "919.80",
    ]
    assert "line_" not in desk.read("creditnote_create", invoice.pk)
    page = desk.read("invoice_detail", invoice.pk)
    assert ">NC-00001</a>" in page
    assert ">NC-00002</a>" in page


def test_the_note_of_a_paid_invoice_says_what_becomes_of_the_money(
    desk: Desk, invoice: Invoice
) -> None:
    desk.counter.pay({invoice: "1379.70"}, days_ago(4))
    desk.send("creditnote_create", invoice.pk, day=days_ago(1), everything="on")

    page = desk.read("creditnote_detail", CreditNote.objects.get().pk)

    assert "The balance of invoice FAC-00001 is -$1,379.70" in page


@pytest.mark.parametrize("amount", ["-5.00", "0.0000001", "1.2345678", "dix", "1e12"])
def test_a_bad_amount_is_refused(desk: Desk, invoice: Invoice, amount: str) -> None:
    sent = {field_of(invoice): amount}

    answer = desk.send("creditnote_create", invoice.pk, day=days_ago(), **sent)

    assert list(errors_of(answer)) in ([field_of(invoice)], ["__all__"])
    assert CreditNote.objects.count() == 0


def test_what_cannot_be_credited_is_said_and_changes_nothing(
    desk: Desk, invoice: Invoice
) -> None:
    def errors(**data: object) -> dict[str, list[str]]:
        return errors_of(desk.send("creditnote_create", invoice.pk, **data))

    line = field_of(invoice)
    assert errors(day=days_ago(), **{line: "1000.01"}) == {
        "__all__": ["“Main-d’œuvre”: 1,000.01 cannot be credited; 1,000.00 is left."]
    }
    nothing = "Type an amount, or choose to credit everything that is left."
    assert errors(day=days_ago()) == {"__all__": [nothing]}
    assert errors(day=days_ago(), **{line: "0"}) == {"__all__": [nothing]}
    assert errors(day=days_ago(), line_999999="5.00") == {"__all__": [nothing]}
    both = {"everything": "on", line: "1.00"}
    assert list(errors(day=days_ago(), **both)) == ["everything"]
    assert list(errors(day=days_ago(-1), everything="on")) == ["day"]
    assert list(errors(day=days_ago(6), everything="on")) == ["__all__"]
    assert CreditNote.objects.count() == 0


def test_a_void_invoice_is_not_credited(desk: Desk, invoice: Invoice) -> None:
    desk.counter.void(invoice, days_ago(2))

    answer = desk.send("creditnote_create", invoice.pk, day=days_ago(), everything="on")

    assert errors_of(answer) == {
        "__all__": ["A credit note takes back an issued invoice: choose one."]
    }


def test_the_list_is_narrowed_and_totalled(desk: Desk, invoice: Invoice) -> None:
    sent = {field_of(invoice): "400.00"}
    desk.send("creditnote_create", invoice.pk, day=days_ago(3), **sent)
    desk.send("creditnote_create", invoice.pk, day=days_ago(1), everything="on")

    assert "1,379.70 credited." in desk.read("creditnote_list")
    page = desk.read("creditnote_list", last=f"{days_ago(2)}")
    assert ">NC-00001</a>" in page
    assert ">NC-00002</a>" not in page
    assert "$459.90 credited." in page
    assert "$919.80 credited." in desk.read("creditnote_list", search="NC-00002")
    assert "$0.00 credited." in desk.read("creditnote_list", search="Personne")
