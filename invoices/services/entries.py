"""How services write entries: never before the cut-over once its list is signed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Q

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine
from accounting.journal.plan import EntryPlan
from accounting.models import JournalEntry
from accounting.queries import settings_for
from accounting.services.journal import record_plans
from companies.models import Company, CompanyOwned
from invoices.planning.facts import is_before_cut_over
from invoices.queries.rule import rule_of
from invoices.services.refusals import check_old_books_open


def record_entries(
    *,
    company: Company,
    plans: Sequence[EntryPlan],
    sources: Mapping[str, Collection[int]],
) -> None:
    """Bring the journal to the plans; refuse what would change a signed opening list."""
    prior = [plan for plan in plans if plan.is_prior]
    settings = settings_for(company) if prior else None
    if settings is not None and settings.cut_over_signed_on is not None:
        known = _known(company, prior)
        for plan in prior:
            if plan.key not in known:
                check_old_books_open(settings, plan.happened_on)
    record_plans(company=company, plans=plans, sources=sources)


def _known(company: Company, plans: Sequence[EntryPlan]) -> set[tuple[str, int, str]]:
    """The events of the plans that have an entry already."""
    named = Q(pk=None)
    for kind in {plan.source_kind for plan in plans}:
        ids = [plan.source_id for plan in plans if plan.source_kind == kind]
        named |= Q(source_kind=kind, source_id__in=ids)
    entries = JournalEntry.objects.for_company(company).filter(named)
    return set(entries.values_list("source_kind", "source_id", "event"))


def write_entry(  # noqa: PLR0913 - an entry has this many sides
    document: CompanyOwned,
    event: Event,
    *,
    number: str,
    party: str,
    on: date,
    lines: tuple[JournalLine, ...],
    is_of_old_books: bool = False,
) -> None:
    """Write the entry of an event that waits for nothing: it is ready on its day.

    `is_of_old_books`: what it acts on was in the books before the cut-over.
    """
    company = document.company
    kind = document._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
    rule = rule_of(settings_for(company))
    plan = EntryPlan(
        source_kind=kind,
        source_id=document.pk,
        event=event,
        document_number=number,
        party=party,
        happened_on=on,
        ready_on=on,
        lines=lines,
        is_prior=is_of_old_books and is_before_cut_over(on, rule),
    )
    record_entries(company=company, plans=[plan], sources={kind: [document.pk]})
