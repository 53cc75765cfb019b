"""The examples of docs/imports.md come in as they stand there."""

import re
from pathlib import Path

from django.conf import settings

from imports.services.problems import Outcome
from imports.tables.money import KINDS
from tests.imports.services.files import bring_in
from tests.imports.services.till import Till

EXAMPLES = re.compile(r"```csv (\w+)\n(.*?)```", re.DOTALL)


def examples() -> dict[str, str]:
    page = Path(settings.BASE_DIR) / "docs" / "imports.md"
    return dict(EXAMPLES.findall(page.read_text(encoding="utf-8")))


def test_every_kind_of_row_has_an_example() -> None:
    rows = examples()["payments"].splitlines()[1:]

    assert {row.split(",")[5] for row in rows} == set(KINDS)


def test_the_examples_come_in_and_change_nothing_again(till: Till) -> None:
    customer = till.counter.shop.customer
    customer.tax_group = till.counter.shop.groups["TPS+TVQ"]
    customer.save()

    outcomes = bring_in(till.counter.shop.company, till.folder, **examples())

    assert outcomes == {
        "invoices": Outcome(created=4),
        "credit_notes": Outcome(created=1),
        "payments": Outcome(created=19),
    }
    # F2 is owed its 1,149.75 less the 203.00 of the deposit and the credit.
    assert till.counter.left() == {
        "1010": "501.35",
        "1050": "-125.00",
        "1201": "946.75",
        "2150": "0.00",
        "2160": "0.00",
        "2310": "-58.99",
        "2320": "-117.49",
        "2400": "0.00",
        "4000": "-1253.07",
        "5300": "77.81",
        "5310": "28.63",
        "5390": "0.01",
    }
    again = bring_in(till.counter.shop.company, till.folder, **examples())
    assert again == {
        "invoices": Outcome(unchanged=4),
        "credit_notes": Outcome(unchanged=1),
        "payments": Outcome(unchanged=19),
    }
