"""Numbers and names that are given once in a company, and again in another one."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db.models import Model

from companies.models import Company
from invoices.models import DocumentNumbering, SentForm
from tests.factories import make_company, make_customer, make_method
from tests.invoices.models.refusing import (
    accepts,
    accepts_twin,
    refuses,
    refuses_twin,
)
from tests.invoices.shop import NOVEMBER_3


def sent_form(company: Company) -> SentForm:
    return SentForm.objects.create(
        company=company, key=uuid4(), led_to="/c/cote/", sent_on=NOVEMBER_3
    )


def numbering(company: Company) -> DocumentNumbering:
    return DocumentNumbering.objects.create(company=company)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make", [make_customer, make_method, numbering, sent_form], ids=lambda f: f.__name__
)
def test_what_is_named_is_named_once_in_a_company(
    make: Callable[[Company], Model],
) -> None:
    row = make(make_company())

    assert refuses_twin(row)
    assert accepts_twin(row, company=make_company("autre"))


@pytest.mark.django_db
def test_each_series_has_a_numbering_of_its_own() -> None:
    row = numbering(make_company())

    assert accepts_twin(row, series=DocumentNumbering.Series.CREDIT_NOTE)


@pytest.mark.django_db
def test_the_next_number_fits_the_file_up_to_seven_digits() -> None:
    row = numbering(make_company())

    assert accepts(row, next_number=9_999_999)
    assert refuses("documentnumbering_fits_the_file", row, next_number=10_000_000)
