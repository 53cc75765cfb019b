from collections.abc import Iterable

from catalog.queries import Choice
from invoices.models import InvoiceLine, Reclassification


def current_accounts(lines: Iterable[InvoiceLine]) -> dict[int, Choice]:
    """Where the revenue of each line is now, by line id: reclassified, or as frozen."""
    lines = list(lines)
    places = {
        line.pk: Choice(account_id=line.revenue_account_id, origin=line.revenue_origin)
        for line in lines
    }
    moved = Reclassification.objects.filter(line__in=lines).order_by("pk")
    for row in moved:
        places[row.line_id] = Choice(
            account_id=row.account_id, origin=row.account_origin
        )
    return places
