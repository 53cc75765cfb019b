"""Prices that include taxes, discounts on the whole, customers who bear no tax."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.certificates import certificate_warning
from invoices.models import Invoice
from invoices.services.correcting import start_correction
from invoices.services.customers import save_customer
from invoices.services.drafts import Terms, add_line, create_draft, set_terms
from tests.factories import make_item
from tests.invoices.counter import Counter, sold
from tests.invoices.shop import NOVEMBER_3

DAY = date(2026, 11, 4)


def issue_with(
    counter: Counter, *lines: tuple[str, str, str], **values: object
) -> Invoice:
    """Issue lines of (price, account, tax group) on a draft with these values."""
    shop = counter.shop
    draft = shop.draft(
        *(shop.line(price, account, group=group) for price, account, group in lines)
    )
    Invoice.objects.filter(pk=draft.pk).update(**values)
    return counter.issue_draft(draft, DAY)


def taxes_of(invoice: Invoice) -> list[str]:
    rows = invoice.taxes.select_related("tax")
    return [f"{row.tax.code} {row.treatment} {row.base.amount}" for row in rows]


def test_scenario_8_taxes_are_inside_the_price(counter: Counter) -> None:
    shop = counter.shop
    draft = shop.draft(shop.line("10.00"))
    Invoice.objects.filter(pk=draft.pk).update(prices_include_taxes=True)

    invoice = counter.issue_draft(draft, NOVEMBER_3)

    assert counter.journal() == [
        f"R! sale 11-03 {sold('8.70', '0.43', '0.87', total='10.00')}"
    ]
    assert counter.owed(invoice) == "10.00"


@pytest.mark.parametrize(
    ("price", "net"),
    # Rounded first, 8.71 would make 10.02 and 9.87 would make 11.34.
    [("10.01", "8.70"), ("11.35", "9.88")],
)
def test_scenario_8_the_net_is_the_remainder(
    counter: Counter, price: str, net: str
) -> None:
    invoice = issue_with(counter, (price, "4000", "TPS+TVQ"), prices_include_taxes=True)

    assert str(invoice.subtotal.amount) == net
    assert str(invoice.total.amount) == price


def test_scenario_8_a_line_taken_back_keeps_its_own_net(counter: Counter) -> None:
    invoice = issue_with(
        counter,
        ("10.00", "4000", "TPS+TVQ"),
        ("-9.99", "4010", "TPS+TVQ"),
        prices_include_taxes=True,
    )

    assert counter.journal() == ["R! sale 11-04 D 1201 0.01, D 4010 8.68 / C 4000 8.69"]
    assert counter.owed(invoice) == "0.01"


def issue_inclusive(counter: Counter) -> Invoice:
    """100.00 less 10.00 and 20.00, taxes inside, typed line by line."""
    shop = counter.shop
    draft = create_draft(customer=shop.customer)
    terms = Terms(prices_include_taxes=True)
    draft = set_terms(invoice=draft, terms=terms, on=DAY)
    for price, discount in [("100.00", "10.00"), ("20.00", "0.00")]:
        line = shop.line(price, discount=Decimal(discount))
        line.invoice = draft
        add_line(line=line, tax_group=line.tax_group, on=DAY)
    return counter.issue_draft(draft, DAY)


def test_scenario_8_a_discount_includes_its_taxes_too(counter: Counter) -> None:
    counter.choose(discounts="4090")

    issue_inclusive(counter)

    # Without their taxes 90.00 and 20.00 are 78.28 and 17.40.
    (entry,) = counter.journal()
    assert entry == (
        "R! sale 11-04 D 1201 110.00, D 4090 8.70"
        " / C 4000 86.98, C 4000 17.40, C 2310 4.78, C 2320 9.54"
    )


def test_scenario_8_corrected_it_is_the_same_price(counter: Counter) -> None:
    invoice = issue_inclusive(counter)

    again = counter.issue_draft(start_correction(invoice=invoice), DAY)

    assert str(again.total.amount) == "110.00"
    assert [str(line.net.amount) for line in again.lines.all()] == [
        str(line.net.amount) for line in invoice.lines.all()
    ]


@pytest.mark.parametrize(
    "discount", [{"discount_rate": "0.1"}, {"discount": "30.00"}], ids=["rate", "sum"]
)
def test_scenario_15_a_discount_on_the_whole_is_spread_by_base(
    counter: Counter, discount: dict[str, str]
) -> None:
    invoice = issue_with(
        counter, ("200.00", "4000", "TPS+TVQ"), ("100.00", "4020", "Détaxé"), **discount
    )

    (entry,) = counter.journal()
    assert entry == (
        "R! sale 11-04 D 1201 296.96"
        " / C 4000 180.00, C 4020 90.00, C 2310 9.00, C 2320 17.96"
    )
    shares = invoice.lines.values_list("shared_discount", flat=True)
    assert [f"{share:.2f}" for share in shares] == ["20.00", "10.00"]


def test_scenario_15_cents_go_to_the_largest_remainders(counter: Counter) -> None:
    thirds = [("33.33", "4000", "TPS+TVQ")] * 2 + [("33.34", "4000", "TPS+TVQ")]

    invoice = issue_with(counter, *thirds, discount="10.00")

    shares = invoice.lines.values_list("shared_discount", flat=True)
    assert [f"{share:.2f}" for share in shares] == ["3.33", "3.33", "3.34"]
    assert invoice.subtotal.amount == Decimal("90.00")


def test_scenario_15_the_discount_is_debited_to_its_account(counter: Counter) -> None:
    counter.choose(discounts="4090")

    issue_with(
        counter,
        ("200.00", "4000", "TPS+TVQ"),
        ("100.00", "4020", "Détaxé"),
        discount_rate="0.1",
    )

    (entry,) = counter.journal()
    assert entry == (
        "R! sale 11-04 D 1201 296.96, D 4090 20.00, D 4090 10.00"
        " / C 4000 200.00, C 4020 100.00, C 2310 9.00, C 2320 17.96"
    )


def test_scenario_18_a_customer_relieved_of_taxes(counter: Counter) -> None:
    shop = counter.shop
    shop.customer.is_exempt = True
    shop.customer.certificate_number = "CERT-7"
    save_customer(customer=shop.customer)
    item = make_item(shop.company, "S-1", tax_group=shop.groups["TPS+TVQ"])

    invoice = counter.issue("300.00", DAY, item=item)

    assert counter.journal() == ["R! sale 11-04 D 1201 300.00 / C 4000 300.00"]
    assert invoice.certificate_number == "CERT-7"
    assert invoice.is_relieved
    assert invoice.lines.get().tax_group == item.tax_group
    assert taxes_of(invoice) == ["TPS relieved 300.00", "TVQ relieved 300.00"]


@pytest.mark.parametrize(
    ("number", "expires_on", "warning"),
    [
        ("", None, "Gagnon is relieved from taxes without a certificate"),
        ("CERT-7", date(2026, 11, 3), "The certificate of Gagnon expired on"),
        ("CERT-7", DAY, ""),
        ("CERT-7", None, ""),
    ],
)
def test_scenario_18_a_certificate_that_is_missing_or_expired_is_told(
    counter: Counter, number: str, expires_on: date | None, warning: str
) -> None:
    customer = counter.shop.customer
    customer.is_exempt = True
    customer.certificate_number, customer.certificate_expires_on = number, expires_on
    save_customer(customer=customer)

    told = certificate_warning(customer, DAY)

    assert told.startswith(warning)
    assert bool(told) == bool(warning)


def test_scenario_18_what_is_not_taxable_stays_apart_from_what_is_relieved(
    counter: Counter,
) -> None:
    counter.shop.customer.is_exempt = True
    save_customer(customer=counter.shop.customer)

    invoice = issue_with(counter, ("300.00", "4020", "Exonéré"))

    assert taxes_of(invoice) == ["TPS exempt 300.00", "TVQ exempt 300.00"]


def test_scenario_61_a_service_charge_is_taxed_with_the_price(counter: Counter) -> None:
    issue_with(counter, ("100.00", "4000", "TPS+TVQ"), ("15.00", "4000", "TPS+TVQ"))

    counter.shop.change(detail="summary")
    assert counter.filed(DAY) == [
        f"2026-11-04 FAC-00001 Gagnon: {sold('115.00', '5.75', '11.47', total='132.22')}"
    ]
