"""One company at work: what is on its desk, and what must hold after every event."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Q
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from accounting.verification import entry_faults
from exports.verification import batch_faults, file_faults
from invoices.identity import identity_faults
from invoices.models import (
    Application,
    CustomerCredit,
    Invoice,
    Payment,
    PaymentAllocation,
    WriteOff,
)
from invoices.services.cut_over import set_cut_over
from invoices.services.journal import refresh_all
from invoices.services.refusals import DocumentError
from invoices.verification import balance_faults, document_faults, undone_faults
from tests.invoices.counter import Counter
from tests.invoices.machine.copies import Copies, Rows, journal_rows
from tests.invoices.shop import Shop

OPENING, CUT_OVER = date(2026, 10, 28), date(2026, 11, 1)
RowT = TypeVar("RowT")

places = st.integers(0, 7)
"""Which row on the desk, counted around."""
shares = st.sampled_from(["1", "0.5", "0.1", "0.73"]).map(Decimal)
"""How much of what there is."""


class Desk(RuleBasedStateMachine):
    shop: Shop
    has_prior = False

    def __init__(self) -> None:
        super().__init__()
        self.counter = Counter(self.shop)
        self.today = OPENING
        self.closed: date | None = None
        self.chosen: dict[str, object] = {}
        self.copies = Copies(self.shop.company)
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.look()

    def teardown(self) -> None:
        try:
            for check in (document_faults, batch_faults, file_faults):
                assert_none(check(self.shop.company))
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def look(self) -> None:
        """Read again what is on the desk, once something has happened."""
        self.is_proved = False
        issued = Invoice.objects.for_company(self.shop.company).issued().order_by("pk")
        self.invoices = list(issued)
        self.open = [i for i in self.invoices if i.balance.amount > 0]
        self.owing = [i for i in self.invoices if i.balance.amount < 0]
        credits_ = CustomerCredit.objects.filter(balance__gt=0).order_by("pk")
        self.credits = list(credits_)
        payments = Payment.objects.filter(returned=None).order_by("pk")
        self.payments = list(payments)
        spent = Q(credits__refunds__isnull=False) | Q(
            credits__forfeitures__isnull=False
        )
        self.gone = list(payments.filter(spent).distinct())
        parts = PaymentAllocation.objects.filter(
            ended_on=None, payment__is_pending=False
        )
        self.parts = list(parts.select_related("payment__company").order_by("pk"))
        self.applications = list(
            Application.objects.filter(ended_on=None).order_by("pk")
        )
        self.bad_debts = list(WriteOff.objects.filter(kind="BAD_DEBT").order_by("pk"))

    def attempt(self, action: Callable[[], object]) -> None:
        """Do it, or be told why not: then nothing changed."""
        try:
            action()
        except DocumentError:
            assert_none(changed(self.rows, journal_rows(self.shop.company)))
        else:
            self.look()

    def day(self, back: int) -> date:
        return self.today - timedelta(days=back)

    @initialize(
        discounts=st.sampled_from([None, "4090"]),
        nets=st.lists(st.sampled_from(["1000.00", "100.00", "-20.00"]), max_size=4),
    )
    def open_books(self, *, discounts: str | None, nets: list[str]) -> None:
        account = discounts and self.shop.account(discounts)
        self.shop.change(discounts=account)
        if self.has_prior:
            set_cut_over(company=self.shop.company, first_day=CUT_OVER)
        for net in nets:
            self.counter.issue(net, OPENING)
        self.look()

    @invariant()
    def books_are_right(self) -> None:
        if self.is_proved:
            return
        company = self.shop.company
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for check in (entry_faults, balance_faults, undone_faults, identity_faults):
            assert_none(check(company))
        self.copies.check()
        before = journal_rows(company)
        refresh_all(company=company)
        self.rows = journal_rows(company)
        assert_none(changed(before, self.rows))
        self.is_proved = True


def pick(rows: Sequence[RowT], place: int) -> RowT:
    return rows[place % len(rows)]


def changed(before: Rows, after: Rows) -> Iterator[tuple[object, object]]:
    """What differs between two readings of the journal."""
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield before.get(key), after.get(key)


def assert_none(faults: Iterable[object]) -> None:
    found = list(faults)
    assert not found, found
