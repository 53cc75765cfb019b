import pytest

from accounting.formats.limits import Limit
from accounting.journal.movements import Account
from accounting.models import GLAccount
from companies.models import Company
from exports.models import GLImportSettings
from exports.queries import plan_export
from exports.reasons import LIMITS, reasons_of, subject_url, subject_words
from tests.exports.journal import TODAY, make_books, record_sale
from tests.factories import make_account, make_item, make_tax

LINKED = (
    "Account 4000 is linked to a module in Acomba, which refuses imported entries in"
    " it. Choose another account."
)
TOO_LARGE = (
    "An amount on account %s is above 999,999.99, which the file cannot hold. Allow"
    " amounts to be split."
)
pytestmark = pytest.mark.django_db


def reasons(company: Company) -> list[str]:
    plan = plan_export(company=company, through=TODAY, produced_on=TODAY)
    return [
        reason.text
        for each in plan.set_aside
        for reason in reasons_of(company, each, {})
    ]


def test_a_missing_account_names_what_lacks_it() -> None:
    company = make_books()
    item = make_item(company, "FORFAIT", name="Forfait")
    record_sale(company, account=Account(number=None, origin=f"missing:item:{item.pk}"))

    assert reasons(company) == [f"No account is chosen for the item “{item}”."]


def test_each_subject_has_its_words() -> None:
    company = make_books()
    tax = make_tax(company, "TPS", credit="2310")

    assert subject_words(company, f"tax:{tax.pk}") == "the tax “TPS”"
    assert subject_words(company, "method:1") == "a payment method"
    assert subject_words(company, "text") == "lines without an item"
    assert subject_words(company, "settings:deposits") == (
        "“customer deposits” in the settings"
    )


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"is_control": True}, LINKED),
        (
            {"is_active": False},
            "Account 4000 is not active. Choose another, or activate it.",
        ),
    ],
)
def test_an_account_that_cannot_be_used_is_named(
    broken: dict[str, bool], reason: str
) -> None:
    company = make_books()
    record_sale(company)
    GLAccount.objects.filter(number="4000").update(**broken)

    assert reasons(company) == [reason]


def test_what_the_file_cannot_hold_is_named() -> None:
    company = make_books()
    make_account(company, "40-00")
    GLImportSettings.objects.create(company=company, account_width=3)
    dashed = Account(number="40-00", origin="item:1")
    record_sale(company, amount="1000000.00", account=dashed)

    assert reasons(company) == [
        "Account 1201 is wider than accounts in the file. Correct the width.",
        TOO_LARGE % "1201",
        "Account 40-00: the file takes digits only. Correct it in the chart.",
        TOO_LARGE % "40-00",
    ]


def test_every_limit_of_an_entry_with_accounts_has_words() -> None:
    assert set(LIMITS) == set(Limit) - {Limit.ACCOUNT_MISSING}


@pytest.mark.parametrize(
    ("subject", "page"),
    [
        ("item:42", "items/42/"),
        ("category:7", "categories/7/"),
        ("tax:3", "taxes/3/"),
        ("method:5", "methods/5/"),
        ("settings:deposits", "accounting/"),
        ("text", "accounting/"),
    ],
)
def test_each_subject_has_the_page_that_corrects_it(subject: str, page: str) -> None:
    assert subject_url(make_books(), subject) == f"/c/cote/settings/{page}"
