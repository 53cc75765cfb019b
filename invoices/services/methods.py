from django.db import transaction

from accounting.services.accounts import check_accounts
from accounting.services.guards import check_is_free, check_values
from accounting.signals import accounts_changed
from companies.services import lock_company
from invoices.models import PaymentMethod


@transaction.atomic
def save_method(*, method: PaymentMethod, checks_others: bool = True) -> PaymentMethod:
    """Save a way of paying; payments recorded before keep the account they froze."""
    lock_company(method.company)
    method.name = method.name.strip()
    check_values(method)
    others = PaymentMethod.objects.for_company(method.company)
    check_is_free(method, field="name", among=others)
    check_accounts(method, checks_others=checks_others)
    method.save()
    accounts_changed.send(PaymentMethod, company=method.company)
    return method
