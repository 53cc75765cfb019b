import pytest

from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop


@pytest.fixture
def counter(db: None) -> Counter:  # noqa: ARG001 - the rows of the shop
    return Counter(open_shop())
