from decimal import Decimal

import pytest

from companies.models import Company
from invoices.models import Invoice
from taxes.models import Tax
from tests.invoices.views.desk import Desk, days_ago


def register(desk: Desk, **numbers: str) -> None:
    for code, number in numbers.items():
        taxes = Tax.objects.for_company(desk.shop.company)
        taxes.filter(code=code).update(registration_number=number)


def in_english(desk: Desk) -> None:
    desk.shop.company.language = Company.Language.ENGLISH
    desk.shop.company.save()


def issued(desk: Desk, price: str) -> Invoice:
    in_english(desk)
    return desk.counter.issue(price, days_ago(5))


def test_it_says_what_an_invoice_must_say(desk: Desk) -> None:
    register(desk, TPS="123456789 RT0001", TVQ="1234567890 TQ0001")
    invoice = issued(desk, "1000.00")

    page = desk.read("invoice_print", invoice.pk)

    for words in (
        "Plomberie Côté",
        "Invoice FAC-00001",
        f"Date</dt> <dd>{days_ago(5):%Y-%m-%d}</dd>",
        "Billed to</dt> <dd> Gagnon",
        "Terms</dt> <dd> payable on receipt </dd>",
        '<th scope="row">Travaux</th>',
        'TPS 123456789 RT0001 </th> <td class="amount">$50.00</td>',
        'TVQ 1234567890 TQ0001 </th> <td class="amount">$99.75</td>',
        'Total</th> <td class="amount">$1,149.75</td>',
    ):
        assert words in page
    assert "alert-warning" not in page
    assert "Balance due" not in page


def test_what_was_paid_and_until_when_is_on_it(desk: Desk) -> None:
    draft = desk.shop.draft(desk.shop.line("1000.00"))
    in_english(desk)
    desk.send("invoice_terms", draft.pk, due_on=days_ago(-30), discount="100.00")
    desk.send("invoice_issue", draft.pk, day=days_ago(5))
    draft.refresh_from_db()
    desk.counter.pay({draft: "500.00"}, days_ago(4))

    page = desk.read("invoice_print", draft.pk)

    assert f"payable by {days_ago(-30):%Y-%m-%d}" in page
    assert 'in the amounts above </th> <td class="amount">$100.00</td>' in page
    assert 'Balance due</th> <td class="amount">$534.78</td>' in page


def test_prices_with_their_taxes_inside_are_said_so(desk: Desk) -> None:
    in_english(desk)
    draft = desk.shop.draft(desk.shop.line("100.00", discount=Decimal("1.65")))
    desk.send("invoice_terms", draft.pk, prices_include_taxes="on", discount="0.35")
    sentence = "The taxes are inside the prices and the discounts"
    assert sentence not in desk.read("invoice_print", draft.pk)
    desk.send("invoice_issue", draft.pk, day=days_ago(5))

    page = desk.read("invoice_print", draft.pk)

    assert sentence in page
    # As they were typed; the net of the line is without both discounts and the taxes.
    assert '<td class="amount"> $1.65 </td> <td class="amount">$85.24</td>' in page
    assert 'in the amounts above </th> <td class="amount">$0.35</td>' in page
    assert 'Total</th> <td class="amount">$98.00</td>' in page
    assert sentence not in desk.read("invoice_print", issued(desk, "100.00").pk)


@pytest.mark.parametrize(
    ("price", "warnings"), [("86.00", 0), ("86.98", 2), ("1000.00", 2)]
)
def test_registration_numbers_are_asked_from_100_dollars(
    desk: Desk, price: str, warnings: int
) -> None:
    invoice = issued(desk, price)

    page = desk.read("invoice_print", invoice.pk)

    assert page.count("The registration number of") == warnings


def test_descriptions_are_asked_from_500_dollars(desk: Desk) -> None:
    register(desk, TPS="123456789 RT0001", TVQ="1234567890 TQ0001")
    small, large = issued(desk, "400.00"), issued(desk, "500.00")
    for invoice in (small, large):
        invoice.lines.update(description=" ")

    sentence = "A line has no description: say what was sold."
    assert sentence not in desk.read("invoice_print", small.pk)
    assert sentence in desk.read("invoice_print", large.pk)


def test_a_void_invoice_is_stamped(desk: Desk) -> None:
    invoice = issued(desk, "100.00")
    assert "VOID" not in desk.read("invoice_print", invoice.pk)

    desk.counter.void(invoice, days_ago(1))

    assert '<p class="stamp">VOID</p>' in desk.read("invoice_print", invoice.pk)


def test_a_draft_says_that_it_is_no_invoice(desk: Desk) -> None:
    in_english(desk)
    draft = desk.shop.draft(desk.shop.line("100.00"))

    assert "DRAFT — not an invoice" in desk.read("invoice_print", draft.pk)


def test_a_replacement_names_its_original(desk: Desk) -> None:
    invoice = issued(desk, "100.00")
    replacement = desk.counter.correct(invoice, "120.00", days_ago(1))

    page = desk.read("invoice_print", replacement.pk)

    assert "Replaces</dt> <dd>FAC-00001</dd>" in page


def test_a_relieved_customer_is_said_with_the_certificate(desk: Desk) -> None:
    desk.shop.customer.is_exempt = True
    desk.shop.customer.certificate_number = "CERT-1"
    desk.shop.customer.save()
    invoice = issued(desk, "1000.00")

    page = desk.read("invoice_print", invoice.pk)

    assert "Customer relieved from taxes · certificate CERT-1" in page
    assert "TPS (relieved) </th>" in page
    assert "The registration number of" not in page


@pytest.mark.parametrize("language", Company.Language)
def test_it_is_in_the_language_of_the_company(
    desk: Desk, language: Company.Language
) -> None:
    desk.shop.company.language = language
    desk.shop.company.save()
    invoice = desk.counter.issue("100.00", days_ago(5))

    answer = desk.open("invoice_print", invoice.pk)

    assert answer.headers["Content-Language"] == language
    content = answer.content.decode()  # type: ignore[attr-defined]  # a page is no stream
    assert f'<html lang="{language}">' in content
    amount = {"fr-ca": "114,98\xa0$", "en-ca": "$114.98"}[language]
    assert amount in content
