"""How far the set-up of a company is: each line is done once nothing of it is lacking.

A company whose lines are all done can sell, take a part payment and export.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting.formats.limits import Limit, account_limit
from accounting.models import AccountingSettings, GLAccount
from accounting.numbers import NumberReason, number_reason_of
from accounting.origins import Reason
from accounting.queries import settings_for
from accounting.services.accounts import unusable_reason
from catalog.models import Item
from companies.models import Company
from exports.queries import glimport_settings_for
from invoices.models import PaymentMethod
from taxes.models import Tax, TaxGroup

PAIRS = ["sale_debit", "sale_credit", "payment_debit", "payment_credit"]
SETTINGS = "accounting:settings"
CHART = "accounting:account_list"
TAXES = "taxes:tax_list"
METHODS = "invoices:method_list"
ITEMS = "catalog:item_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupStep:
    """A line of the list; `lacks` says what is to be done and where, empty once done."""

    title: str
    url: str
    lacks: tuple[Reason, ...]


class ItemAccounts(NamedTuple):
    """The accounts that answer for some items, and how many they are."""

    debit: int | None
    credit: int | None
    item_count: int


def setup_steps(company: Company, *, today: date) -> list[SetupStep]:
    """The steps by which a company's sales find their way to the file, in order."""
    firm = Firm(company, today)
    steps: list[tuple[str, str, Callable[[Firm], Iterable[Reason]]]] = [
        (_("Have an account for Plannit’s receivables"), CHART, _receivable),
        (_("Choose the accounts of sales and payments"), SETTINGS, _pairs),
        (_("Choose where surpluses and deposits go"), SETTINGS, _surpluses),
        (_("Give each tax its accounts and its rate"), TAXES, _taxes),
        (_("Add the tax groups of what you sell"), TAXES, _groups),
        (_("Say how your customers pay"), METHODS, _methods),
        (_("Give accounts to what you sell"), ITEMS, _items),
    ]
    return [_step(firm, *step) for step in steps]


def _step(
    firm: "Firm",
    title: str,
    page: str,
    look: Callable[["Firm"], Iterable[Reason]],
) -> SetupStep:
    lacks = tuple(look(firm))
    url = lacks[0].url if lacks else firm.at(page)
    return SetupStep(title=title, url=url, lacks=lacks)


class Firm:
    """A company with what several lines ask of it, read once."""

    def __init__(self, company: Company, today: date) -> None:
        self.company = company
        self.today = today
        self.settings = settings_for(company)

    @cached_property
    def chart(self) -> Mapping[int, GLAccount]:
        return GLAccount.objects.for_company(self.company).in_bulk()

    @cached_property
    def width(self) -> int:
        return glimport_settings_for(self.company).account_width

    @cached_property
    def taxes(self) -> list[Any]:
        """Each with `rate_count`, of the rates that have begun."""
        taxes = Tax.objects.for_company(self.company).order_by("code")
        in_force = Count("rates", filter=Q(rates__valid_from__lte=self.today))
        return list(taxes.annotate(rate_count=in_force))

    @cached_property
    def not_for_sales(self) -> set[int | None]:
        """The accounts that no sale may credit: others say what they hold."""
        settings = self.settings
        kept = {settings.deposits_id, settings.customer_credits_id}
        return {settings.sale_debit_id, *kept} | {
            tax.credit_account_id for tax in self.taxes
        }

    @cached_property
    def number_reason(self) -> NumberReason:
        return number_reason_of(self.company)

    def is_usable(self, account: GLAccount) -> bool:
        return not unusable_reason(account, self.number_reason)

    def at(self, page: str, *keys: int) -> str:
        return reverse(page, args=[self.company.slug, *keys])

    def label(self, name: str) -> str:
        """The name of one of the accounts of the settings."""
        label = AccountingSettings._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # noqa: SLF001 - _meta is Django's documented API
        return str(label)

    def refused(self, account_id: int | None, subject: str) -> Iterator[Reason]:
        """Why the file cannot have the account that is chosen for the subject."""
        if account_id is None:
            return
        account = self.chart[account_id]
        url = self.at("accounting:account_edit", account_id)
        if account_limit(account.number, self.width) is Limit.ACCOUNT_TOO_WIDE:
            url = self.at("exports:glimport_settings")
        if text := unusable_reason(account, self.number_reason):
            message = _("%(subject)s: %(reason)s")
            words = {"subject": capfirst(subject), "reason": text}
            yield Reason(text=message % words, url=url)


def _receivable(firm: Firm) -> Iterator[Reason]:
    asset = GLAccount.Category.ASSET
    receivable = firm.settings.sale_debit
    if receivable is None:
        assets = [row for row in firm.chart.values() if row.category == asset]
        yield Reason(
            text=_(
                "Create it in Acomba, in the category Assets, add it to the chart of"
                " accounts, then choose it as the debit account of sales."
            ),
            url=firm.at(SETTINGS if any(map(firm.is_usable, assets)) else CHART),
        )
    elif receivable.category != asset or not firm.is_usable(receivable):
        message = _(
            "Account %(number)s cannot hold receivables: it must be an asset, active"
            " and linked to no module."
        )
        yield Reason(
            text=message % {"number": receivable.number},
            url=firm.at("accounting:account_edit", receivable.pk),
        )


def _pairs(firm: Firm) -> Iterator[Reason]:
    settings = firm.settings
    chosen = {name: getattr(settings, f"{name}_id") for name in PAIRS}
    if missing := [firm.label(name) for name, pk in chosen.items() if pk is None]:
        message = _("Missing: %(accounts)s.")
        text = message % {"accounts": ", ".join(missing)}
        yield Reason(text=text, url=firm.at(SETTINGS))
    for name in ("sale_debit", "payment_debit"):
        yield from firm.refused(chosen[name], firm.label(name))
    label = firm.label("sale_credit")
    yield from _sale_account(firm, chosen["sale_credit"], label, firm.at(SETTINGS))
    debited, credited = settings.sale_debit, settings.payment_credit
    if debited and credited and debited.pk != credited.pk:
        message = _(
            "Sales debit %(sale)s and payments credit %(payment)s: an invoice and its"
            " payments need the same receivable. Choose it for both."
        )
        numbers = {"sale": debited.number, "payment": credited.number}
        yield Reason(text=message % numbers, url=firm.at(SETTINGS))


def _sale_account(
    firm: Firm, account_id: int | None, subject: str, url: str
) -> Iterator[Reason]:
    """Why sales cannot credit the account."""
    yield from firm.refused(account_id, subject)
    if account_id is not None and account_id in firm.not_for_sales:
        message = _(
            "%(subject)s: account %(number)s is that of what customers owe, of their"
            " money or of a tax. Choose a sales account."
        )
        number = firm.chart[account_id].number
        words = {"subject": capfirst(subject), "number": number}
        yield Reason(text=message % words, url=url)


def _surpluses(firm: Firm) -> Iterator[Reason]:
    settings = firm.settings
    if settings.customer_credits_id is None:
        text = _(
            "Choose the account of customer credits: a payment may bring more than is"
            " due, and what paid a void invoice stays the customer’s."
        )
        yield Reason(text=text, url=firm.at(SETTINGS))
    if settings.deposits_id is None and settings.only_when_paid:
        text = _(
            "Choose the account of customer deposits: a part payment stands there while"
            " its invoice waits to be paid in full."
        )
        yield Reason(text=text, url=firm.at(SETTINGS))
    for name in ("customer_credits", "deposits"):
        yield from firm.refused(getattr(settings, f"{name}_id"), firm.label(name))


def _taxes(firm: Firm) -> Iterator[Reason]:
    if not firm.taxes:
        text = _("There is no tax yet: add those that you collect.")
        yield Reason(text=text, url=firm.at(TAXES))
    for tax in firm.taxes:
        url = firm.at("taxes:tax_edit", tax.pk)
        if tax.debit_account_id is None or tax.credit_account_id is None:
            yield Reason(text=_("%(tax)s lacks an account.") % {"tax": tax}, url=url)
        if not tax.rate_count:
            yield Reason(text=_("%(tax)s has no rate today.") % {"tax": tax}, url=url)
        yield from _other_receivable(firm, tax.debit_account_id, tax.code, url)
        yield from firm.refused(tax.credit_account_id, tax.code)


def _other_receivable(
    firm: Firm, account_id: int | None, subject: str, url: str
) -> Iterator[Reason]:
    receivable = firm.settings.sale_debit
    if account_id is None or receivable is None or account_id == receivable.pk:
        return
    message = _(
        "%(subject)s debits %(account)s, and sales debit %(receivable)s: an invoice"
        " needs one receivable."
    )
    numbers = {
        "account": firm.chart[account_id].number,
        "receivable": receivable.number,
    }
    yield Reason(text=message % {"subject": subject, **numbers}, url=url)


def _groups(firm: Firm) -> Iterator[Reason]:
    groups = TaxGroup.objects.for_company(firm.company).order_by("name")
    rows = list(groups.annotate(tax_count=Count("members")))
    if not rows:
        text = _("There is no tax group yet: each line of an invoice has one.")
        yield Reason(text=text, url=firm.at(TAXES))
        return
    for group in rows:
        if not group.tax_count:
            url = firm.at("taxes:group_edit", group.pk)
            text = _("%(group)s has no tax: say how it treats each of them.")
            yield Reason(text=text % {"group": group}, url=url)
    if not any(group.province for group in rows) and _some_lack_a_group(firm):
        text = _(
            "No group is proposed for the province where you sell: name the province in"
            " the group of most of your sales."
        )
        yield Reason(text=text, url=firm.at("taxes:group_edit", rows[0].pk))


def _some_lack_a_group(firm: Firm) -> bool:
    """Whether something is sold, or will be, whose place alone can say the taxes."""
    items = Item.objects.for_company(firm.company).filter(is_archived=False)
    groups = set(items.order_by().values_list("tax_group", flat=True).distinct())
    return not groups or None in groups


def _methods(firm: Firm) -> Iterator[Reason]:
    settings = firm.settings
    methods = PaymentMethod.objects.for_company(firm.company).filter(is_active=True)
    rows = list(methods.order_by("name"))
    if not rows:
        text = _("There is no payment method in use yet: add how your customers pay.")
        yield Reason(text=text, url=firm.at(METHODS))
    for method in rows:
        if method.account_id is not None:
            yield from firm.refused(method.account_id, method.name)
        elif settings.payment_debit_id is None:
            text = _("%(method)s lacks an account.") % {"method": method}
            yield Reason(text=text, url=firm.at("invoices:method_edit", method.pk))
    if any(method.is_cash for method in rows):
        if settings.rounding_id is None:
            text = _(
                "Cash is rounded to five cents: choose the account of rounding"
                " differences."
            )
            yield Reason(text=text, url=firm.at(SETTINGS))
        yield from firm.refused(settings.rounding_id, firm.label("rounding"))


def _items(firm: Firm) -> Iterator[Reason]:
    found = _item_accounts(firm)
    url = firm.at(ITEMS)
    if not found:
        yield Reason(text=_("The catalogue is empty: add what you sell."), url=url)
    missing = sum(row.item_count for row in found if row.credit is None)
    if missing:
        text = ngettext(
            "%(count)s item has no credit account.",
            "%(count)s items have no credit account.",
            missing,
        )
        yield Reason(text=text % {"count": missing}, url=url)
    subject = _("what you sell")
    for pk in dict.fromkeys(row.debit for row in found):
        yield from _other_receivable(firm, pk, capfirst(subject), url)
    for pk in dict.fromkeys(row.credit for row in found):
        if pk != firm.settings.sale_credit_id:
            yield from _sale_account(firm, pk, subject, url)


def _item_accounts(firm: Firm) -> list[ItemAccounts]:
    """As `AccountRules` answers for each item that is sold."""
    settings = firm.settings
    is_blocked = settings.unmapped == AccountingSettings.Unmapped.BLOCK
    default = None if is_blocked else settings.sale_credit_id
    items = Item.objects.for_company(firm.company).filter(is_archived=False)
    rows = items.order_by().values_list(
        Coalesce(F("debit_account"), F("category__debit_account")),
        Coalesce(F("credit_account"), F("category__credit_account")),
    )
    return [
        ItemAccounts(debit=debit, credit=credit or default, item_count=count)
        for debit, credit, count in rows.annotate(count=Count("pk"))
    ]
