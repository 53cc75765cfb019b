"""What the preview of an export through a day says."""

from datetime import date

from exports.preview import Preview, preview_export
from tests.exports.journal import TODAY
from tests.invoices.shop import Shop


def preview_of(shop: Shop, through: date = TODAY) -> Preview:
    return preview_export(company=shop.company, through=through, produced_on=TODAY)


def behind(shop: Shop) -> list[tuple[str, list[str], list[str]]]:
    """The documents that stay out, why, and the pages that mend them."""
    return [
        (
            each.entry.document_number,
            [reason.text for reason in each.reasons],
            [reason.url for reason in each.reasons],
        )
        for each in preview_of(shop).behind
    ]


def defaults(shop: Shop) -> list[tuple[str, str, int]]:
    """What is sold on the default account, the page that maps it, and how often."""
    return [
        (use.subject.text, use.subject.url, use.line_count)
        for use in preview_of(shop).defaults
    ]
