"""A company on its first day, and one at work."""

from datetime import date
from decimal import Decimal

from companies.models import Company
from tests.exports.journal import produce
from tests.factories import (
    make_category,
    make_chart,
    make_company,
    make_customer,
    make_group,
    make_item,
    make_method,
    make_tax,
)
from tests.invoices.shop import open_shop

NOVEMBER_3, NOVEMBER_4 = date(2025, 11, 3), date(2025, 11, 4)


def make_unmapped_shop() -> Company:
    """Sells HEURE at 95.00 under TPS+TVQ to Gagnon, who pays by card.

    It has a chart of accounts and has chosen none of them.
    """
    company = make_company()
    taxes = [
        make_tax(company, "TPS", credit="none", rate="0.05"),
        make_tax(company, "TVQ", credit="none", rate="0.09975"),
    ]
    make_chart(company)
    make_item(
        company,
        "HEURE",
        name="Main-d’œuvre",
        unit_price=Decimal("95.00"),
        tax_group=make_group(company, "TPS+TVQ", *taxes),
    )
    make_customer(company)
    make_method(company, "Carte")
    return company


def make_busy_shop() -> Company:
    """With something in every list: exported, ready, waiting for an account, a draft."""
    shop = open_shop()
    make_item(shop.company, "HEURE", category=make_category(shop.company, "Services"))
    exported = shop.issue(shop.line("100.00"), on=NOVEMBER_3)
    shop.pay({exported: "114.98"}, NOVEMBER_3)
    produce(shop.company)
    shop.change(unmapped="block")
    shop.issue(shop.line("200.00"), on=NOVEMBER_4)
    shop.issue(shop.line("300.00", account=None), on=NOVEMBER_4)
    shop.draft(shop.line("400.00"))
    return shop.company
