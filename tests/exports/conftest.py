import pytest

from tests.invoices.shop import Shop, open_shop


@pytest.fixture
def shop(db: None) -> Shop:  # noqa: ARG001 - the database must be there first
    return open_shop()
