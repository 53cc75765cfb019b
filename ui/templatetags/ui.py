from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from djmoney.money import Money

from ui import dates
from ui.choices import empty_choices_of

register = template.Library()


@register.filter
def money(value: Money | Decimal | None) -> str:
    """An amount as the reader's language writes it: `1 234,50 $`; nothing for none."""
    if value in (None, ""):
        return ""
    if not isinstance(value, Money):
        value = Money(value, settings.DEFAULT_CURRENCY)
    return str(value)


@register.filter
def long_date(day: date | None) -> str:
    """A date as a sentence carries it; nothing for none."""
    return dates.long_date(day) if day else ""


@register.filter
def long_moment(moment: datetime | None) -> str:
    return dates.long_moment(moment) if moment else ""


@register.simple_tag
def status_badge(sign: str, word: str) -> SafeString:
    """A state as a word, with the colour of its `Sign`: needs-you, waits, done, neutral."""
    return format_html(
        '<span class="status status-{}">{}</span>', sign.lower().replace("_", "-"), word
    )


@register.simple_tag
def form_key() -> SafeString:
    """A key of this showing of a form: sent twice, it is done once."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid4())


@register.inclusion_tag("ui/_nav_link.html", takes_context=True)
def nav_link(
    context: template.Context, name: str, label: str, sections: str = ""
) -> dict[str, Any]:
    """A link of a menu to a page of the company, marked where the reader stands.

    `sections` are the beginnings of the names of its pages; without them it is marked
    on the pages of the same noun: `app:noun_edit` for `app:noun_list`.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.view_name if match else ""
    noun = f"{name.removesuffix('_list')}_" if name.endswith("_list") else name
    return {
        "url": reverse(name, args=[context["company"].slug]),
        "label": label,
        "is_current": here.startswith(tuple(sections.split()) or noun),
    }


@register.simple_tag(takes_context=True)
def document_url(context: template.Context, entry: Any) -> str:
    """The page of what an entry comes from; empty when it has none of its own.

    By convention: `app.model` has its page at the address named `app:model_detail`.
    """
    name = f"{entry.source_kind.replace('.', ':')}_detail"
    try:
        return reverse(name, args=[context["company"].slug, entry.source_id])
    except NoReverseMatch:
        return ""


@register.inclusion_tag("ui/_empty_choices.html", takes_context=True)
def empty_choices(context: template.Context, form: BaseForm) -> dict[str, Any]:
    """Say what cannot be chosen for want of rows, and where one is added or asked for."""
    can = context.get("can") or {}
    return {
        "empties": [
            {
                "words": known.words,
                "link": known.link,
                "ask": bool(known.page),
                "url": reverse(known.page, args=[context["company"].slug])
                if known.page and can.get(known.capability)
                else "",
            }
            for known in empty_choices_of(form)
        ]
    }
