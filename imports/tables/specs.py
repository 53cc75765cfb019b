"""The tables that companies send, and what their columns hold."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from imports.tables.amounts import DiscountCell, Number
from imports.tables.columns import Column, Columns
from imports.tables.errors import Reason
from imports.tables.rows import Row
from imports.tables.text import Code, Text
from imports.tables.words import Choice, IsoDate, YesNo

PRICE = Number(minimum=Decimal(0))
QUANTITY = Number(max_decimals=4)
PAID = Number(minimum=Decimal("0.01"))
ACCOUNT_NUMBER = Code(max_length=15)
ITEM_CODE = Code(max_length=30)
CUSTOMER_NUMBER = Code(max_length=20)
INVOICE_NUMBER = Code(max_length=20)
TAX_GROUP = Text(max_length=30)


def free_text_is_described(row: Row) -> Iterator[tuple[str, Reason]]:
    if not (row.text("item_code") or row.text("description")):
        yield (
            "description",
            _("A line without an item needs a description: write what was sold."),
        )


ACCOUNTS = Columns(
    key="number",
    required=(
        Column("number", ACCOUNT_NUMBER),
        Column("name", Text(max_length=100)),
        Column(
            "category", Choice(("asset", "liability", "equity", "revenue", "expense"))
        ),
        Column("linked_to_module", YesNo()),
        Column("active", YesNo()),
    ),
)

ITEMS = Columns(
    key="code",
    required=(
        Column("code", ITEM_CODE),
        Column("name", Text(max_length=200)),
        Column("category", Text(max_length=60), may_be_blank=True),
        Column("unit_price", PRICE),
        Column("tax_group", TAX_GROUP, may_be_blank=True),
        Column("debit_account", ACCOUNT_NUMBER, may_be_blank=True),
        Column("credit_account", ACCOUNT_NUMBER, may_be_blank=True),
    ),
)

CUSTOMERS = Columns(
    key="number",
    required=(
        Column("number", CUSTOMER_NUMBER),
        Column("name", Text(max_length=150)),
        Column("email", Text(max_length=254), may_be_blank=True),
        Column("address", Text(max_length=200), may_be_blank=True),
        Column("city", Text(max_length=100), may_be_blank=True),
        Column("province", Text(max_length=60), may_be_blank=True),
        Column("country", Text(max_length=60), may_be_blank=True),
        Column("postal_code", Text(max_length=20), may_be_blank=True),
        Column("tax_group", TAX_GROUP, may_be_blank=True),
    ),
)

INVOICES = Columns(
    required=(
        Column("invoice_number", INVOICE_NUMBER),
        Column("invoice_date", IsoDate()),
        Column("customer_number", CUSTOMER_NUMBER),
        Column("item_code", ITEM_CODE, may_be_blank=True),
        Column("description", Text(max_length=300), may_be_blank=True),
        Column("quantity", QUANTITY),
        Column("unit_price", PRICE),
        Column("discount", DiscountCell(), may_be_blank=True),
        Column("tax_group", TAX_GROUP, may_be_blank=True),
    ),
    check=free_text_is_described,
)

PAYMENTS = Columns(
    required=(
        Column("payment_date", IsoDate()),
        Column("customer_number", CUSTOMER_NUMBER),
        Column("invoice_number", INVOICE_NUMBER),
        Column("amount", PAID),
        Column("method", Text(max_length=40)),
        Column("kind", Choice(("payment",))),
    ),
    optional=(Column("reference", Text(max_length=60), may_be_blank=True),),
)
