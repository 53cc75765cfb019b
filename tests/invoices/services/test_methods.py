import pytest

from accounting.services.accounts import UnusableAccountError, find_account
from accounting.services.guards import InvalidValueError, NameTakenError
from companies.models import Company
from invoices.models import PaymentMethod
from invoices.services.methods import save_method
from tests.factories import make_account, make_company, make_method, make_settings
from tests.history import last_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def test_save_method_keeps_its_account(company: Company) -> None:
    bank = find_account(company=company, number="1010")
    method = PaymentMethod(company=company, name=" Chèque ", account=bank)

    save_method(method=method)

    method.refresh_from_db()
    assert (method.name, method.account, method.is_active) == ("Chèque", bank, True)


def test_a_name_names_one_method(company: Company) -> None:
    make_method(company, "Chèque")

    with pytest.raises(NameTakenError) as error:
        save_method(method=PaymentMethod(company=company, name="Chèque"))

    assert str(error.value) == (
        "Payment method: “Chèque” exists already; choose another."
    )


def test_a_method_needs_a_name(company: Company) -> None:
    with pytest.raises(InvalidValueError):
        save_method(method=PaymentMethod(company=company, name=" "))


@pytest.mark.parametrize("values", [{"is_control": True}, {"is_active": False}])
def test_scenario_31_a_method_refuses_an_account_that_acomba_refuses(
    company: Company, values: dict[str, bool]
) -> None:
    method = make_method(company, "Chèque")
    method.account = make_account(company, "1100", **values)

    with pytest.raises(UnusableAccountError, match=r"^Account debited: Account 1100 "):
        save_method(method=method)


def test_the_history_keeps_the_account_from_and_to(company: Company) -> None:
    method = make_method(company, "Chèque")
    bank = find_account(company=company, number="1010")
    method.account = bank

    save_method(method=method)

    assert last_change(method).changes == {"account": ["None", str(bank.pk)]}
