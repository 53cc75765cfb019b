from collections.abc import Collection, Iterable

from catalog.queries import Choice
from invoices.models import InvoiceLine, Reclassification
from invoices.planning.facts import RECLASSIFICATION
from invoices.queries.books import Event, once_exported


def current_accounts(lines: Iterable[InvoiceLine]) -> dict[int, Choice]:
    """Where the revenue of each line is now, by line id: reclassified, or as frozen."""
    lines = list(lines)
    places = {
        line.pk: Choice(account_id=line.revenue_account_id, origin=line.revenue_origin)
        for line in lines
    }
    moved = Reclassification.objects.filter(line__in=lines).order_by("pk")
    rows = list(moved.select_related("line__invoice"))
    void = {row.line.invoice_id for row in rows if row.line.invoice.voided_on}
    withdrawn = never_left(void)
    for row in rows:
        if row.pk not in withdrawn:
            places[row.line_id] = Choice(
                account_id=row.account_id, origin=row.account_origin
            )
    return places


def never_left(invoice_ids: Collection[int]) -> list[int]:
    """The reclassifications of these invoices that go with them when they are void.

    They never were in a batch, and of their line none after them was.
    """
    rows = Reclassification.objects.filter(line__invoice__in=invoice_ids)
    moved = list(rows.order_by("-pk").values_list("pk", "line"))
    left = once_exported({RECLASSIFICATION: [pk for pk, _line in moved]})
    in_books: set[int] = set()
    found = []
    for pk, line in moved:
        if (RECLASSIFICATION, pk, Event.RECLASSIFICATION.value) in left:
            in_books.add(line)
        elif line not in in_books:
            found.append(pk)
    return found
