"""What a change of the rule moves is shown before it is made."""

from datetime import date

from accounting.models import JournalEntry
from accounting.queries import settings_for
from accounting.services.rule_change import Move, State, preview_rule_change
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop
from ui.signs import Sign

ISSUED = date(2026, 10, 28)
PART = date(2026, 10, 30)
SWITCH = date(2026, 11, 5)


def test_turning_the_rule_off_shows_what_it_releases(shop: Shop) -> None:
    counter = Counter(shop)
    shop.wait_for_payment()
    invoice = counter.issue("1000.00", ISSUED)
    counter.pay({invoice: "500.00"}, PART)
    before = counter.journal()
    settings = settings_for(shop.company)
    settings.only_when_paid = False

    moves = preview_rule_change(settings=settings, changed_on=SWITCH)

    assert moves == [
        Move(
            event="sale",
            document_number=invoice.number or "",
            party="Gagnon",
            before=State(Sign.WAITS, "held", None),
            after=State(Sign.WAITS, "ready", ISSUED),
        ),
        Move(
            event="application",
            document_number=invoice.number or "",
            party="Gagnon",
            before=State(Sign.WAITS, "held", None),
            after=State(Sign.WAITS, "ready", SWITCH),
        ),
    ]
    assert counter.journal() == before
    assert settings_for(shop.company).only_when_paid is True


def test_another_way_for_part_payments_shows_the_entry_that_goes(shop: Shop) -> None:
    counter = Counter(shop)
    shop.wait_for_payment()
    invoice = counter.issue("1000.00", ISSUED)
    counter.pay({invoice: "500.00"}, PART)
    settings = settings_for(shop.company)
    settings.partial_payments = "strict"

    moves = preview_rule_change(settings=settings, changed_on=SWITCH)

    assert {move.event: (move.before, move.after) for move in moves} == {
        "payment": (State(Sign.WAITS, "ready", PART), State(Sign.WAITS, "held", None)),
        "application": (State(Sign.WAITS, "held", None), None),
    }


def test_nothing_exported_moves(shop: Shop) -> None:
    counter = Counter(shop)
    counter.issue("1000.00", ISSUED)
    counter.export()
    settings = settings_for(shop.company)
    settings.only_when_paid = True

    assert preview_rule_change(settings=settings, changed_on=SWITCH) == []
    assert JournalEntry.objects.get().status == "EXPORTED"
