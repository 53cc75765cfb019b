"""Customers files: certificates of those who are relieved from taxes."""

from datetime import date

import pytest

from imports.services.files import ImportRefusedError
from imports.services.problems import Outcome
from invoices.models import Customer
from tests.imports.services.files import bring_in
from tests.imports.services.till import Till, sale

CUSTOMERS = (
    "number,name,email,address,city,province,country,postal_code,tax_group,"
    "certificate_number,certificate_expires\n"
)


def import_customer(till: Till, certificate: str) -> Outcome:
    row = f"C-100,Bande de Wendake,,,Wendake,QC,Canada,,,{certificate}\n"
    company = till.counter.shop.company
    return bring_in(company, till.folder, customers=CUSTOMERS + row)["customers"]


def test_scenario_18_a_certificate_relieves_its_customer(till: Till) -> None:
    assert import_customer(till, "CRT-7,2027-03-31") == Outcome(updated=1)

    customer = Customer.objects.get()
    assert (customer.is_exempt, customer.certificate_number) == (True, "CRT-7")
    assert customer.certificate_expires_on == date(2027, 3, 31)
    till.take(invoices=[sale("F1", "300.00")])
    assert till.counter.journal() == ["R! sale 11-03 D 1201 300.00 / C 4000 300.00"]
    assert import_customer(till, "CRT-7,2027-03-31") == Outcome(unchanged=1)


def test_no_certificate_leaves_the_one_that_a_person_wrote_down(till: Till) -> None:
    import_customer(till, "CRT-7,")

    assert import_customer(till, ",") == Outcome(unchanged=1)
    assert Customer.objects.get().is_exempt


def test_an_expiry_is_of_a_certificate(till: Till) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        import_customer(till, ",2027-03-31")

    (error,) = refused.value.errors
    assert (error.line, error.column, str(error.reason)) == (
        2,
        "certificate_number",
        "An expiry date needs its certificate: give the certificate's number.",
    )
