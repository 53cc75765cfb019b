from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from companies.models import Company
from imports.services.lookups import find
from imports.services.problems import Outcome, Problems
from imports.tables.rows import Row
from invoices.models import Customer
from taxes.models import TaxGroup
from ui.dates import long_date

TEXTS = ["name", "email", "address", "city", "province", "country", "postal_code"]


def import_customers(
    company: Company, rows: Sequence[Row], problems: Problems
) -> Outcome:
    outcome = Outcome()
    customers = {c.number: c for c in Customer.objects.for_company(company)}
    groups = {group.name: group for group in TaxGroup.objects.for_company(company)}
    new = []
    for row in rows:
        number = row.text("number")
        customer = customers.get(number)
        if customer is None:
            customer = customers[number] = Customer(company=company, number=number)
            new.append(customer)
        if customer.anonymized_on is not None:
            problems.add(row, "number", _anonymous(customer.anonymized_on))
            continue
        before = _state(customer)
        for name in TEXTS:
            setattr(customer, name, row.text(name))
        customer.tax_group = find(groups, row, "tax_group", problems)
        _set_certificate(customer, row)
        if customer.pk and before == _state(customer):
            outcome.unchanged += 1
        elif customer.pk:
            customer.save()
            outcome.updated += 1
            outcome.saved.append(customer.pk)
    Customer.objects.bulk_create(new)
    outcome.created = len(new)
    outcome.saved += [customer.pk for customer in new]
    return outcome


def _anonymous(since: date) -> str:
    message = _(
        "This customer was made anonymous on %(date)s, and stays so: take the row out, or"
        " give the person another number."
    )
    return message % {"date": long_date(since)}


def _set_certificate(customer: Customer, row: Row) -> None:
    """A number relieves the customer; none leaves what a person has written down."""
    if number := row.text("certificate_number"):
        customer.is_exempt = True
        customer.certificate_number = number
        customer.certificate_expires_on = row.optional_day("certificate_expires")


def _state(customer: Customer) -> tuple[object, ...]:
    return (
        *(getattr(customer, name) for name in TEXTS),
        customer.tax_group_id,
        customer.is_exempt,
        customer.certificate_number,
        customer.certificate_expires_on,
    )
