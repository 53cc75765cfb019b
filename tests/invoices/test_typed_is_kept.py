"""Whatever is typed, it is what is billed, and a correction of nothing changes nothing."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from accounting.journal.cents import ZERO, to_cents
from invoices.models import Invoice
from invoices.services.correcting import duplicate_invoice, start_correction
from invoices.verification import document_faults
from tests.invoices.counter import Counter
from tests.invoices.shop import lines_of
from tests.invoices.test_remainders import few, fractions, undone
from tests.invoices.test_scenarios_typed import DAY, LATER, told, type_draft


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as a person types it; `off` is in cents, `percent` a fraction."""

    price: Decimal
    quantity: Decimal
    group: str
    off: int
    percent: Decimal | None

    @property
    def gross(self) -> Decimal:
        return to_cents(self.price * self.quantity)

    @property
    def discount(self) -> Decimal:
        if self.gross <= 0:
            return ZERO
        if self.percent is not None:
            return to_cents(self.gross * self.percent)
        return min(Decimal(self.off) / 100, self.gross)


def hundredths(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(1, most).map(lambda cents: Decimal(cents) / 100)


percents = st.one_of(
    st.none(), st.integers(1, 10_000).map(lambda n: Decimal(n) / 10_000)
)
lines = st.builds(
    Typed,
    price=hundredths(20_000),
    quantity=st.sampled_from(["1", "1", "3", "2.333", "-1", "0.5"]).map(Decimal),
    group=st.sampled_from(["TPS+TVQ", "TPS+TVQ", "TPS", "TVH ON", "Détaxé", "Exonéré"]),
    off=st.one_of(st.just(0), st.integers(1, 2_000)),
    percent=percents,
)
sales = st.lists(lines, min_size=1, max_size=4)


def typed_total(sold: list[Typed], off: Decimal, percent: Decimal | None) -> Decimal:
    nets = [line.gross - line.discount for line in sold]
    whole = sum((net for net in nets if net > 0), ZERO)
    discount = off if percent is None else to_cents(whole * percent)
    assume(discount <= whole)
    return sum(nets, ZERO) - discount


def draft_of(
    counter: Counter,
    sold: list[Typed],
    *,
    inside: bool,
    off: Decimal,
    percent: Decimal | None,
    after: Invoice | None,
) -> Invoice:
    shop = counter.shop
    draft = type_draft(
        counter,
        *(
            shop.line(
                str(line.price),
                group=line.group,
                quantity=line.quantity,
                discount=ZERO if line.percent and line.gross > 0 else line.discount,
                discount_rate=line.percent if line.gross > 0 else None,
            )
            for line in sold
        ),
        inside=inside,
        discount=ZERO,
        progress_of=after,
    )
    # Once its lines are there: a discount may be of all of them.
    draft.discount, draft.discount_rate = off if percent is None else ZERO, percent
    draft.save()
    return draft


@few
@given(
    parts=st.lists(st.tuples(sales, st.booleans()), min_size=1, max_size=3),
    off=st.one_of(st.just(ZERO), hundredths(300)),
    percent=percents,
    credited=fractions,
    has_account=st.booleans(),
)
def test_the_total_is_what_was_typed_and_a_correction_of_nothing_is_the_same(
    counter: Counter,
    parts: list[tuple[list[Typed], bool]],
    off: Decimal,
    percent: Decimal | None,
    credited: Decimal,
    *,
    has_account: bool,
) -> None:
    with undone():
        if has_account:
            counter.choose(discounts="4090")
        issued: list[Invoice] = []
        for sold, inside in parts:
            total = typed_total(sold, off, percent)
            after = issued[0] if issued else None
            draft = draft_of(
                counter, sold, inside=inside, off=off, percent=percent, after=after
            )
            invoice = counter.issue_draft(draft, DAY)
            assert not inside or invoice.total.amount == total
            issued.append(invoice)
        credit_a_part(counter, issued[-1], credited)

        for place, invoice in enumerate(issued):
            copy = duplicate_invoice(invoice=invoice, on=DAY)
            if invoice.prices_include_taxes:
                assert copy.total.amount == invoice.total.amount
            if not invoice.credit_notes.exists():
                issued[place] = correct_nothing(counter, invoice)
        assert list(document_faults(counter.shop.company)) == []


def credit_a_part(counter: Counter, invoice: Invoice, fraction: Decimal) -> None:
    line = invoice.lines.all()[0]
    if net := to_cents(line.net.amount * fraction):
        counter.credit_lines(invoice, {line: str(net)}, DAY)


def correct_nothing(counter: Counter, invoice: Invoice) -> Invoice:
    before, entry = told(invoice), lines_of(invoice)
    again = counter.issue_draft(start_correction(invoice=invoice), LATER)
    assert told(again) == before
    assert lines_of(again) == entry
    return again
