import pytest

from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop


@pytest.fixture
def counter(db: None) -> Counter:  # noqa: ARG001 - the rows of the shop
    return Counter(open_shop())


@pytest.fixture
def neighbour(db: None) -> Counter:  # noqa: ARG001 - the rows of the shop
    """The counter of another company, with the same chart, taxes and customer."""
    return Counter(open_shop("voisin"))
