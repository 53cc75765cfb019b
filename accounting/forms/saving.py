from collections.abc import Callable

from django.forms import BaseForm
from django.utils.html import format_html, format_html_join

from accounting.services.guards import RefusedError


def is_saved(form: BaseForm, save: Callable[[], object]) -> bool:
    """Whether the form was sent, is good, and what it asks went through.

    A refusal is said on the form.
    """
    if not form.is_valid():
        return False
    try:
        save()
    except RefusedError as error:
        form.add_error(None, _with_links(error))
        return False
    return True


def _with_links(error: RefusedError) -> str:
    """The message, with each row that it names a link to its page."""
    parts: list[tuple[str]] = []
    rest = str(error)
    for row in error.named:
        before, name, rest = rest.partition(row.text)
        link = format_html('<a href="{}">{}</a>', row.url, name) if row.url else name
        parts += [(before,), (link,)]
    return format_html_join("", "{}", [*parts, (rest,)])
