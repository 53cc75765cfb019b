import pytest

from companies.models import Company
from invoices.models import PaymentMethod
from tests.factories import make_method
from tests.imports.configuration.files import WHOLE, configure_with, number_of

pytestmark = pytest.mark.django_db


def test_a_method_is_active_unless_the_file_says_otherwise(company: Company) -> None:
    configure_with(
        company,
        '[payment_methods]\n"Chèque" = "1010"\n'
        'Comptant = { account = "1015" }\n'
        'Troc = { account = "1010", is_active = false }',
    )

    methods = PaymentMethod.objects.order_by("name")
    assert [(row.name, number_of(row.account), row.is_active) for row in methods] == [
        ("Chèque", "1010", True),
        ("Comptant", "1015", True),
        ("Troc", "1010", False),
    ]


def test_a_method_that_is_not_active_keeps_so_when_its_account_changes(
    company: Company,
) -> None:
    make_method(company, "Troc", is_active=False)

    configure_with(company, 'payment_methods.Troc = "1015"')

    method = PaymentMethod.objects.get()
    assert (number_of(method.account), method.is_active) == ("1015", False)


def test_names_that_differ_by_spaces_are_one(company: Company) -> None:
    configure_with(company, 'payment_methods."Chèque " = "1010"')
    configure_with(company, 'payment_methods." Chèque" = "1015"')

    assert PaymentMethod.objects.count() == 1


def test_what_the_file_does_not_name_is_left(company: Company) -> None:
    make_method(company, "Troc", is_active=False)

    configure_with(company, WHOLE)

    assert not PaymentMethod.objects.get(name="Troc").is_active
