"""On SQLite an import is worked out on a copy: nobody waits, and nothing is lost."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ConnectionHandler
from django.test.utils import CaptureQueriesContext

from accounting.signals import accounts_changed
from companies.models import Company
from companies.services import lock_company
from imports.services import apart
from imports.services.apart import work_apart
from imports.services.files import ImportRefusedError
from imports.services.problems import Outcome
from invoices.models import Customer, Invoice
from invoices.services.customers import save_customer
from tests.imports.services.conftest import make_till
from tests.imports.services.files import (
    CUSTOMERS,
    FILES,
    INVOICES,
    ITEMS,
    bring_in,
    make_firm,
)
from tests.imports.services.test_documented_files import examples
from tests.imports.services.till import sale

# PostgreSQL locks one company alone.
pytestmark = pytest.mark.sqlite
CATALOGUE = {"items": ITEMS, "customers": CUSTOMERS}
Rows = list[tuple[object, ...]]


def everything() -> Mapping[str, Rows]:
    """All rows, and the last id of each table; of the history, what does not vary."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (name,) in cursor.fetchall():
            columns = "id, object_pk, object_repr, action, additional_data"
            columns = columns if name == "auditlog_logentry" else "*"
            if name != "companies_company":
                cursor.execute(f"SELECT {columns} FROM {name} ORDER BY 1")  # noqa: S608 - our own names
                rows = [row for row in cursor.fetchall() if row[1:] != (0,)]
                found[name] = rows
    return found


@contextmanager
def another_process(path: str) -> Iterator[None]:
    """Someone else at the same database, who waits for nobody at all."""
    mine = connections["default"]
    options = {**mine.settings_dict["OPTIONS"], "timeout": 0}
    databases = {
        "default": {**mine.settings_dict, "NAME": path, "OPTIONS": options},
    }
    connections["default"] = ConnectionHandler(databases)["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = mine


Meanwhile = Callable[[Callable[[], None]], list[bool]]


@pytest.fixture
def meanwhile(shared_database: str) -> Iterator[Meanwhile]:
    """Have others do something each time that items were brought in on a copy.

    Gives a list that says, for each time, whether it was on a copy.
    """
    times: list[bool] = []
    works: list[Callable[[], None]] = []

    def receive(**_signal: object) -> None:
        times.append(connection.settings_dict["NAME"] != shared_database)
        if times[-1]:
            with another_process(shared_database):
                works[0]()

    def start(work: Callable[[], None]) -> list[bool]:
        works.append(work)
        accounts_changed.connect(receive)
        return times

    yield start
    accounts_changed.disconnect(receive)


def add_customer(company: Company, number: str) -> None:
    save_customer(customer=Customer(company=company, number=number, name=number))


def numbers(company: Company) -> list[str]:
    customers = Customer.objects.for_company(company).order_by("pk")
    return list(customers.values_list("number", flat=True))


def test_the_rows_are_those_of_an_import_in_its_place(
    shared_database: str,  # noqa: ARG001 - in a file, as in production
    tmp_path: Path,
) -> None:
    till = make_till("cote", tmp_path)
    shop, company = till.counter.shop, till.counter.shop.company
    shop.customer.tax_group = shop.groups["TPS+TVQ"]
    save_customer(customer=shop.customer)
    till.take(invoices=[sale("F-1", "10.00")])
    files = examples()
    files["payments"] += "2026-11-21,C-100,F-1,11.50,Chèque,payment,999,,\n"
    before = everything()
    with transaction.atomic():
        here = bring_in(company, tmp_path, **files)
        in_place = everything()
        transaction.set_rollback(True)
    assert everything() == before

    outcomes = bring_in(company, tmp_path, **files)

    assert everything() == in_place != before
    assert outcomes == here
    assert outcomes["invoices"].saved == here["invoices"].saved


def test_what_is_deleted_and_changed_and_new_is_put_across(
    shared_database: str,  # noqa: ARG001 - in a file, as in production
) -> None:
    company = make_firm()
    for number in ("A", "B", "C"):
        add_customer(company, number)

    @transaction.atomic
    def work() -> int:
        lock_company(company)
        Customer.objects.get(number="A").delete()
        Customer.objects.filter(number="B").update(number="D", name="Daigle")
        # The place of the deleted one, and of the one that has another number now.
        add_customer(company, "A")
        add_customer(company, "B")
        return Customer.objects.get(number="A").pk

    new = work_apart(company=company, rows=2, work=work)

    assert numbers(company) == ["D", "C", "A", "B"]
    assert Customer.objects.get(number="A").pk == new
    assert Customer.objects.get(number="D").name == "Daigle"


def test_others_write_while_an_import_is_worked_out(
    meanwhile: Meanwhile, tmp_path: Path
) -> None:
    company, neighbour = make_firm("cote"), make_firm("voisin")
    times = meanwhile(lambda: add_customer(neighbour, "N1"))

    outcomes = bring_in(company, tmp_path, **FILES)

    assert times == [True]
    assert outcomes["invoices"] == Outcome(created=2)
    assert (numbers(company), numbers(neighbour)) == (["C1"], ["N1"])
    assert Invoice.objects.for_company(company).count() == 2
    mine, theirs = Customer.objects.get(number="C1"), Customer.objects.get(number="N1")
    assert mine.pk < theirs.pk


def test_what_the_company_wrote_meanwhile_is_taken_into_account(
    meanwhile: Meanwhile, tmp_path: Path
) -> None:
    company = make_firm()

    def once() -> None:
        if "C1" not in numbers(company):
            add_customer(company, "C1")

    times = meanwhile(once)

    outcomes = bring_in(company, tmp_path, **CATALOGUE)

    assert times == [True, True]
    assert outcomes["customers"] == Outcome(updated=1)
    assert [c.name for c in Customer.objects.all()] == ["Côté & Fils"]


def test_a_number_taken_meanwhile_refuses_the_file(
    meanwhile: Meanwhile, tmp_path: Path
) -> None:
    till = make_till("cote", tmp_path)
    company = till.counter.shop.company

    def take_number() -> None:
        with transaction.atomic():
            till.take(invoices=[sale("F1", "55.00")])

    times = meanwhile(take_number)
    items = ITEMS.replace("1201,4000", ",")
    table = INVOICES.replace("C1,SRV", "C-100,SRV").replace("C1,,", "C-100,,")

    with pytest.raises(ImportRefusedError) as refused:
        bring_in(company, tmp_path, items=items, invoices=table)

    assert times == [True, True]
    assert [str(error.reason) for error in refused.value.errors] == [
        "Invoice F1 is already here with other content."
    ]
    assert [i.subtotal.amount for i in Invoice.objects.all()] == [55]


def test_where_somebody_always_writes_the_last_time_is_under_the_lock(
    meanwhile: Meanwhile, tmp_path: Path
) -> None:
    company = make_firm()
    times = meanwhile(lambda: add_customer(company, f"N{len(times)}"))

    bring_in(company, tmp_path, **CATALOGUE)

    assert times == [True, True, True, False]
    assert numbers(company) == ["N1", "N2", "N3", "C1"]


def test_too_few_ids_lead_to_the_lock_too(
    meanwhile: Meanwhile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "IDS_EACH", 0)
    monkeypatch.setattr(apart, "IDS_MORE", 1)
    company = make_firm()
    times = meanwhile(lambda: None)

    bring_in(company, tmp_path, **FILES)

    assert times == [True, True, True, False]
    assert Invoice.objects.for_company(company).count() == 2


def test_a_refused_file_writes_nothing_and_takes_no_ids(
    shared_database: str,  # noqa: ARG001 - in a file, as in production
    tmp_path: Path,
) -> None:
    company = make_firm()
    before = everything()

    with pytest.raises(ImportRefusedError):
        bring_in(company, tmp_path, **CATALOGUE, invoices=INVOICES + "F3,,,,,,,,\n")

    assert everything() == before


def test_the_copy_has_no_name(
    meanwhile: Meanwhile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ends the process, no copy of the books is left on the disk."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    company = make_firm()
    found: list[Path] = []
    times = meanwhile(lambda: found.extend(folder.iterdir()))

    bring_in(company, tmp_path, **FILES)

    assert (times, found, list(folder.iterdir())) == ([True], [], [])


def invoices(count: int, prefix: str) -> str:
    headings, _rest = INVOICES.split("\n", 1)
    rows = (f"{prefix}{i},2026-11-03,C1,SRV,,1,100.00,," for i in range(count))
    return "\n".join([headings, *rows])


def test_what_is_done_under_the_lock_does_not_grow_with_the_file(
    shared_database: str,  # noqa: ARG001 - in a file, as in production
    tmp_path: Path,
) -> None:
    company = make_firm()
    bring_in(company, tmp_path, **CATALOGUE)

    with CaptureQueriesContext(connections["default"]) as few:
        bring_in(company, tmp_path, invoices=invoices(5, "A"))
    with CaptureQueriesContext(connections["default"]) as many:
        bring_in(company, tmp_path, invoices=invoices(500, "B"))

    assert len(few) == len(many)
    texts = [query["sql"].split("(")[0] for query in many.captured_queries]
    assert texts.count("INSERT INTO invoices_invoice ") == 1
    assert Invoice.objects.for_company(company).count() == 505
