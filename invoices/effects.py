"""What the entry of each document must do to one of its accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounting.models import JournalEntry
from companies.models import Company
from invoices.models import (
    Application,
    CreditNote,
    CustomerCredit,
    Forfeiture,
    Invoice,
    Payment,
    PaymentAllocation,
    PaymentReturn,
    Payout,
    Reclassification,
    Recovery,
    Refund,
    TipPayout,
    WriteOff,
)
from invoices.planning.facts import APPLICATION, INVOICE
from invoices.queries.in_books import IN_BOOKS
from invoices.queries.revenue import never_left

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Event = JournalEntry.Event
Rows = Callable[[Company], "QuerySet[Any]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Each of `rows` has an entry that moves the sum of `amounts` on `account`.

    It debits them, or `credits` them. One that gives back what it takes, from and to
    the same account, has no effect; a sale always has one.
    """

    label: "StrOrPromise"
    event: JournalEntry.Event
    rows: Rows
    account: str = "account"
    amounts: tuple[str, ...] = ("amount",)
    credits: bool = False
    name: str = "pk"

    def kind(self, company: Company) -> str:
        """The source of its entries, as the journal names it."""
        label: str = self.rows(company).model._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
        return label


def _sales(company: Company) -> "QuerySet[Invoice]":
    """What is owed for a returned payment is in the entry of its return."""
    issued = Invoice.objects.for_company(company).issued()
    return issued.exclude(kind=Invoice.Kind.RETURNED_PAYMENT)


def _voided_in_books(company: Company) -> "QuerySet[Invoice]":
    """Void invoices whose sale is in the books: their mirror is there too."""
    sales = JournalEntry.objects.for_company(company).living()
    sales = sales.filter(source_kind=INVOICE, event=Event.SALE)
    void = Invoice.objects.for_company(company).filter(status=Invoice.Status.VOID)
    return void.filter(pk__in=sales.values("source_id"))


def _payments(company: Company) -> "QuerySet[Payment]":
    """Those of today or before; what was a mistake may have left the journal."""
    rows = Payment.objects.for_company(company).filter(is_pending=False)
    return rows.exclude(returned__kind=PaymentReturn.Kind.MISTAKE)


def _parts(company: Company) -> "QuerySet[PaymentAllocation]":
    rows = PaymentAllocation.objects.filter(payment__company=company)
    in_force = rows.filter(ended_on=None, payment__is_pending=False)
    return in_force.filter(through_deposits=True)


def _applications(company: Company) -> "QuerySet[Application]":
    rows = Application.objects.for_company(company).filter(ended_on=None)
    return rows.filter(Q(credit__isnull=False) | Q(through_deposits=True))


def _moved_parts(company: Company) -> "QuerySet[PaymentAllocation]":
    rows = PaymentAllocation.objects.filter(payment__company=company)
    return rows.filter(ended_on=None, follows=True).annotate(
        credited=Case(
            When(through_deposits=True, then=F("payment__deposits_account")),
            default=F("invoice__receivable"),
        )
    )


def _freed_credits(company: Company) -> "QuerySet[CustomerCredit]":
    """Those whose money had left its payment, or was in deposits, when it was freed."""
    rows = CustomerCredit.objects.for_company(company).filter(freed_from__isnull=False)
    moved = rows.filter(Q(follows=True) | Q(freed_from__through_deposits=True))
    return moved.exclude(payment__returned__kind=PaymentReturn.Kind.MISTAKE)


def _passages(company: Company) -> "QuerySet[Application]":
    rows = Application.objects.for_company(company).filter(ended_on=None)
    return rows.filter(from_invoice__isnull=False, through_deposits=True)


def _undone(company: Company) -> "QuerySet[Application]":
    """Keep those that were in the books when they ended: the others are withdrawn."""
    entries = JournalEntry.objects.for_company(company).filter(IN_BOOKS)
    left = entries.filter(
        source_kind=APPLICATION, event__in=[Event.APPLICATION, Event.TRANSFER]
    )
    rows = Application.objects.for_company(company).filter(ended_on__isnull=False)
    return rows.filter(pk__in=left.values("source_id")).annotate(
        credited=Coalesce("from_invoice__receivable", "account")
    )


def _returns(company: Company) -> "QuerySet[PaymentReturn]":
    rows = PaymentReturn.objects.for_company(company)
    made = rows.filter(payment__is_pending=False)
    return made.exclude(kind=PaymentReturn.Kind.MISTAKE)


def _reclassifications(company: Company) -> "QuerySet[Reclassification]":
    """Those that are in the journal: void invoices withdraw what never left."""
    rows = Reclassification.objects.for_company(company)
    void = rows.filter(line__invoice__status=Invoice.Status.VOID)
    withdrawn = never_left(set(void.values_list("line__invoice", flat=True)))
    return rows.exclude(pk__in=withdrawn)


EFFECTS = (
    Effect(
        label=_("invoice"),
        event=Event.SALE,
        rows=_sales,
        account="receivable",
        amounts=("total",),
        name="number",
    ),
    Effect(
        label=_("void invoice"),
        event=Event.VOID,
        rows=_voided_in_books,
        account="receivable",
        amounts=("total",),
        credits=True,
        name="number",
    ),
    Effect(
        label=_("credit note"),
        event=Event.CREDIT_NOTE,
        rows=CreditNote.objects.for_company,
        account="invoice__receivable",
        amounts=("total",),
        credits=True,
        name="number",
    ),
    Effect(
        label=_("write-off"),
        event=Event.WRITE_OFF,
        rows=WriteOff.objects.for_company,
        account="invoice__receivable",
        credits=True,
    ),
    Effect(label=_("payment"), event=Event.PAYMENT, rows=_payments),
    Effect(
        label=_("payment taken back"),
        event=Event.RETURN,
        rows=_returns,
        amounts=("payment__amount", "fee"),
        credits=True,
    ),
    Effect(
        label=_("part of a payment"),
        event=Event.APPLICATION,
        rows=_parts,
        account="invoice__receivable",
        credits=True,
    ),
    Effect(label=_("application"), event=Event.APPLICATION, rows=_applications),
    Effect(
        label=_("moved part of a payment"),
        event=Event.TRANSFER,
        rows=_moved_parts,
        account="credited",
        credits=True,
    ),
    Effect(
        label=_("customer credit"),
        event=Event.TRANSFER,
        rows=_freed_credits,
        credits=True,
    ),
    Effect(
        label=_("application through deposits"),
        event=Event.TRANSFER,
        rows=_passages,
        credits=True,
    ),
    Effect(
        label=_("undone application"),
        event=Event.UNAPPLIED,
        rows=_undone,
        account="credited",
        credits=True,
    ),
    Effect(
        label=_("refund"),
        event=Event.REFUND,
        rows=Refund.objects.for_company,
        credits=True,
    ),
    Effect(
        label=_("deposit kept"),
        event=Event.FORFEITURE,
        rows=Forfeiture.objects.for_company,
        account="credit__account",
    ),
    Effect(
        label=_("recovery of a bad debt"),
        event=Event.RECOVERY,
        rows=Recovery.objects.for_company,
    ),
    Effect(
        label=_("payout of a processor"),
        event=Event.PAYOUT,
        rows=Payout.objects.for_company,
        account="clearing_account",
        amounts=("gross",),
        credits=True,
    ),
    Effect(
        label=_("tips handed over"),
        event=Event.TIP_PAYOUT,
        rows=TipPayout.objects.for_company,
        credits=True,
    ),
    Effect(
        label=_("reclassification"),
        event=Event.RECLASSIFICATION,
        rows=_reclassifications,
        credits=True,
    ),
)
