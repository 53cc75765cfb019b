from django.db import transaction

from accounting.services.guards import check_is_free, check_values
from companies.services import lock_company
from invoices.models import Customer
from invoices.services.refusals import check_is_known


@transaction.atomic
def save_customer(*, customer: Customer) -> Customer:
    """Save the record; documents keep the name they were issued with."""
    lock_company(customer.company)
    check_is_known(customer)
    check_values(customer)
    others = Customer.objects.for_company(customer.company)
    check_is_free(customer, field="number", among=others)
    customer.save()
    return customer
