"""The journal of documents: their entries, kept in step with the facts and the rule."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from accounting.journal.plan import EntryPlan
from accounting.queries import settings_for
from companies.models import Company
from invoices.models import (
    Application,
    Invoice,
    InvoiceLine,
    InvoiceTax,
    Payment,
    PaymentAllocation,
)
from invoices.movements import sale_lines
from invoices.planning.applications import plan_application
from invoices.planning.documents import (
    CorrectionFacts,
    plan_correction,
    plan_sale,
    plan_void,
)
from invoices.planning.facts import (
    ALLOCATION,
    APPLICATION,
    CREDIT,
    CREDIT_NOTE,
    INVOICE,
    PAYMENT,
    RECLASSIFICATION,
    RETURN,
    WRITE_OFF,
    ApplicationFacts,
    InvoiceState,
    PaymentFacts,
    Rule,
)
from invoices.planning.payments import plan_payment
from invoices.planning.routing import route, route_application
from invoices.queries.chunks import chunks
from invoices.queries.corrections import corrections_of
from invoices.queries.documents import sale_facts, void_facts
from invoices.queries.payments import (
    States,
    application_facts,
    applications_of,
    payment_facts,
    payments_of,
)
from invoices.queries.revenue import current_accounts, never_left
from invoices.queries.rule import Numbers, account_numbers, rule_of
from invoices.queries.states import fresh_state, invoice_states
from invoices.services.entries import record_entries

Frozen = tuple[Invoice, Sequence[InvoiceLine], Sequence[InvoiceTax]]


def write_sales(*, company: Company, invoices: Iterable[Frozen]) -> None:
    """Write the entries of invoices that were just issued, and of nothing else."""
    rule = rule_of(settings_for(company))
    numbers = account_numbers(company)
    invoices = list(invoices)
    states = _new_states([invoice for invoice, _lines, _taxes in invoices], numbers)
    plans = [
        plan
        for invoice, lines, taxes in invoices
        for plan in plan_sale(
            states[invoice.pk],
            rule,
            sale_lines(sale_facts(invoice, lines, taxes, numbers)),
        )
    ]
    record_entries(company=company, plans=plans, sources={INVOICE: list(states)})


def _new_states(invoices: Sequence[Invoice], numbers: Numbers) -> States:
    """A replacement may be released with its original; any other has no past."""
    replacing = [invoice.pk for invoice in invoices if invoice.replaces_id]
    states = invoice_states(replacing, numbers) if replacing else {}
    fresh = (invoice for invoice in invoices if not invoice.replaces_id)
    return {**states, **{i.pk: fresh_state(i, numbers) for i in fresh}}


@dataclass(frozen=True, slots=True)
class _Connected:
    """Some invoices with everything that pays, credits or corrects them, routed."""

    invoice_ids: Collection[int]
    states: States
    payments: Sequence[PaymentFacts]
    applications: Sequence[ApplicationFacts]


def refresh_journal(
    *,
    company: Company,
    invoice_ids: Collection[int],
    payment_ids: Collection[int] = (),
) -> None:
    """Bring the entries of these invoices and of what pays them up to the facts.

    `payment_ids` are those that pay none of them. Call it inside the transaction that
    holds the company's lock, after each event.
    """
    rule = rule_of(settings_for(company))
    numbers = account_numbers(company)
    found = _connected(invoice_ids, payment_ids, rule, numbers)
    _save_ways(found)
    states = [found.states[pk] for pk in invoice_ids]
    plans = [plan for state in states for plan in plan_sale(state, rule)]
    plans += plan_voids(states, rule, numbers)
    corrections = list(corrections_of(invoice_ids, found.states))
    plans += [plan_correction(correction, rule) for correction in corrections]
    for payment in found.payments:
        plans += plan_payment(payment, rule)
    for application in found.applications:
        plans += plan_application(application, rule)
    record_entries(company=company, plans=plans, sources=_sources(found, corrections))


def refresh_all(*, company: Company) -> None:
    """Bring every entry not exported up to the rule, after the rule has changed."""
    numbered = Invoice.objects.for_company(company).numbered()
    for ids in chunks(numbered):
        refresh_journal(company=company, invoice_ids=ids)
    payments = Payment.objects.for_company(company).filter(is_pending=False)
    for ids in chunks(payments.filter(allocations=None)):
        refresh_journal(company=company, invoice_ids=(), payment_ids=ids)


def _connected(
    invoice_ids: Collection[int],
    payment_ids: Collection[int],
    rule: Rule,
    numbers: Numbers,
) -> _Connected:
    payment_ids = {*payments_of(invoice_ids), *payment_ids}
    application_ids = applications_of(invoice_ids)
    others = PaymentAllocation.objects.filter(payment__in=payment_ids)
    pairs = Application.objects.filter(pk__in=application_ids)
    concerned = {*invoice_ids, *others.values_list("invoice", flat=True)}
    concerned.update(pairs.values_list("invoice", flat=True))
    givers = pairs.filter(from_invoice__isnull=False)
    concerned.update(givers.values_list("from_invoice", flat=True))
    states = invoice_states(concerned, numbers)
    payments = payment_facts(payment_ids, states, numbers)
    applications = application_facts(application_ids, states, numbers)
    return _Connected(
        invoice_ids=invoice_ids,
        states=states,
        payments=[route(payment, rule) for payment in payments],
        applications=[route_application(one, rule) for one in applications],
    )


def plan_voids(
    states: Iterable[InvoiceState], rule: Rule, numbers: Numbers
) -> list[EntryPlan]:
    """The mirrors of the sales that are void, from where their revenue is now."""
    void = {state.id: state for state in states if state.voided_on}
    if not void:
        return []
    invoices = Invoice.objects.filter(pk__in=void).prefetch_related("lines", "taxes")
    places = current_accounts(
        line for invoice in invoices for line in invoice.lines.all()
    )
    return [
        plan
        for invoice in invoices
        for plan in plan_void(
            void[invoice.pk], rule, sale_lines(void_facts(invoice, places, numbers))
        )
    ]


def _sources(
    found: _Connected, corrections: Iterable[CorrectionFacts]
) -> dict[str, Collection[int]]:
    """Every row whose entries were planned: what no plan mentions is withdrawn."""
    payments = found.payments
    sources: dict[str, list[int]] = {
        INVOICE: list(found.invoice_ids),
        PAYMENT: [payment.id for payment in payments],
        ALLOCATION: [part.id for payment in payments for part in payment.allocations],
        CREDIT: [credit.id for payment in payments for credit in payment.credits],
        RETURN: [payment.returned.id for payment in payments if payment.returned],
        APPLICATION: [application.id for application in found.applications],
        RECLASSIFICATION: never_left(
            [pk for pk in found.invoice_ids if found.states[pk].voided_on]
        ),
        CREDIT_NOTE: [],
        WRITE_OFF: [],
    }
    for correction in corrections:
        sources[correction.source_kind].append(correction.id)
    return {kind: ids for kind, ids in sources.items() if ids}


def _save_ways(found: _Connected) -> None:
    """Keep which way each part of a payment, and each application, goes."""
    parts = [part for payment in found.payments for part in payment.allocations]
    for rows, facts in (
        (PaymentAllocation.objects.all(), parts),
        (Application.objects.all(), found.applications),
    ):
        for way in (True, False):
            ids = [fact.id for fact in facts if fact.through_deposits is way]
            changed = rows.filter(pk__in=ids, through_deposits=not way)
            changed.update(through_deposits=way)
