"""The tables that companies send, and what their columns hold."""

from decimal import Decimal

from imports.tables.amounts import DiscountCell, Number
from imports.tables.columns import Column, Columns
from imports.tables.money import KINDS, kind_fills_its_columns, money_brings
from imports.tables.names import Kind, brings
from imports.tables.row_checks import (
    INTEREST,
    expiry_is_of_a_certificate,
    line_is_whole,
    net_is_of_a_line,
    note_brings,
)
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
POSITION = Number(max_decimals=0, minimum=Decimal(1))


ACCOUNTS = Columns(
    key="number",
    brings=brings(Kind.ACCOUNT, "number"),
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
    brings=brings(Kind.ITEM, "code"),
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
    brings=brings(Kind.CUSTOMER, "number"),
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
    optional=(
        Column("certificate_number", Text(max_length=30), may_be_blank=True),
        Column("certificate_expires", IsoDate(), may_be_blank=True),
    ),
    check=expiry_is_of_a_certificate,
)

INVOICES = Columns(
    brings=brings(Kind.INVOICE, "invoice_number"),
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
    optional=(
        Column("due_date", IsoDate(), may_be_blank=True),
        Column("prices_include_taxes", YesNo(), may_be_blank=True),
        Column("document_discount", DiscountCell(), may_be_blank=True),
        Column("kind", Choice(("sale", INTEREST)), may_be_blank=True),
        Column("progress_of", INVOICE_NUMBER, may_be_blank=True),
        Column("province", Text(max_length=60), may_be_blank=True),
    ),
    check=line_is_whole,
)

CREDIT_NOTES = Columns(
    brings=note_brings,
    required=(
        Column("credit_note_number", INVOICE_NUMBER),
        Column("credit_note_date", IsoDate()),
        Column("invoice_number", INVOICE_NUMBER),
    ),
    optional=(
        Column("line", POSITION, may_be_blank=True),
        Column("net", Number(), may_be_blank=True),
        Column("reason", Text(max_length=200), may_be_blank=True),
    ),
    check=net_is_of_a_line,
)

PAYMENTS = Columns(
    brings=money_brings,
    required=(
        Column("payment_date", IsoDate()),
        Column("customer_number", CUSTOMER_NUMBER, may_be_blank=True),
        Column("invoice_number", INVOICE_NUMBER, may_be_blank=True),
        Column("amount", PAID),
        Column("method", Text(max_length=40), may_be_blank=True),
        Column("kind", Choice(tuple(KINDS))),
    ),
    optional=(
        Column("reference", Text(max_length=60), may_be_blank=True),
        Column("fee", PRICE, may_be_blank=True),
        Column("reason", Text(max_length=200), may_be_blank=True),
    ),
    check=kind_fills_its_columns,
)
