import pytest

from tests.invoices.counter import Counter
from tests.invoices.shop import Shop, open_shop


@pytest.fixture
def shop(db: None) -> Shop:  # noqa: ARG001 - the database must be there first
    return open_shop()


@pytest.fixture
def counter(shop: Shop) -> Counter:
    """A shop that chose every account but that of discounts."""
    counter = Counter(shop)
    counter.choose(
        tips="2400",
        interest="4910",
        bad_debts="5300",
        card_fees="5310",
        rounding="5390",
    )
    return counter
