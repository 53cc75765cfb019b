"""What templates know of the company of the page and of who reads it."""

from typing import Any

import pytest
from django.test import RequestFactory

from companies.capabilities import ROLE_CAPABILITIES, Can
from companies.context import company as company_context
from companies.models import Membership
from tests.companies.roles import MAY
from tests.factories import make_company

Role = Membership.Role


@pytest.mark.django_db
def test_a_page_of_a_company_knows_it_and_what_its_reader_may_do() -> None:
    request: Any = RequestFactory().get("/")
    request.company = make_company()
    request.capabilities = frozenset({Can.VIEW_JOURNAL, Can.EXPORT_JOURNAL})

    assert company_context(request) == {
        "company": request.company,
        "can": {"view_journal": True, "export_journal": True},
    }


def test_a_page_of_no_company_lets_nobody_do_anything() -> None:
    assert company_context(RequestFactory().get("/")) == {"company": None, "can": {}}


def test_every_role_has_its_capabilities_and_the_administrator_all() -> None:
    assert ROLE_CAPABILITIES == MAY
