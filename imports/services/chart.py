from collections.abc import Sequence

from accounting.models import GLAccount
from accounting.services.accounts import save_account
from accounting.services.guards import RefusedError
from companies.models import Company
from imports.services.problems import Outcome, Problems
from imports.tables.rows import Row


def import_accounts(
    company: Company, rows: Sequence[Row], problems: Problems
) -> Outcome:
    outcome = Outcome()
    chart = {a.number: a for a in GLAccount.objects.for_company(company)}
    for row in rows:
        number = row.text("number")
        account = chart.get(number) or GLAccount(company=company, number=number)
        wanted = {
            "name": row.text("name"),
            "category": row.text("category"),
            "is_control": row.flag("linked_to_module"),
            "is_active": row.flag("active"),
        }
        if account.pk and all(getattr(account, k) == v for k, v in wanted.items()):
            outcome.unchanged += 1
            continue
        outcome.updated += bool(account.pk)
        outcome.created += not account.pk
        for name, value in wanted.items():
            setattr(account, name, value)
        try:
            chart[number] = save_account(account=account)
        except RefusedError as error:
            problems.add(row, None, error)
            continue
        outcome.saved.append(account.pk)
    return outcome
