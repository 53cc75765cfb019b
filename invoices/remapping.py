from collections.abc import Iterable
from dataclasses import dataclass

from accounting.models import GLAccount
from companies.models import Company
from invoices.models import InvoiceLine
from invoices.services.reapplying import AccountChange


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """A document line, the account it is on and the one its rule gives today."""

    line: InvoiceLine
    before: GLAccount | None
    after: GLAccount | None


def shown_changes(
    company: Company, changes: Iterable[AccountChange]
) -> list[ShownChange]:
    chart = GLAccount.objects.for_company(company).in_bulk()
    return [
        ShownChange(
            line=change.line,
            before=chart.get(change.before.account_id or 0),
            after=chart.get(change.after.account_id or 0),
        )
        for change in changes
    ]
