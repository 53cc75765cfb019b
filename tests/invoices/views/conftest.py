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
    """A member of the staff who may undo what was exported, signed in."""
    client.force_login(
        make_member(shop.company, Membership.Role.STAFF, may_reverse=True)
    )
    return Desk(client, shop)


@pytest.fixture
def till(client: Client, shop: Shop) -> Till:
    """The same at the pages of money."""
    client.force_login(
        make_member(shop.company, Membership.Role.STAFF, may_reverse=True)
    )
    return Till(client, Counter(shop))
