"""What is held of a customer: taken out as a file, or made anonymous for good."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from accounting.formats.csv_file import ENCODING, write_csv
from accounting.formats.words import ENGLISH, FRENCH
from accounting.services.guards import RefusedError
from companies.models import Company, User
from companies.services import lock_company
from invoices.models import Customer, CustomerCredit, Invoice, Payment
from invoices.models.customer import PERSONAL
from invoices.queries.personal_data import Value, personal_tables
from invoices.services.refusals import check_is_known


def render_personal_data(customer: Customer) -> bytes:
    """A ZIP of tables in CSV, which Excel opens, of every row about the customer."""
    is_french = customer.company.language == Company.Language.FRENCH
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for place, table in enumerate(personal_tables(customer), start=1):
            stream = StringIO(newline="")
            rows: list[list[Value]] = [[*table.headings], *table.rows]
            write_csv(stream, rows, words=FRENCH if is_french else ENGLISH)
            name = f"{place:02}-{table.name.replace(' ', '-')}.csv"
            archive.writestr(name, stream.getvalue().encode(ENCODING))
    return content.getvalue()


@transaction.atomic
def anonymize_customer(
    *, customer: Customer, anonymized_on: date, anonymized_by: User | None
) -> Customer:
    """Empty the record for good; what was issued keeps the name that is on it."""
    company = lock_company(customer.company)
    customer = Customer.objects.for_company(company).get(pk=customer.pk)
    check_is_known(customer)
    if reasons := list(reasons_to_keep(customer)):
        raise RefusedError(" ".join(reasons))
    for name in PERSONAL:
        setattr(customer, name, "")
    customer.certificate_expires_on = None
    customer.name = _("Anonymous customer")
    customer.anonymized_on = anonymized_on
    customer.save()
    LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Customer),
        object_pk=str(customer.pk),
        object_id=customer.pk,
        object_repr=customer.number,
        action=LogEntry.Action.UPDATE,
        actor=anonymized_by,
        changes={"anonymized_on": ["None", str(anonymized_on)]},
        additional_data=customer.get_additional_data(),
    )
    return customer


def reasons_to_keep(customer: Customer) -> Iterator[str]:
    """What is still to be settled with the person, for which the record is needed."""
    invoices = Invoice.objects.for_company(customer.company).filter(customer=customer)
    if invoices.filter(status=Invoice.Status.DRAFT).exists():
        yield _("This customer has a draft: issue it or delete it first.")
    if invoices.open().exists():
        yield _("Invoices of this customer are not settled: settle them first.")
    credits_ = CustomerCredit.objects.for_company(customer.company)
    if credits_.filter(customer=customer, balance__gt=0).exists():
        yield _("Money is kept for this customer: apply it or refund it first.")
    payments = Payment.objects.for_company(customer.company)
    if payments.filter(customer=customer, is_pending=True).exists():
        yield _("A post-dated cheque is to come: wait for its day, or cancel it first.")
