"""Which rules use an account, and what each makes it carry."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, Q, QuerySet, Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.fields import WholeCents
from accounting.models import AccountingSettings, GLAccount, JournalEntry, JournalLine
from accounting.origins import CHOSEN, find_subjects, parse_origin
from accounting.queries import settings_for
from accounting.subjects import SUBJECT_KINDS, Role
from companies.models import Company, CompanyOwned

OF_SETTINGS = {
    "sale_debit": Role.RECEIVABLE,
    "payment_credit": Role.RECEIVABLE,
    "deposits": Role.ADVANCES,
    "customer_credits": Role.ADVANCES,
}
WORDS = {
    Role.RECEIVABLE: gettext_lazy("what customers owe"),
    Role.ADVANCES: gettext_lazy("the deposits and credits of customers"),
    Role.TAXES: gettext_lazy("taxes to hand over"),
}


class Use(NamedTuple):
    """An account in a column of a rule; `subject` tells the rule as an origin does.

    Without a column: the rule put something there that the journal still has.
    """

    account_id: int
    role: Role
    subject: str
    column: str


def uses_of(row: CompanyOwned) -> list[Use]:
    """The accounts of a row of rules, as they are now, saved or not."""
    if isinstance(row, AccountingSettings):
        found = [
            (name, OF_SETTINGS.get(name, Role.OTHER), f"settings:{name}")
            for name in _account_columns(row)
        ]
    else:
        kind = next(
            name
            for name, each in SUBJECT_KINDS.items()
            if apps.get_model(each.model) is type(row)
        )
        columns = SUBJECT_KINDS[kind].columns
        found = [(name, role, f"{kind}:{row.pk}") for name, role in columns.items()]
    return [
        Use(account_id=account, role=role, subject=subject, column=name)
        for name, role, subject in found
        if (account := getattr(row, f"{name}_id")) is not None
    ]


def uses(company: Company, account_ids: Collection[int] | None = None) -> Iterator[Use]:
    """The accounts that the rules of a company use; of these alone, if given."""
    rows: list[CompanyOwned] = [settings_for(company)]
    for kind in SUBJECT_KINDS.values():
        if not kind.columns:
            continue
        mapped = _of_company(kind.model, company)
        if account_ids is not None:
            chosen = [Q(**{f"{name}__in": account_ids}) for name in kind.columns]
            mapped = mapped.filter(reduce(or_, chosen))
        rows += mapped
    for row in rows:
        for use in uses_of(row):
            if account_ids is None or use.account_id in account_ids:
                yield use


def left_on(company: Company, account_ids: Collection[int]) -> list[Use]:
    """Sum what the journal still has on these accounts, by its kind."""
    entries = JournalEntry.objects.for_company(company).living()
    lines = JournalLine.objects.filter(entry__in=entries, account__in=account_ids)
    net = WholeCents(Sum(F("debit") - F("credit")))
    rows = lines.order_by().values_list("account", "origin").annotate(net=net)
    sums: dict[tuple[int, Role], int] = defaultdict(int)
    subjects: dict[tuple[int, Role], str] = {}
    for account, origin, cents in rows:
        role = _role_of(origin)
        if account is not None and role is not None:
            sums[account, role] += cents
            subjects[account, role] = rule_of(origin)
    return [
        Use(account, role, subjects[account, role], "")
        for (account, role), cents in sums.items()
        if cents
    ]


def proved_uses(settings: AccountingSettings) -> dict[int, Use]:
    """By account: the setting or the tax with which nothing else may share it."""
    found = uses_of(settings)
    for name, kind in SUBJECT_KINDS.items():
        for column, role in kind.columns.items():
            if role is Role.TAXES:
                rows = _of_company(kind.model, settings.company)
                chosen = rows.filter(**{f"{column}__isnull": False})
                for pk, account in chosen.values_list("pk", column):
                    found.append(Use(account, role, f"{name}:{pk}", column))
    return proved_of(found)


def proved_of(found: Sequence[Use]) -> dict[int, Use]:
    """By account: the first use that allows no other."""
    proved = [use for use in found if use.role is not Role.OTHER]
    return {use.account_id: use for use in reversed(proved)}


def clashes(chosen: Use, others: Iterable[Use]) -> list[Use]:
    """The uses of its account for another thing than it is chosen for."""
    return [
        use
        for use in others
        if use.account_id == chosen.account_id and use.role is not chosen.role
    ]


def clash_of(
    account_id: int | None, origin: str, proved: Mapping[int, Use]
) -> Role | None:
    """What an account carries already, that a line of this origin may not be put on."""
    use, role = proved.get(account_id or 0), _role_of(origin)
    return use.role if use and role and use.role is not role else None


def rule_of(origin: str) -> str:
    """The subject of the rule that chose: what is sold on the default, by the settings."""
    found = parse_origin(origin)
    is_sold = found.level == "default" and found.kind != "method"
    return "settings:sale_credit" if is_sold else found.subject


def _role_of(origin: str) -> Role | None:
    """What a line of this origin carries; no rule's debit but the settings' is a line."""
    found = parse_origin(origin)
    if found.kind == "settings":
        return OF_SETTINGS.get(found.key, Role.OTHER)
    if found.kind in (CHOSEN, "text"):
        return Role.OTHER
    kind = SUBJECT_KINDS.get(found.kind)
    roles = kind.columns.values() if kind else ()
    return next((role for role in roles if role is not Role.RECEIVABLE), None)


def debits_elsewhere(company: Company, receivable: GLAccount) -> Iterator[str]:
    """What items, categories and taxes debit instead of the receivable: its subjects."""
    for name, kind in SUBJECT_KINDS.items():
        for column, role in kind.columns.items():
            if role is Role.RECEIVABLE:
                rows = _of_company(kind.model, company)
                chosen = rows.filter(**{f"{column}__isnull": False})
                ids = chosen.exclude(**{column: receivable}).values_list(
                    "pk", flat=True
                )
                yield from (f"{name}:{pk}" for pk in ids)


def taken_reason(company: Company, number: str, use: Use) -> str:
    """Why an account that one rule uses is not for another, and what to do."""
    message = _(
        "Account %(number)s carries %(carried)s (%(rule)s), and nothing else: choose"
        " another account."
    )
    rule = find_subjects(company, [use.subject])[use.subject].text
    names = {"number": number, "carried": WORDS[use.role], "rule": rule}
    return message % names


def left_sentence(company: Company, number: str, left: Use, carried: Role) -> str:
    """Why an account with something on it is not for what is proved; what to do."""
    rule = find_subjects(company, [left.subject])[left.subject].text
    message = _(
        "the journal still has on account %(number)s what %(rule)s put there. An account"
        " that carries %(carried)s carries nothing else: choose another account, or"
        " reapply or reclassify what was sold first."
    )
    names = {"number": number, "carried": WORDS[carried]}
    return message % {**names, "rule": rule or _("a line without an item")}


def shared_sentence(rule: str, number: str, carried: Role) -> str:
    """Why what a rule is for may not go on the account that it gives, and what to do."""
    message = _(
        "%(rule)s is on account %(number)s, which carries %(carried)s and nothing else:"
        " choose another account there."
    )
    words = {"rule": capfirst(rule), "number": number, "carried": WORDS[carried]}
    return message % words


def _account_columns(settings: AccountingSettings) -> Iterator[str]:
    for field in settings._meta.fields:  # noqa: SLF001 - _meta is Django's documented API
        if field.related_model is GLAccount:
            yield field.name


def _of_company(model: str, company: Company) -> "QuerySet[Any]":
    manager: Any = apps.get_model(model)._default_manager  # noqa: SLF001 - Django's documented API
    rows: QuerySet[Any] = manager.filter(company=company).order_by("pk")
    return rows
