"""What the dashboard shows: how far the set-up is, where entries and batches stand."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting.journal.cents import ZERO, to_cents
from accounting.models import AccountingSettings, GLAccount, JournalEntry, JournalLine
from accounting.queries import settings_for
from catalog.models import Item
from companies.models import Company
from exports.models import ExportBatch
from taxes.models import Tax

BATCHES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupStep:
    """A step of the set-up; `wanting` says what it still lacks, empty once done."""

    title: str
    page: str
    wanting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTotal:
    code: str
    label: str
    count: int
    amount: Decimal


def setup_steps(company: Company) -> list[SetupStep]:
    """The four steps by which a company's sales find their accounts."""
    settings = settings_for(company)
    settings.company = company  # or each step would ask for it
    steps: list[tuple[str, str, Callable[[AccountingSettings], str]]] = [
        (
            _("Have an account for Plannit’s receivables"),
            "accounting:account_list",
            _receivable_wanting,
        ),
        (
            _("Choose the accounts of sales and payments"),
            "accounting:settings",
            _pairs_wanting,
        ),
        (_("Give each tax its accounts"), "taxes:tax_list", _taxes_wanting),
        (_("Give accounts to what you sell"), "catalog:item_list", _items_wanting),
    ]
    return [
        SetupStep(title=title, page=page, wanting=wanting(settings))
        for title, page, wanting in steps
    ]


def _receivable_wanting(settings: AccountingSettings) -> str:
    receivable = settings.sale_debit
    if receivable is None:
        return _(
            "Create it in Acomba, in the category Assets, add it to the chart of"
            " accounts, then choose it as the debit account of sales."
        )
    is_asset = receivable.category == GLAccount.Category.ASSET
    if is_asset and receivable.is_active and not receivable.is_control:
        return ""
    message = _(
        "Account %(number)s cannot hold receivables: it must be an asset, active and"
        " linked to no module."
    )
    return message % {"number": receivable.number}


def _pairs_wanting(settings: AccountingSettings) -> str:
    names = ["sale_debit", "sale_credit", "payment_debit", "payment_credit"]
    fields = {field.name: field for field in settings._meta.fields}  # noqa: SLF001 - _meta is Django's documented API
    missing = [
        str(fields[name].verbose_name)
        for name in names
        if getattr(settings, f"{name}_id") is None
    ]
    if not missing:
        return ""
    return _("Missing: %(accounts)s.") % {"accounts": ", ".join(missing)}


def _taxes_wanting(settings: AccountingSettings) -> str:
    taxes = Tax.objects.for_company(settings.company).order_by("code")
    pairs = list(taxes.values_list("code", "debit_account", "credit_account"))
    if not pairs:
        return _("There is no tax yet: add those that you collect.")
    missing = [code for code, *accounts in pairs if None in accounts]
    if not missing:
        return ""
    return _("Missing for: %(taxes)s.") % {"taxes": ", ".join(missing)}


def _items_wanting(settings: AccountingSettings) -> str:
    no_answer = Q(credit_account=None) & (
        Q(category=None) | Q(category__credit_account=None)
    )
    items = Item.objects.for_company(settings.company).filter(is_archived=False)
    counts = items.aggregate(all=Count("pk"), missing=Count("pk", filter=no_answer))
    if not counts["all"]:
        return _("The catalogue is empty: add what you sell.")
    blocked = settings.unmapped == AccountingSettings.Unmapped.BLOCK
    if not counts["missing"] or (settings.sale_credit_id and not blocked):
        return ""
    return ngettext(
        "%(count)s item has no credit account.",
        "%(count)s items have no credit account.",
        counts["missing"],
    ) % {"count": counts["missing"]}


def entry_totals(company: Company) -> list[EntryTotal]:
    """Entries that are ready, that wait, and that lack an account; what they debit."""
    nowhere = JournalLine.objects.filter(entry=OuterRef("pk"), account=None)
    open_entries = JournalEntry.objects.for_company(company).filter(
        status__in=[JournalEntry.Status.READY, JournalEntry.Status.HELD]
    )
    totals = open_entries.annotate(is_missing=Exists(nowhere)).aggregate(
        **_total("ready", Q(status="READY", is_missing=False)),
        **_total("held", Q(status="HELD", is_missing=False)),
        **_total("missing", Q(is_missing=True)),
    )
    labels = {
        "ready": _("ready to export"),
        "held": _("held until they are paid"),
        "missing": _("with an account missing"),
    }
    return [
        EntryTotal(
            code=code,
            label=label,
            count=totals[f"{code}_count"],
            amount=to_cents(totals[f"{code}_amount"] or ZERO),
        )
        for code, label in labels.items()
    ]


def _total(code: str, condition: Q) -> dict[str, Count | Sum]:
    return {
        f"{code}_count": Count("pk", filter=condition, distinct=True),
        f"{code}_amount": Sum("lines__debit", filter=condition),
    }


def last_batches(company: Company) -> QuerySet[ExportBatch]:
    """The latest first."""
    batches = ExportBatch.objects.for_company(company)
    return batches.select_related("company")[:BATCHES_SHOWN]
