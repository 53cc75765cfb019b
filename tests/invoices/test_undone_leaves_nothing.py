"""Whatever was reclassified, credited and exported, an undone document leaves nothing."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from accounting.journal.cents import to_cents
from accounting.models import JournalEntry
from catalog.models import Item
from catalog.services import save_item
from invoices.models import Invoice
from invoices.queries.creditable import creditable_nets
from invoices.services.journal import refresh_all
from invoices.services.reapplying import reapply_accounts
from invoices.services.reclassifying import proposed_reclassifications, reclassify
from invoices.verification import document_faults
from tests.factories import make_item
from tests.invoices.counter import Counter
from tests.invoices.test_remainders import DAY, LATER, few, fractions, prices, undone

accounts = st.sampled_from(["4000", "4010", "4020"])
places = st.integers(0, 3)
events = st.sampled_from(["sale", "reclassified", "credit_note"])
steps = st.one_of(
    st.tuples(st.just("remap"), places, accounts),
    st.tuples(st.just("reclassify"), places, st.none()),
    st.tuples(st.just("reclassify"), places, st.none()),
    st.tuples(st.just("credit"), places, fractions),
    st.tuples(st.just("export"), st.none(), events),
    st.tuples(st.just("release"), st.none(), events),
    st.tuples(st.just("reapply"), st.none(), st.none()),
)
sold = st.lists(
    st.tuples(
        prices, places, st.sampled_from([None, Decimal("0.1"), Decimal("0.333")])
    ),
    min_size=1,
    max_size=3,
)


def sell(
    counter: Counter,
    items: list[Item],
    lines: list[tuple[Decimal, int, Decimal | None]],
) -> Invoice:
    shop = counter.shop
    return shop.issue(
        *(
            shop.line(
                str(price),
                None,
                item=items[place % len(items)],
                discount_rate=rate if price > 0 else None,
            )
            for price, place, rate in lines
        ),
        on=DAY,
    )


def take(
    counter: Counter, invoice: Invoice, items: list[Item], step: tuple[str, int, object]
) -> None:
    kind, place, value = step
    company = counter.shop.company
    if kind == "remap":
        item = items[place % len(items)]
        item.credit_account = counter.shop.account(str(value))
        save_item(item=item)
    elif kind == "reclassify":
        for change in proposed_reclassifications(company)[: place + 1]:
            reclassify(line=change.line, reclassified_on=DAY, reclassified_by=None)
    elif kind == "credit":
        lines = list(invoice.lines.all())
        line = lines[place % len(lines)]
        net = to_cents(creditable_nets(invoice)[line.pk] * Decimal(str(value)))
        if net:
            counter.credit_lines(invoice, {line: str(net)}, DAY)
    elif kind == "export":
        counter.export(str(value))
    elif kind == "release":
        exported = JournalEntry.objects.filter(status="EXPORTED", event=str(value))
        exported.update(status="READY")
    else:
        reapply_accounts(company=company)


def undo(counter: Counter, invoice: Invoice, *, replaced: bool) -> None:
    """Void it, or its replacement too; once it was credited, credit the rest."""
    if not invoice.credit_notes.exists():
        last = counter.correct(invoice, "77.00", LATER) if replaced else invoice
        counter.void(last, LATER)
    elif any(creditable_nets(invoice).values()):
        counter.credit_lines(invoice, None, LATER)


@few
@given(
    lines=sold,
    events=st.lists(steps, max_size=12),
    has_account=st.booleans(),
    replaced=st.booleans(),
)
def test_a_document_wholly_undone_leaves_nothing_on_any_account(
    counter: Counter,
    lines: list[tuple[Decimal, int, Decimal | None]],
    events: list[tuple[str, int, object]],
    *,
    has_account: bool,
    replaced: bool,
) -> None:
    with undone():
        if has_account:
            counter.choose(discounts="4090")
        account = counter.shop.account("4000")
        items = [
            make_item(counter.shop.company, code, credit_account=account)
            for code in ("S-1", "S-2")
        ]
        invoice = sell(counter, items, lines)
        counter.export()
        for step in events:
            take(counter, invoice, items, step)
            assert list(document_faults(counter.shop.company)) == []

        undo(counter, invoice, replaced=replaced)

        for _ in range(2):
            assert set(counter.left().values()) <= {"0.00"}
            assert list(document_faults(counter.shop.company)) == []
            counter.export()
            refresh_all(company=counter.shop.company)
