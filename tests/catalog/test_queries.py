import pytest

from accounting.models import AccountingSettings
from catalog.queries import AccountRules, Choice
from tests.factories import (
    make_account,
    make_category,
    make_company,
    make_item,
    make_settings,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def settings_row() -> AccountingSettings:
    return make_settings(make_company())


@pytest.mark.parametrize("side", ["credit", "debit"])
@pytest.mark.parametrize("level", ["item", "category", "default"])
def test_each_side_resolves_by_itself(
    settings_row: AccountingSettings, side: str, level: str
) -> None:
    company = settings_row.company
    mapped = make_account(company, "9000")
    values = {f"{side}_account": mapped}
    category = make_category(company, "C", **(values if level != "default" else {}))
    own = make_account(company, "9001") if level == "item" else None
    item = make_item(company, "A", category=category, **{f"{side}_account": own})
    rules = AccountRules(settings_row)

    choice = rules.revenue(item) if side == "credit" else rules.receivable(item)

    default = getattr(settings_row, f"sale_{side}_id")
    assert (
        choice
        == {
            "item": Choice(
                account_id=own.pk if own else None, origin=f"item:{item.pk}"
            ),
            "category": Choice(account_id=mapped.pk, origin=f"category:{category.pk}"),
            "default": Choice(account_id=default, origin=f"default:item:{item.pk}"),
        }[level]
    )


def test_the_account_of_the_line_comes_first(settings_row: AccountingSettings) -> None:
    item = make_item(
        settings_row.company, "A", credit_account_id=settings_row.sale_credit_id
    )

    choice = AccountRules(settings_row).revenue(item, line_account_id=7)

    assert choice == Choice(account_id=7, origin="line")


def test_block_keeps_the_default_from_answering(
    settings_row: AccountingSettings,
) -> None:
    settings_row.unmapped = AccountingSettings.Unmapped.BLOCK
    rules = AccountRules(settings_row)
    item = make_item(settings_row.company, "A")

    assert rules.revenue(item) == Choice(
        account_id=None, origin=f"missing:item:{item.pk}"
    )
    assert rules.revenue(None) == Choice(account_id=None, origin="missing:text")
    assert rules.receivable(None) == Choice(
        account_id=settings_row.sale_debit_id, origin="default:text"
    )
