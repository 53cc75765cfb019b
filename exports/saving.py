"""The check of an export on what rows that were saved would put in a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from accounting.formats.descriptions import describe, fit_description
from accounting.formats.limits import Problem, account_limit
from accounting.formats.text import transliterate
from accounting.journal.dating import Event
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.journal.entry import JournalLine, Side
from accounting.models import GLAccount
from accounting.numbers import NumberReason
from accounting.origins import Reason, explain_origins, parse_origin
from accounting.roles import uses
from accounting.saving import Sample
from companies.models import Company
from exports.models import GLImportSettings
from exports.queries import Terms, find_aside, read_terms, words_in
from exports.reasons import explain_limit, limit_reason, other_reasons
from exports.respelling import respell

# A line without an item has no page of its own where an account could be missing.
USUAL_DEFAULT = "default:text"


def check_samples(company: Company, samples: Sequence[Sample]) -> Iterator[Reason]:
    """Everything at once: the accounts, the amounts, the characters, the width."""
    on = max(sample.on for sample in samples)
    terms = read_terms(company=company, through=on, produced_on=on)
    numbers = {account.pk: account.number for account in terms.chart.values()}
    found = (_entry(sample, numbers, terms) for sample in samples)
    entries = [entry for entry in found if entry is not None]
    yield from _origin_reasons(company, entries)
    for entry in entries:
        if aside := find_aside(entry, terms):
            yield from other_reasons(company, aside)
    for sample in samples:
        if sample.party:
            description = _description(sample, terms)
            for text in _text_changes(description, terms.profile.encoding):
                yield Reason(text=text)


def number_reason(company: Company) -> NumberReason:
    """Tell of numbers that the files of a company cannot hold."""
    width = _width(company)

    def reason(number: str) -> str:
        limit = account_limit(number, width)
        return explain_limit(Problem(limit, "", number)) if limit else ""

    return reason


def unfit_accounts(company: Company) -> Iterator[Reason]:
    """The accounts that rules use and the files cannot hold."""
    width, used = _width(company), {use.account_id for use in uses(company)}
    accounts = GLAccount.objects.for_company(company).filter(pk__in=used)
    for number in accounts.order_by("number").values_list("number", flat=True):
        if limit := account_limit(number, width):
            yield limit_reason(company, Problem(limit, "", number))


def _width(company: Company) -> int:
    """Read without writing: settings that have no row yet are the defaults."""
    kept = GLImportSettings.objects.for_company(company).first()
    return (kept or GLImportSettings(company=company)).account_width


def _origin_reasons(company: Company, entries: Iterable[FileEntry]) -> Iterator[Reason]:
    origins = dict.fromkeys(line.origin for entry in entries for line in entry)
    weak = [
        origin
        for origin in origins
        if parse_origin(origin).level and origin != USUAL_DEFAULT
    ]
    yield from dict.fromkeys(explain_origins(company, weak).values())


def _text_changes(description: str, encoding: str) -> Iterator[str]:
    for new in dict.fromkeys(respell(description, encoding)):
        message = _("In the file, “%(word)s” is spelled “%(in_file)s”.")
        yield message % {"word": new.word, "in_file": new.in_file}
    fitted = fit_description(description, encoding=encoding)
    if fitted != transliterate(description, encoding).strip():
        message = _("In the file, the description is cut: “%(text)s”.")
        yield message % {"text": fitted}


def _entry(
    sample: Sample, numbers: Mapping[int, str], terms: Terms
) -> FileEntry | None:
    """Each amount on both sides of its account: what balances it is not looked at."""
    lines = tuple(
        JournalLine(
            account=numbers[line.account_id] if line.account_id else None,
            side=side,
            amount=abs(line.amount),
            origin=line.origin,
        )
        for line in sample.lines
        if line.amount
        for side in Side
    )
    if not lines:
        return None
    text = _description(sample, terms)
    document = sample.document
    return FileEntry(date=sample.on, description=text, lines=lines, document=document)


def _description(sample: Sample, terms: Terms) -> str:
    return describe(
        event=Event.SALE,
        document=sample.document,
        party=sample.party,
        happened_on=sample.on,
        dated_on=sample.on,
        words=words_in(terms.language),
    )
