"""The entries of applications: an invoice paid with money that was already here."""

from dataclasses import replace
from datetime import date

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine
from accounting.journal.movements import Account
from accounting.journal.plan import EntryPlan
from invoices.movements import moved_lines
from invoices.planning.facts import (
    APPLICATION,
    ApplicationFacts,
    InvoiceState,
    Rule,
    is_before_cut_over,
    released_on,
)


def applied_on(invoice: InvoiceState, happened_on: date, rule: Rule) -> date | None:
    """With the sale it pays; the day the switch was moved, when that freed it."""
    if rule.only_when_paid or invoice.never_waits:
        released = released_on(invoice, rule)
        return released and max(released, happened_on)
    freed = max(rule.changed_on or invoice.issued_on, invoice.issued_on)
    if invoice.settled_on is not None:
        freed = min(freed, invoice.settled_on)
    return max(freed, happened_on)


def plan_application(application: ApplicationFacts, rule: Rule) -> list[EntryPlan]:
    """The entries of a routed application, or what undoes those that have left.

    Those of before the cut-over are in the old books, between documents that are.
    """
    old = application.is_from_prior and application.invoice.is_prior
    was_old = old and is_before_cut_over(application.applied_on, rule)
    if application.ended_on is None:
        plans = _plan_applied(application, rule)
    elif was_old:
        undone = replace(application, application_left=True)
        plans = _plan_applied(application, rule)
        plans += _plan_undone(undone, application.ended_on)[-1:]
    else:
        plans = _plan_undone(application, application.ended_on)
    return [
        replace(plan, is_prior=old and is_before_cut_over(plan.happened_on, rule))
        for plan in plans
    ]


def _plan_applied(application: ApplicationFacts, rule: Rule) -> list[EntryPlan]:
    happened_on, invoice = application.applied_on, application.invoice
    plans = [
        _plan(
            application,
            Event.APPLICATION,
            happened_on,
            applied_on(invoice, happened_on, rule),
            moved_lines(_source(application), invoice.receivable, application.amount),
        )
    ]
    if application.through_deposits and application.giver is not None:
        plans.append(_plan_passage(application, application.giver))
    return plans


def _source(application: ApplicationFacts) -> Account:
    """The account an application debits: the giver's receivable when it goes direct."""
    if application.giver is None or application.through_deposits:
        return application.account
    return application.giver.receivable


def _plan_passage(application: ApplicationFacts, giver: InvoiceState) -> EntryPlan:
    happened_on = application.applied_on
    lines = moved_lines(giver.receivable, application.account, application.amount)
    return _plan(application, Event.TRANSFER, happened_on, happened_on, lines)


def _plan_undone(application: ApplicationFacts, ended_on: date) -> list[EntryPlan]:
    """What was in a batch is undone on its day; the rest is withdrawn."""
    giver, account = application.giver, application.account
    back = account if giver is None else giver.receivable
    plans: list[EntryPlan] = []
    if application.application_left:
        undone, where = Event.APPLICATION, application.invoice.receivable
        if application.through_deposits and giver is not None:
            plans.append(_plan_passage(application, giver))
    elif application.transfer_left:
        undone, where = Event.TRANSFER, account
    else:
        return []
    lines = moved_lines(where, back, application.amount)
    plans.append(
        _plan(application, Event.UNAPPLIED, ended_on, ended_on, lines, undone=undone)
    )
    return plans


def _plan(
    application: ApplicationFacts,
    event: Event,
    happened_on: date,
    ready_on: date | None,
    lines: tuple[JournalLine, ...],
    *,
    undone: Event | None = None,
) -> EntryPlan:
    return EntryPlan(
        source_kind=APPLICATION,
        source_id=application.id,
        event=event,
        document_number=application.invoice.number,
        party=application.invoice.party,
        happened_on=happened_on,
        ready_on=ready_on,
        lines=lines,
        reverses=(APPLICATION, application.id, undone.value) if undone else None,
    )
