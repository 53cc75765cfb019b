from collections.abc import Collection, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting.models import GLAccount, JournalLine
from accounting.numbers import NumberReason, number_reason_of
from accounting.origins import Reason, find_subjects
from accounting.queries import settings_for
from accounting.roles import (
    WORDS,
    Use,
    clashes,
    left_on,
    left_sentence,
    proved_uses,
    taken_reason,
    uses,
    uses_of,
)
from accounting.services import guards
from accounting.services.guards import (
    RefusedError,
    check_is_free,
    check_values,
    columns,
)
from accounting.subjects import Role
from companies.models import Company, CompanyOwned
from companies.services import lock_company

REMAPPING_PAGE = "invoices:remapping"
NAMED = 10
"""How many of the rows that use an account a refusal names."""


class UnknownAccountError(RefusedError):
    """The company's chart of accounts has no such account."""


class UnusableAccountError(RefusedError):
    """Acomba refuses this account, or its file cannot hold the number."""


class SharedAccountError(RefusedError):
    """An account that is proved against documents would carry something else too."""


class NumberInUseError(RefusedError):
    """The number stands in a file that was produced, so it is fixed."""


@transaction.atomic
def save_account(*, account: GLAccount) -> GLAccount:
    """Add an account to the chart, or change it.

    What is mapped to an account that becomes unusable stays mapped: its entries stay
    out of the next batch, with the reason, until it is mended.
    """
    company = lock_company(account.company)
    account.number = account.number.strip()
    account.name = account.name.strip()
    check_values(account)
    numbers = GLAccount.objects.for_company(company)
    check_is_free(account, field="number", among=numbers)
    _check_number_may_change(account)
    account.save()
    return account


def find_account(*, company: Company, number: str) -> GLAccount:
    account = GLAccount.objects.for_company(company).filter(number=number).first()
    if account is None:
        message = _(
            "Account %(number)s is not in the chart of accounts: add it there first,"
            " or choose another."
        )
        raise UnknownAccountError(message % {"number": number})
    return account


def check_usable(account: GLAccount | None, *, label: str) -> None:
    """Refuse an account that Acomba or its file would; `label` says what it was for."""
    if account is None:
        return
    if reason := unusable_reason(account, number_reason_of(account.company)):
        raise UnusableAccountError(f"{label}: {reason}")


def check_for_document(account: GLAccount, *, label: str) -> None:
    """Refuse an account that a person chooses for one document alone."""
    check_usable(account, label=label)
    use = proved_uses(settings_for(account.company)).get(account.pk)
    if use is not None:
        reason = taken_reason(account.company, account.number, use)
        raise SharedAccountError(f"{label}: {reason}")


def check_accounts(row: CompanyOwned, *, checks_others: bool = True) -> None:
    """Refuse the row if an account that is chosen for it now cannot be used for that.

    One that became unusable since it was chosen does not stop the rest. What other
    rows use an account for is looked at unless the caller does so, for all of them.
    """
    kept = type(row)._default_manager.filter(pk=row.pk).first()  # noqa: SLF001 - Django's documented API
    chosen = [
        name
        for name, field in columns(row).items()
        if field.related_model is GLAccount
        and not (kept and getattr(kept, field.attname) == getattr(row, field.attname))
    ]
    for name in chosen:
        check_usable(getattr(row, name), label=guards.label(row, name))
    if checks_others:
        _check_not_shared(row, chosen)


def _check_not_shared(row: CompanyOwned, chosen: Collection[str]) -> None:
    own = uses_of(row)
    new = [use for use in own if use.column in chosen]
    if not new:
        return
    mine = {use.subject for use in own}
    others = uses(row.company, {use.account_id for use in new})
    known = [*own, *(use for use in others if use.subject not in mine)]
    for use in new:
        if found := clashes(use, known):
            raise _shared(row, use, found)
    asked = [
        use.account_id
        for use in new
        if asks_what_is_left(getattr(row, use.column), use.role)
    ]
    left = left_on(row.company, asked)
    for use in new:
        if found := clashes(use, left):
            raise _left(row, use, found)


def asks_what_is_left(account: GLAccount, role: Role) -> bool:
    """Leave accounts of revenue out: they were for nothing else before."""
    return role is not Role.OTHER or account.category != GLAccount.Category.REVENUE


def _left(row: CompanyOwned, use: Use, found: Sequence[Use]) -> SharedAccountError:
    company, number = row.company, getattr(row, use.column).number
    label = guards.label(row, use.column)
    if use.role is Role.OTHER:
        reason = taken_reason(company, number, found[0])
        return SharedAccountError(f"{label}: {reason}")
    text = left_sentence(company, number, found[0], use.role)
    page = reverse(REMAPPING_PAGE, args=[company.slug])
    named = [Reason(text=_("Accounts changed since"), url=page)]
    return SharedAccountError(f"{label}: {text}", named)


def _shared(row: CompanyOwned, use: Use, others: Sequence[Use]) -> SharedAccountError:
    """Another account is chosen here, or those that use it get another one first."""
    number, label = getattr(row, use.column).number, guards.label(row, use.column)
    proved = [other for other in others if other.role is not Role.OTHER]
    if proved:
        first = min(proved, key=lambda other: not other.subject.startswith("settings:"))
        reason = taken_reason(row.company, number, first)
        return SharedAccountError(f"{label}: {reason}")
    named, names = name_subjects(row.company, [other.subject for other in others])
    message = _(
        "%(label)s: account %(number)s is used by %(others)s. An account that carries"
        " %(carried)s carries nothing else: choose another here, or another there first."
    )
    words = {"label": label, "number": number, "carried": WORDS[use.role]}
    return SharedAccountError(message % {**words, "others": names}, named)


def name_subjects(
    company: Company, subjects: Sequence[str]
) -> tuple[list[Reason], str]:
    """The first of them with their pages, and all of them in words."""
    found = find_subjects(company, subjects[:NAMED])
    named = list(found.values())
    names = ", ".join(reason.text for reason in named)
    if more := len(subjects) - len(named):
        message = ngettext(
            "%(names)s and %(count)s other", "%(names)s and %(count)s others", more
        )
        names = message % {"names": names, "count": more}
    return named, names


def unusable_reason(account: GLAccount, number_reason: NumberReason) -> str:
    """Why the account cannot be chosen, and what to do; empty when it can."""
    if account.is_control:
        message = _(
            "Account %(number)s is linked to a module in Acomba; Acomba refuses entries"
            " imported into such accounts. Choose another, or create one for Plannit"
            " in Acomba and add it to the chart of accounts."
        )
    elif not account.is_active:
        message = _(
            "Account %(number)s is inactive; Acomba refuses entries in it. Choose"
            " another, or make it active again in Acomba and in the chart of accounts."
        )
    else:
        return number_reason(account.number)
    return message % {"number": account.number}


def account_warning(account: GLAccount, number_reason: NumberReason) -> str:
    """What the file would refuse of an account that the chart may have all the same.

    A whole chart comes in, with accounts that nothing here will ever use.
    """
    is_usable = account.is_active and not account.is_control
    reason = number_reason(account.number) if is_usable else ""
    if not reason:
        return ""
    return _("%(reason)s Until then it cannot be chosen.") % {"reason": reason}


def _check_number_may_change(account: GLAccount) -> None:
    old = GLAccount.objects.filter(pk=account.pk).first()
    if old is None or old.number == account.number:
        return
    exported = JournalLine.objects.filter(account=old, entry__was_exported=True)
    if exported.exists():
        message = _(
            "Account %(number)s stands in entries that were exported: its number is"
            " fixed. Its name may change; for another number, add an account."
        )
        raise NumberInUseError(message % {"number": old.number})
