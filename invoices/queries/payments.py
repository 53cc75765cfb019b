"""The facts of payments and of applications."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Q

from accounting.journal.cents import ZERO
from invoices.models import (
    Application,
    CustomerCredit,
    Payment,
    PaymentAllocation,
    PaymentReturn,
)
from invoices.planning.facts import (
    ALLOCATION,
    APPLICATION,
    CREDIT,
    PAYMENT,
    AllocationFacts,
    ApplicationFacts,
    CreditFacts,
    InvoiceState,
    PaymentFacts,
    ReturnFacts,
)
from invoices.queries.books import Event, once_exported
from invoices.queries.documents import receivable
from invoices.queries.rule import Numbers, frozen_account, frozen_setting
from invoices.queries.spent import spent_of

States = Mapping[int, InvoiceState]
NUMBER_LENGTH = 20


def payments_of(invoice_ids: Collection[int]) -> list[int]:
    """The payments that pay one of these invoices, at least in part, or did."""
    rows = PaymentAllocation.objects.filter(
        invoice__in=invoice_ids, payment__is_pending=False
    )
    return list(rows.values_list("payment", flat=True).distinct())


def applications_of(invoice_ids: Collection[int]) -> list[int]:
    rows = Application.objects.filter(
        Q(invoice__in=invoice_ids) | Q(from_invoice__in=invoice_ids)
    )
    return list(rows.values_list("pk", flat=True))


def payment_facts(
    payment_ids: Collection[int], states: States, numbers: Numbers
) -> list[PaymentFacts]:
    """The payments with their allocations, whose invoices are all in `states`."""
    allocations = _allocations(payment_ids, states)
    returns = _returns(payment_ids, numbers)
    credits_ = _credits(payment_ids, numbers, returned=returns)
    left = once_exported({PAYMENT: payment_ids})
    payments = Payment.objects.filter(pk__in=payment_ids).order_by("pk")
    return [
        PaymentFacts(
            id=payment.pk,
            number=document_number(payment, allocations[payment.pk]),
            party=_party(payment, allocations[payment.pk]),
            received_on=payment.received_on,
            method=frozen_account(payment.account_id, numbers, payment.account_origin),
            deposits=frozen_setting(payment.deposits_account_id, numbers, "deposits"),
            allocations=tuple(allocations[payment.pk]),
            credits=tuple(credits_[payment.pk]),
            tip=payment.tip.amount,
            tips=frozen_setting(payment.tips_account_id, numbers, "tips"),
            rounding=payment.rounding.amount,
            rounding_account=frozen_setting(
                payment.rounding_account_id, numbers, "rounding"
            ),
            returned=returns.get(payment.pk),
            is_fixed=payment.is_prior
            or (PAYMENT, payment.pk, Event.PAYMENT.value) in left,
            is_prior=payment.is_prior,
        )
        for payment in payments.select_related("customer")
    ]


def document_number(payment: Payment, parts: list[AllocationFacts]) -> str:
    """The invoice it was for; a deposit goes by its reference, or a number of its own."""
    first = [part for part in parts if part.moved_from is None]
    if first:
        more = f"+{len(first) - 1}" if len(first) > 1 else ""
        return f"{first[0].invoice.number}{more}"
    fits = 0 < len(payment.reference) <= NUMBER_LENGTH
    return payment.reference if fits else f"DEP-{payment.pk}"


def _party(payment: Payment, parts: list[AllocationFacts]) -> str:
    return parts[0].invoice.party if parts else payment.customer.name


def _allocations(
    payment_ids: Collection[int], states: States
) -> Mapping[int, list[AllocationFacts]]:
    rows = list(
        PaymentAllocation.objects.filter(payment__in=payment_ids).order_by("pk")
    )
    left = once_exported({ALLOCATION: [row.pk for row in rows]})
    found: dict[int, list[AllocationFacts]] = defaultdict(list)
    for row in rows:
        found[row.payment_id].append(
            AllocationFacts(
                id=row.pk,
                invoice=states[row.invoice_id],
                amount=row.amount.amount,
                allocated_on=row.allocated_on,
                through_deposits=row.through_deposits,
                moved_from=row.moved_from_id,
                follows=row.follows,
                ended_on=row.ended_on,
                transfer_left=(ALLOCATION, row.pk, Event.TRANSFER.value) in left,
                application_left=(ALLOCATION, row.pk, Event.APPLICATION.value) in left,
            )
        )
    return found


def _credits(
    payment_ids: Collection[int], numbers: Numbers, *, returned: Collection[int]
) -> Mapping[int, list[CreditFacts]]:
    found: dict[int, list[CreditFacts]] = defaultdict(list)
    rows = list(CustomerCredit.objects.filter(payment__in=payment_ids).order_by("pk"))
    left = once_exported({CREDIT: [row.pk for row in rows]})
    spent = spent_of([row.pk for row in rows if row.payment_id in returned])
    for row in rows:
        found[row.payment_id or 0].append(
            CreditFacts(
                id=row.pk,
                account=frozen_account(row.account_id, numbers, row.account_origin),
                amount=row.amount.amount,
                opened_on=row.opened_on,
                freed_from=row.freed_from_id,
                follows=row.follows,
                transfer_left=(CREDIT, row.pk, Event.TRANSFER.value) in left,
                spent=spent.get(row.pk, ZERO),
            )
        )
    return found


def _returns(
    payment_ids: Collection[int], numbers: Numbers
) -> Mapping[int, ReturnFacts]:
    rows = PaymentReturn.objects.filter(payment__in=payment_ids)
    return {
        row.payment_id: ReturnFacts(
            id=row.pk,
            returned_on=row.returned_on,
            by_mistake=row.kind == PaymentReturn.Kind.MISTAKE,
            account=frozen_account(row.account_id, numbers, row.account_origin),
            fee=row.fee.amount,
            fee_account=frozen_setting(row.fee_account_id, numbers, "card_fees"),
            receivable=receivable(
                row.document.receivable_id if row.document else None, numbers
            ),
        )
        for row in rows.select_related("document")
    }


def application_facts(
    application_ids: Collection[int], states: States, numbers: Numbers
) -> list[ApplicationFacts]:
    rows = Application.objects.filter(pk__in=application_ids).order_by("pk")
    left = once_exported({APPLICATION: application_ids})
    return [
        ApplicationFacts(
            id=row.pk,
            invoice=states[row.invoice_id],
            giver=None if row.from_invoice_id is None else states[row.from_invoice_id],
            account=frozen_account(row.account_id, numbers, _origin(row)),
            amount=row.amount.amount,
            applied_on=row.applied_on,
            is_from_prior=_is_from_prior(row),
            through_deposits=row.through_deposits,
            ended_on=row.ended_on,
            transfer_left=(APPLICATION, row.pk, Event.TRANSFER.value) in left,
            application_left=(APPLICATION, row.pk, Event.APPLICATION.value) in left,
        )
        for row in rows.select_related("credit__payment", "from_invoice")
    ]


def _is_from_prior(application: Application) -> bool:
    """Return True if its money was in the books before the cut-over."""
    source = application.credit or application.from_invoice
    return source is not None and source.is_prior


def _origin(application: Application) -> str:
    credit = application.credit
    return "settings:deposits" if credit is None else credit.account_origin
