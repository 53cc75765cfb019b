"""What is sold on an account that is none of revenue: said when it is saved."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounting.journal.cents import CENT
from accounting.models import AccountingSettings, GLAccount
from accounting.origins import Reason, find_subjects
from accounting.queries import settings_for
from accounting.roles import (
    clash_of,
    proved_uses,
    rule_of,
    shared_sentence,
    uses_of,
)
from accounting.saving import Sample, SampleLine
from companies.models import Company

REVENUE = GLAccount.Category.REVENUE
SOLD = ("sale_credit", "interest")


def settings_sample(settings: AccountingSettings, on: date) -> Sample:
    """A cent on each of its accounts."""
    lines = (
        SampleLine(use.account_id, use.subject, CENT, is_sold=use.column in SOLD)
        for use in uses_of(settings)
    )
    return Sample(on=on, lines=tuple(lines))


def check_sold(company: Company, samples: Sequence[Sample]) -> Iterator[Reason]:
    """Tell each rule that gives what is sold an account of another category."""
    sold = dict.fromkeys(
        (line.account_id, line.origin)
        for sample in samples
        for line in sample.lines
        if line.is_sold and line.account_id is not None
    )
    ids = {account_id for account_id, _origin in sold}
    accounts = GLAccount.objects.for_company(company).exclude(category=REVENUE)
    others = accounts.in_bulk(ids) if ids else {}
    if not others:
        return
    proved = proved_uses(settings_for(company))
    subjects = find_subjects(company, {rule_of(origin) for _id, origin in sold})
    said: dict[Reason, None] = {}
    for account_id, origin in sold:
        account = others.get(account_id or 0)
        if account is None:
            continue
        rule = subjects[rule_of(origin)]
        name = rule.text or _("a line without an item")
        if carried := clash_of(account_id, origin, proved):
            text = shared_sentence(name, account.number, carried)
        else:
            text = _category_sentence(name, account)
        said[Reason(text=text, url=rule.url)] = None
    yield from said


def _category_sentence(name: str, account: GLAccount) -> str:
    message = _(
        "%(rule)s credits account %(account)s, of the category “%(category)s”. What is"
        " sold is usually on an account of the category “%(usual)s”: check it."
    )
    words = {"rule": capfirst(name), "account": account}
    categories = {
        "category": account.get_category_display(),
        "usual": REVENUE.label,
    }
    return message % {**words, **categories}
