from pathlib import Path

import pytest

from tests.imports.services.till import Till
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop


def make_till(slug: str, folder: Path) -> Till:
    """A shop with every account, that takes cheques, cash and cards."""
    counter = Counter(open_shop(slug))
    counter.choose(
        sale_credit="4000",
        tips="2400",
        interest="4910",
        bad_debts="5300",
        card_fees="5310",
        rounding="5390",
    )
    counter.method("Comptant", "1015", is_cash=True)
    counter.method("Carte", "1050")
    return Till(counter, folder)


@pytest.fixture
def till(db: None, tmp_path: Path) -> Till:  # noqa: ARG001 - the database must be there first
    return make_till("cote", tmp_path)


@pytest.fixture
def neighbour(db: None, tmp_path: Path) -> Till:  # noqa: ARG001 - the database must be there first
    """The till of another company, with the same customer, methods and numbers."""
    return make_till("voisin", tmp_path)
