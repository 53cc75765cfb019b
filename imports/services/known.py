"""What the rows of credit notes and payments name, as it stands when they are read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from accounting.models import AccountingSettings
from accounting.queries import settings_for
from companies.models import Company
from invoices.models import Customer, Invoice, PaymentMethod


class IssuedInvoices:
    """Issued invoices by number: all read at once, then anew after each change."""

    def __init__(self, company: Company, numbers: Collection[str]) -> None:
        self._issued = Invoice.objects.for_company(company).issued()
        self._found: dict[str, Invoice | None] = {
            invoice.number or "": invoice
            for invoice in self._issued
            if invoice.number in numbers
        }
        self._reads_anew = False

    def get(self, number: str) -> Invoice | None:
        if self._reads_anew and number not in self._found:
            self._found[number] = self._issued.filter(number=number).first()
        return self._found.get(number)

    def forget(self) -> None:
        self._found, self._reads_anew = {}, True


@dataclass(frozen=True, slots=True)
class Known:
    """`on` is the day of the import: money dated later waits for its day."""

    company: Company
    on: date
    settings: AccountingSettings
    customers: Mapping[str, Customer]
    methods: Mapping[str, PaymentMethod]
    invoices: IssuedInvoices


def read_known(company: Company, numbers: Collection[str], on: date) -> Known:
    return Known(
        company=company,
        on=on,
        settings=settings_for(company),
        customers={c.number: c for c in Customer.objects.for_company(company)},
        methods={m.name: m for m in PaymentMethod.objects.for_company(company)},
        invoices=IssuedInvoices(company, numbers),
    )
