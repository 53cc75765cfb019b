"""What hypothesis may draw: entries that a GLImport file can hold."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from accounting.formats.profile import GLImportProfile
from accounting.journal.entry import JournalEntry
from tests.accounting.entries import credit, debit, make_entry

accounts = st.from_regex(r"[0-9]{1,7}", fullmatch=True)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


@st.composite
def entries(draw: st.DrawFn, *, few_accounts: bool = False) -> JournalEntry:
    """One debit line, one to four credit lines; few accounts come back often."""
    numbers = st.sampled_from(["1201", "4100"]) if few_accounts else accounts
    parts = draw(st.lists(st.integers(1, 20_000_000), min_size=1, max_size=4))
    lines = [credit(draw(numbers), _money(part)) for part in parts]
    return make_entry(
        debit(draw(numbers), _money(sum(parts))),
        *lines,
        description=draw(st.text(max_size=60)),
        on=draw(days),
    )


def profiles() -> st.SearchStrategy[GLImportProfile]:
    """Every variant of the layout, with accounts of up to seven digits."""
    return st.builds(
        GLImportProfile,
        encoding=st.sampled_from(["cp1252", "cp850", "ascii"]),
        trailing_blank_lines=st.integers(0, 2),
        length_line=st.booleans(),
        account_width=st.integers(7, 9),
        account_justify=st.sampled_from(["right", "left"]),
        header_width=st.integers(42, 44),
        entry_number=st.booleans(),
        decimal_mark=st.sampled_from([".", ","]),
        department_width=st.integers(0, 3),
    )


def _money(amount_in_cents: int) -> str:
    return str(Decimal(amount_in_cents) / 100)
