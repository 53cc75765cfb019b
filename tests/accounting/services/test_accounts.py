import pytest

from accounting.models import GLAccount, JournalEntry
from accounting.services.accounts import (
    NumberInUseError,
    UnknownAccountError,
    UnusableAccountError,
    check_usable,
    find_account,
    save_account,
)
from accounting.services.guards import InvalidValueError, NameTakenError
from companies.models import Company
from tests.factories import make_account, make_company, make_exported_line

pytestmark = pytest.mark.django_db

LINKED = (
    "Account 1100 is linked to a module in Acomba; Acomba refuses entries imported into"
    " such accounts. Choose another, or create one for Plannit in Acomba and add it to"
    " the chart of accounts."
)
INACTIVE = (
    "Account 4010 is inactive; Acomba refuses entries in it. Choose another, or make it"
    " active again in Acomba and in the chart of accounts."
)


def new_account(company: Company, number: str, name: str = "Banque") -> GLAccount:
    category = GLAccount.Category.ASSET
    return GLAccount(company=company, number=number, name=name, category=category)


def test_save_account_adds_to_the_chart_without_blanks_around() -> None:
    account = save_account(account=new_account(make_company(), " 1010 ", " Banque "))

    assert (account.number, account.name) == ("1010", "Banque")
    assert GLAccount.objects.get() == account


def test_save_account_refuses_a_number_of_the_chart() -> None:
    company = make_company()
    make_account(company, "1010")

    with pytest.raises(NameTakenError) as error:
        save_account(account=new_account(company, "1010"))

    assert str(error.value) == "Number: “1010” exists already; choose another."


def test_another_company_may_use_the_same_number() -> None:
    make_account(make_company("cote"), "1010")

    save_account(account=new_account(make_company("roy"), "1010"))

    assert GLAccount.objects.filter(number="1010").count() == 2


@pytest.mark.parametrize("number", ["", "  ", "1" * 16])
def test_save_account_refuses_a_number_its_column_cannot_hold(number: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^Number: "):
        save_account(account=new_account(make_company(), number))


def test_a_number_changes_until_an_exported_line_uses_it() -> None:
    account = make_account(make_company(), "1201")
    line = make_exported_line(account)
    JournalEntry.objects.filter(pk=line.entry_id).update(was_exported=False)
    account.number = "1202"

    save_account(account=account)

    assert GLAccount.objects.get().number == "1202"


def test_an_exported_line_fixes_the_number_of_its_own_account_only() -> None:
    company = make_company()
    make_exported_line(make_account(company, "1201"))
    account = make_account(company, "1010")
    account.number = "1011"

    save_account(account=account)

    account.refresh_from_db()
    assert account.number == "1011"


def test_the_number_of_an_exported_line_is_fixed() -> None:
    account = make_account(make_company(), "1201")
    make_exported_line(account)
    account.number = "1202"

    with pytest.raises(NumberInUseError) as error:
        save_account(account=account)

    assert str(error.value) == (
        "Account 1201 stands in entries that were exported: its number is fixed. Its"
        " name may change; for another number, add an account."
    )
    assert GLAccount.objects.get().number == "1201"


def test_the_name_and_state_of_an_exported_account_may_change() -> None:
    account = make_account(make_company(), "1201")
    make_exported_line(account)
    account.name, account.is_active = "Comptes-clients", False

    save_account(account=account)

    account.refresh_from_db()
    assert (account.name, account.is_active) == ("Comptes-clients", False)


def test_find_account_answers_by_number_in_its_company() -> None:
    company = make_company("cote")
    make_account(company, "1010")
    make_account(make_company("roy"), "1201")
    account = make_account(company, "1201")

    assert find_account(company=company, number="1201") == account


def test_an_account_of_another_company_is_unknown() -> None:
    make_account(make_company("roy"), "1201")

    with pytest.raises(UnknownAccountError) as error:
        find_account(company=make_company("cote"), number="1201")

    assert str(error.value) == (
        "Account 1201 is not in the chart of accounts: add it there first, or choose"
        " another."
    )


@pytest.mark.parametrize(
    ("number", "values", "reason"),
    [
        ("1100", {"is_control": True}, LINKED),
        ("4010", {"is_active": False}, INACTIVE),
        ("1100", {"is_control": True, "is_active": False}, LINKED),
    ],
)
def test_scenario_31_an_unusable_account_is_refused_with_its_reason(
    number: str, values: dict[str, bool], reason: str
) -> None:
    account = make_account(make_company(), number, **values)

    with pytest.raises(UnusableAccountError) as error:
        check_usable(account, label="Sales: debit account")

    assert str(error.value) == f"Sales: debit account: {reason}"


def test_a_usable_account_or_none_passes() -> None:
    check_usable(make_account(make_company()), label="Deposits")
    check_usable(None, label="Deposits")
