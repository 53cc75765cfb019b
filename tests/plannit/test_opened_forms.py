"""A form that was just opened complains of nothing."""

import pytest
from django.forms import BaseForm
from django.test import Client

from tests.factories import make_company, make_member
from tests.plannit.addresses import company_addresses


@pytest.mark.django_db
def test_a_form_says_no_error_before_it_is_sent(client: Client) -> None:
    client.force_login(make_member(make_company("cote")))
    complaints = {}
    opened = 0

    for address in company_addresses():
        if not address.names_a_row:
            context = client.get(address.at("cote")).context or {}
            form = context.get("form")
            if isinstance(form, BaseForm):
                opened += 1
                complaints[address.name] = form.errors

    assert {name: errors for name, errors in complaints.items() if errors} == {}
    assert opened > 20
