"""Why a line has its account: its origin, such as `default:item:42`, in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.models import AccountingSettings
from accounting.subjects import SUBJECT_KINDS, SubjectKind
from companies.models import Company

LEVELS = ("missing", "default")
FREE_TEXT = "missing:text"
CHOSEN = "line"
SETTINGS_PAGE = "accounting:settings"
LINE_PAGE = "invoices:line_account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """`level` is empty when the rule of the subject itself answered."""

    level: str
    subject: str

    @property
    def kind(self) -> str:
        return self.subject.partition(":")[0]

    @property
    def key(self) -> str:
        return self.subject.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    text: str
    url: str = ""


def parse_origin(text: str) -> Origin:
    level, _colon, subject = text.partition(":")
    if level in LEVELS:
        return Origin(level=level, subject=subject)
    return Origin(level="", subject=text)


def explain_origins(company: Company, texts: Iterable[str]) -> dict[str, Reason]:
    """Say which rule chose the account; one query for each kind of subject."""
    origins = {text: parse_origin(text) for text in texts}
    subjects = find_subjects(company, {o.subject for o in origins.values()})
    return {
        text: Reason(
            text=_sentence(origin, subjects[origin.subject].text),
            url=subjects[origin.subject].url,
        )
        for text, origin in origins.items()
    }


def find_subjects(company: Company, subjects: Iterable[str]) -> dict[str, Reason]:
    """Give `item:42` as people call it, with the page where it is mapped."""
    keys: dict[str, list[str]] = defaultdict(list)
    found: dict[str, Reason] = {}
    for subject in subjects:
        kind, _colon, key = subject.partition(":")
        if kind in SUBJECT_KINDS:
            keys[kind].append(key)
        else:
            found[subject] = _own_subject(company, kind, key)
    for kind, ids in keys.items():
        names = _names(company, SUBJECT_KINDS[kind], ids)
        for key in ids:
            found[f"{kind}:{key}"] = _row_subject(company, kind, key, names)
    return found


def line_account_url(company: Company, line_id: int) -> str:
    """The page where an account is chosen for this one line of the journal."""
    return reverse(LINE_PAGE, args=[company.slug, line_id])


def _names(
    company: Company, kind: SubjectKind, ids: Iterable[str]
) -> Mapping[str, str]:
    rows = apps.get_model(kind.model)._default_manager.filter(company=company)  # noqa: SLF001 - Django's documented API
    return {str(row.pk): str(row) for row in rows.filter(pk__in=ids)}


def _row_subject(
    company: Company, kind: str, key: str, names: Mapping[str, str]
) -> Reason:
    if key not in names:
        return Reason(text=_("what is no longer there"))
    known = SUBJECT_KINDS[kind]
    return Reason(
        text=str(known.words) % {"name": names[key]},
        url=reverse(known.page, args=[company.slug, key]),
    )


def _own_subject(company: Company, kind: str, key: str) -> Reason:
    """What no row above the journal answers for: the settings and free text."""
    url = reverse(SETTINGS_PAGE, args=[company.slug])
    if kind == "settings":
        label = getattr(AccountingSettings, key).field.verbose_name
        text = _("“%(label)s” in the settings") % {"label": label}
        return Reason(text=text, url=url)
    if kind == "text":
        return Reason(text=_("lines without an item"), url=url)
    return Reason(text="")


def _sentence(origin: Origin, subject: str) -> str:
    if origin.subject == CHOSEN:
        return _("Chosen on the line of the document itself.")
    if not subject:
        return ""
    if origin.level == "missing":
        message = _("No account is chosen for %(subject)s.")
    elif origin.level == "default" and origin.kind == "method":
        message = _("The default account of payments: none is chosen for %(subject)s.")
    elif origin.level == "default":
        message = _("The default account of sales: none is chosen for %(subject)s.")
    else:
        message = _("The account chosen for %(subject)s.")
    return message % {"subject": subject}
