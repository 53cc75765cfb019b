import pytest
from django.test import Client

from companies.models import Membership
from tests.factories import make_member
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop
from tests.invoices.views.desk import Desk
from tests.invoices.views.till import Till


@pytest.fixture
def desk(client: Client, shop: Shop) -> Desk:
    """A member of the staff, signed in."""
    client.force_login(make_member(shop.company, Membership.Role.STAFF))
    return Desk(client, shop)


@pytest.fixture
def till(client: Client, shop: Shop) -> Till:
    """A member of the staff at the pages of money."""
    client.force_login(make_member(shop.company, Membership.Role.STAFF))
    return Till(client, Counter(shop))
