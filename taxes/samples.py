from collections.abc import Iterable, Iterator
from datetime import date

from accounting.journal.cents import CENT
from accounting.saving import Sample, SampleLine
from taxes.models import Tax


def tax_sample(taxes: Iterable[Tax], on: date) -> Sample:
    """A cent of each of these taxes."""
    return Sample(on=on, lines=tuple(tax_lines(taxes)))


def tax_lines(taxes: Iterable[Tax]) -> Iterator[SampleLine]:
    for tax in taxes:
        origin = f"tax:{tax.pk}"
        level = "" if tax.credit_account_id else "missing:"
        yield SampleLine(tax.credit_account_id, f"{level}{origin}", CENT)
        if tax.debit_account_id is not None:
            yield SampleLine(tax.debit_account_id, origin, CENT)
