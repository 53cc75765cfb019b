"""Forms that were sent are remembered for thirty days."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Company
from invoices.services.sending import keep_sent_form, page_of_sent_form
from tests.factories import make_company

pytestmark = pytest.mark.django_db
KEY = UUID(int=1)
SENT = date(2026, 11, 3)


@pytest.fixture
def company() -> Company:
    company = make_company()
    keep_sent_form(company=company, key=KEY, led_to="/c/cote/", sent_on=SENT)
    return company


def keep_another(company: Company, on: date) -> None:
    keep_sent_form(company=company, key=uuid4(), led_to="/c/cote/", sent_on=on)


def test_it_is_known_for_thirty_days(company: Company) -> None:
    keep_another(company, date(2026, 12, 3))

    assert page_of_sent_form(company=company, key=KEY) == "/c/cote/"


def test_then_it_goes_with_the_next_that_is_kept(company: Company) -> None:
    keep_another(company, date(2026, 12, 4))

    assert page_of_sent_form(company=company, key=KEY) is None


def test_it_stays_while_only_another_company_sends_forms(company: Company) -> None:
    keep_another(make_company("boutique"), date(2026, 12, 4))

    assert page_of_sent_form(company=company, key=KEY) == "/c/cote/"


def test_those_of_before_go_in_one_statement(company: Company) -> None:
    keep_another(company, date(2026, 11, 4))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        keep_another(company, date(2026, 12, 31))

    said = [query["sql"].split()[0] for query in queries]
    assert said == ["DELETE", "INSERT"]
