import pytest

from invoices.models import CustomerCredit, Invoice
from tests.invoices.views.desk import Desk, days_ago, errors_of, words_of
from ui.dates import long_date


@pytest.fixture
def invoice(desk: Desk) -> Invoice:
    return desk.counter.issue("100.00", days_ago(5))


def test_the_page_says_what_a_void_does(desk: Desk, invoice: Invoice) -> None:
    desk.counter.pay({invoice: "50.00"}, days_ago(4))

    page = desk.read("invoice_void", invoice.pk)

    assert "Invoice FAC-00001 keeps its number and is no longer owed." in page
    assert "Its sale was never exported: its entry is withdrawn" in page
    assert "What paid it, $50.00, becomes a credit of the customer." in page


def test_the_page_says_when_the_sale_is_in_the_books(
    desk: Desk, invoice: Invoice
) -> None:
    desk.counter.export()

    page = desk.read("invoice_void", invoice.pk)

    assert "Its sale is in the books: an opposite entry undoes it." in page
    assert "becomes a credit" not in page


def test_an_invoice_is_made_void(desk: Desk, invoice: Invoice) -> None:
    desk.counter.pay({invoice: "50.00"}, days_ago(4))

    answer = desk.send("invoice_void", invoice.pk, day=days_ago(1), reason="Doublon")

    assert answer.headers["Location"] == desk.at("invoice_detail", invoice.pk)
    page = desk.read("invoice_detail", invoice.pk)
    assert f"Void since {long_date(days_ago(1))}: Doublon" in page
    assert f"until {days_ago(1):%Y-%m-%d}" in page
    assert str(CustomerCredit.objects.get().balance.amount) == "50.00"


def test_a_bad_void_is_refused_and_changes_nothing(
    desk: Desk, invoice: Invoice
) -> None:
    def errors(**data: object) -> list[str]:
        return list(errors_of(desk.send("invoice_void", invoice.pk, **data)))

    assert errors(day=days_ago()) == ["reason"]
    assert errors(day=days_ago(), reason="   ") == ["reason"]
    assert errors(day=days_ago(), reason="x" * 201) == ["reason"]
    assert errors(day="hier", reason="Doublon") == ["day"]
    assert errors(day=days_ago(-1), reason="Doublon") == ["day"]
    assert errors(day=days_ago(6), reason="Doublon") == ["__all__"]
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.ISSUED


def test_a_void_invoice_is_not_made_void_again(desk: Desk, invoice: Invoice) -> None:
    desk.counter.void(invoice, days_ago(2))

    answer = desk.send("invoice_void", invoice.pk, day=days_ago(), reason="Encore")

    assert errors_of(answer) == {
        "__all__": ["Invoice FAC-00001 is not issued, or void already."]
    }


def test_a_correction_opens_a_draft_that_says_what_it_replaces(
    desk: Desk, invoice: Invoice
) -> None:
    page = desk.read("invoice_correct", invoice.pk)
    assert "A draft with the same lines opens" in page

    answer = desk.send("invoice_correct", invoice.pk)

    draft = Invoice.objects.get(replaces=invoice)
    assert answer.headers["Location"] == desk.at("invoice_detail", draft.pk)
    page = words_of(desk.client.get(answer.headers["Location"]))
    assert "This draft corrects invoice FAC-00001: issuing it makes that one" in page
    assert draft.total == invoice.total


def test_the_chain_is_seen_from_each_of_its_invoices(
    desk: Desk, invoice: Invoice
) -> None:
    desk.counter.pay({invoice: "114.98"}, days_ago(4))
    first = desk.counter.correct(invoice, "120.00", days_ago(3))
    second = desk.counter.correct(first, "130.00", days_ago(2))

    for shown in (invoice, first, second):
        page = desk.read("invoice_detail", shown.pk)
        for other in (invoice, first, second):
            assert (f">{other.number}</a>" in page) == (other != shown)
        assert f'<strong aria-current="page">{shown.number}</strong>' in page
        assert "replaces FAC-00001-R1" in page


def test_a_correction_is_started_once(desk: Desk, invoice: Invoice) -> None:
    desk.send("invoice_correct", invoice.pk)

    answer = desk.send("invoice_correct", invoice.pk)

    assert errors_of(answer) == {
        "__all__": ["A correction of FAC-00001 is under way: finish or delete it."]
    }
    assert Invoice.objects.count() == 2


def test_an_invoice_that_cannot_be_void_is_not_corrected_either(
    desk: Desk, invoice: Invoice
) -> None:
    desk.counter.credit(invoice, "10.00", days_ago(1))

    answer = desk.send("invoice_correct", invoice.pk)

    assert errors_of(answer) == {
        "__all__": ["Invoice FAC-00001 has a credit note: credit the rest instead."]
    }
    assert Invoice.objects.count() == 1


def test_an_invoice_is_copied_to_a_new_draft(desk: Desk, invoice: Invoice) -> None:
    answer = desk.send("invoice_duplicate", invoice.pk)

    copy = Invoice.objects.get(status=Invoice.Status.DRAFT)
    assert answer.headers["Location"] == desk.at("invoice_detail", copy.pk)
    assert (copy.replaces, copy.total) == (None, invoice.total)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.ISSUED


@pytest.mark.parametrize("name", ["invoice_void", "invoice_correct"])
def test_a_draft_is_neither_void_nor_corrected(desk: Desk, name: str) -> None:
    draft = desk.shop.draft(desk.shop.line("1.00"))

    answer = desk.send(name, draft.pk, day=days_ago(), reason="Erreur")

    assert list(errors_of(answer)) == ["__all__"]
    assert Invoice.objects.count() == 1
