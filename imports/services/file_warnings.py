"""What the next file would refuse, change or cut of what came in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import ngettext

from accounting.models import GLAccount
from accounting.numbers import number_reason_of
from accounting.origins import Reason
from accounting.saving import Sample, file_reasons
from accounting.services.accounts import account_warning
from catalog.models import Item
from catalog.samples import item_sample
from companies.models import Company
from imports.services.problems import Outcome
from invoices.models import Customer, Invoice
from invoices.samples import invoice_sample, tax_groups_of
from taxes.rates import rate_warnings

CHUNK = 500
SHOWN = 20


def file_warnings(
    *, company: Company, outcomes: Mapping[str, Outcome], on: date
) -> list[str]:
    """Each sentence once, the first of them, and how many more there are."""
    found = dict.fromkeys(_of_accounts(company, outcomes))
    for samples in _samples(company, outcomes, on):
        for reason in file_reasons(company, samples):
            found[reason.text] = None
    for reason in _of_customers(company, outcomes, on):
        found[reason.text] = None
    texts = list(found)
    if more := len(texts[SHOWN:]):
        message = ngettext(
            "%(count)s more warning of this kind.",
            "%(count)s more warnings of this kind.",
            more,
        )
        return [*texts[:SHOWN], message % {"count": more}]
    return texts


def _of_accounts(company: Company, outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    reason = number_reason_of(company)
    for ids in _saved(outcomes, "accounts"):
        for account in GLAccount.objects.filter(pk__in=ids).order_by("number"):
            if text := account_warning(account, reason):
                yield text


def _of_customers(
    company: Company, outcomes: Mapping[str, Outcome], on: date
) -> Iterator[Reason]:
    """The taxes without a rate that they would bear."""
    groups: set[int] = set()
    for ids in _saved(outcomes, "customers"):
        groups.update(tax_groups_of(Customer.objects.filter(pk__in=ids)))
    if groups:
        yield from rate_warnings(company, on, groups=groups)


def _samples(
    company: Company, outcomes: Mapping[str, Outcome], on: date
) -> Iterator[list[Sample]]:
    items = Item.objects.for_company(company).select_related("category")
    for ids in _saved(outcomes, "items"):
        rows = items.filter(pk__in=ids).order_by("pk")
        yield [item_sample(company, rows, on)]
    # What the books had before the cut-over is never in a file.
    invoices = Invoice.objects.for_company(company).filter(is_prior=False)
    for ids in _saved(outcomes, "invoices"):
        sold = invoices.filter(pk__in=ids).order_by("pk")
        sold = sold.prefetch_related("lines", "taxes")
        if samples := [invoice_sample(invoice, on) for invoice in sold]:
            yield samples


def _saved(outcomes: Mapping[str, Outcome], kind: str) -> Iterator[Sequence[int]]:
    saved = outcomes[kind].saved if kind in outcomes else []
    for start in range(0, len(saved), CHUNK):
        yield saved[start : start + CHUNK]
