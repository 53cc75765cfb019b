from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.report import Linked, Value
from ui.templatetags.ui import money

register = template.Library()


@register.simple_tag
def report_cell(value: Value) -> SafeString:
    """A cell of a report, written as its kind is: amounts and counts to the right."""
    if isinstance(value, Linked):
        return format_html('<td><a href="{}">{}</a></td>', value.url, value.text)
    if isinstance(value, Decimal):
        return format_html('<td class="amount">{}</td>', money(value))
    if isinstance(value, date):
        return format_html('<td class="amount">{}</td>', date_format(value))
    if isinstance(value, int):
        return format_html('<td class="amount">{}</td>', value)
    return format_html("<td>{}</td>", value or "")
