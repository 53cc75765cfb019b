"""A firm whose books are large: what it sells, to whom, and two years of it as CSV."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

INVOICES, PAID_AT_ONCE, PAID_IN_TWO = 10_000, 7_000, 500
LINES_EACH = 3
FIRST_DAY, DAYS = date(2024, 10, 1), 730
CENT, GST, QST = Decimal("0.01"), Decimal("0.05"), Decimal("0.09975")
PRICES = [Decimal(95 * number + 37) / 4 for number in range(1, 201)]
QUANTITIES = [Decimal(text) for text in ("1", "2.5", "0.75", "3", "1.25")]

ACCOUNTS = """\
number,name,category,linked_to_module,active
1010,Banque,asset,no,yes
1201,Comptes-clients,asset,no,yes
2150,Dépôts de clients,liability,no,yes
2310,TPS à payer,liability,no,yes
2320,TVQ à payer,liability,no,yes
4000,Services,revenue,no,yes
4010,Pièces,revenue,no,yes
4900,Autres revenus,revenue,no,yes
"""
CONFIGURATION = """\
[accounting]
only_when_paid = false
[accounting.sale]
debit = "1201"
credit = "4900"
[accounting.payment]
debit = "1010"
credit = "1201"
[accounting.accounts]
deposits = "2150"
[taxes.TPS]
debit = "1201"
credit = "2310"
rates = [{ rate = "0.05", valid_from = "2008-01-01" }]
[taxes.TVQ]
debit = "1201"
credit = "2320"
rates = [{ rate = "0.09975", valid_from = "2013-01-01" }]
[tax_groups]
"TPS+TVQ" = { taxable = ["TPS", "TVQ"] }
[payment_methods]
Carte = "1010"
"""
HEADINGS = {
    "items": "code,name,category,unit_price,tax_group,debit_account,credit_account",
    "customers": "number,name,email,address,city,province,country,postal_code,tax_group",
    "invoices": "invoice_number,invoice_date,customer_number,item_code,description,"
    "quantity,unit_price,discount,tax_group",
    "payments": "payment_date,customer_number,invoice_number,amount,method,kind",
}
Cells = tuple[object, ...]


def write_firm(folder: Path) -> None:
    """Write its files: the same bytes each time."""
    (folder / "accounts.csv").write_text(ACCOUNTS)
    (folder / "company.toml").write_text(CONFIGURATION)
    makers = {"items": _items, "customers": _customers}
    makers |= {"invoices": _invoices, "payments": _payments}
    for kind, make in makers.items():
        _write(folder / f"{kind}.csv", HEADINGS[kind], make())


def _write(path: Path, headings: str, rows: Iterable[Cells]) -> None:
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings.split(","))
        writer.writerows(rows)


def _items() -> Iterator[Cells]:
    for number, price in enumerate(PRICES):
        account = ("4000", "4010")[number % 2]
        group = "TPS+TVQ"
        yield (
            f"A{number:03}",
            f"Article {number}",
            "",
            _cents(price),
            group,
            "",
            account,
        )


def _customers() -> Iterator[Cells]:
    for number in range(400):
        name = f"Cliente Côté {number}"
        yield (_customer(number), name, "", "", "Québec", "QC", "Canada", "", "")


def _invoices() -> Iterator[Cells]:
    for number in range(INVOICES):
        head = (_invoice(number), _day(number), _customer(number))
        for item, quantity in _sold(number):
            price = _cents(PRICES[item])
            yield (*head, f"A{item:03}", f"Article {item}", quantity, price, "", "")


def _payments() -> Iterator[Cells]:
    for number in range(PAID_AT_ONCE + PAID_IN_TWO):
        total = _total(number)
        first = total if number < PAID_AT_ONCE else _cents(total / 3)
        for place, amount in enumerate((first, total - first)):
            day = _day(number) + timedelta(days=number % 40 + 10 * place)
            row = (day, _customer(number), _invoice(number), amount, "Carte", "payment")
            if amount:
                yield row


def _total(number: int) -> Decimal:
    """What the invoice comes to: its lines, and each tax rounded once on their sum."""
    lines = [_cents(_cents(PRICES[i]) * quantity) for i, quantity in _sold(number)]
    net = sum(lines, Decimal(0))
    return net + _cents(net * GST) + _cents(net * QST)


def _sold(number: int) -> list[tuple[int, Decimal]]:
    places = range(number * LINES_EACH, (number + 1) * LINES_EACH)
    return [
        (place * 7 % len(PRICES), QUANTITIES[place % len(QUANTITIES)])
        for place in places
    ]


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number * DAYS // INVOICES)


def _invoice(number: int) -> str:
    return f"F{number:06}"


def _customer(number: int) -> str:
    return f"C{number % 400:03}"


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)
