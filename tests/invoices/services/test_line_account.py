import pytest

from accounting.models import JournalEntry, JournalLine
from accounting.services.accounts import UnusableAccountError
from accounting.services.guards import InvalidValueError
from exports.queries import plan_export
from invoices.models import Invoice, InvoiceLine
from invoices.services.cut_over import set_cut_over
from invoices.services.line_account import (
    AccountChosenError,
    choose_line_account,
    sold_line_of,
)
from plannit.verification import faults
from tests.exports.journal import TODAY
from tests.factories import make_account, make_company, make_item
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop, entry_of, lines_of, mark_exported, sale


@pytest.fixture
def waiting_shop(shop: Shop) -> Shop:
    """A shop whose unmapped lines wait until they have an account."""
    shop.change(unmapped="block")
    return shop


def waiting(invoice: Invoice) -> list[JournalLine]:
    lines = entry_of(invoice).lines.filter(account=None)
    return list(lines.select_related("entry__company").order_by("position"))


def accounts(line: InvoiceLine) -> tuple[str, str, str]:
    line.refresh_from_db()
    chosen, frozen = line.account, line.revenue_account
    return (
        chosen.number if chosen else "?",
        frozen.number if frozen else "?",
        line.revenue_origin,
    )


def test_the_account_reaches_the_entry_and_the_document(waiting_shop: Shop) -> None:
    invoice = waiting_shop.issue(waiting_shop.line("75.00", None))
    (line,) = waiting(invoice)

    choose_line_account(line=line, account=waiting_shop.account("4010"))

    assert lines_of(invoice) == sale("86.23", "75.00", "3.75", "7.48", "4010")
    line.refresh_from_db()
    assert line.origin == "line"
    assert accounts(invoice.lines.get()) == ("4010", "4010", "line")
    assert list(faults(using="default")) == []


def test_no_other_line_is_filled(waiting_shop: Shop) -> None:
    item = make_item(waiting_shop.company, "SANS")
    invoice = waiting_shop.issue(
        waiting_shop.line("10.00", None, group="Exonéré"),
        waiting_shop.line("20.00", None, group="Exonéré", item=item),
        waiting_shop.line("40.00", None, group="Exonéré"),
    )
    other = waiting_shop.issue(waiting_shop.line("80.00", None, group="Exonéré"))
    third = waiting(invoice)[2]

    choose_line_account(line=third, account=waiting_shop.account("4010"))

    assert lines_of(invoice) == [
        "D 1201 70.00",
        "C ? 10.00",
        "C ? 20.00",
        "C 4010 40.00",
    ]
    assert [accounts(line)[1] for line in invoice.lines.all()] == ["?", "?", "4010"]
    assert lines_of(other)[1] == "C ? 80.00"


def test_a_line_of_nothing_is_not_taken_for_another(waiting_shop: Shop) -> None:
    invoice = waiting_shop.issue(
        waiting_shop.line("0.00", None, description="Conseil"),
        waiting_shop.line("40.00", None, description="Travaux"),
    )

    (line,) = waiting(invoice)

    assert sold_line_of(line).description == "Travaux"


@pytest.mark.parametrize(
    ("discounts", "described"), [("4090", ["Offert", "Payé"]), (None, ["Payé"])]
)
def test_what_was_wholly_discounted_is_written_only_beside_its_discount(
    waiting_shop: Shop, discounts: str | None, described: list[str]
) -> None:
    account = waiting_shop.account(discounts) if discounts else None
    waiting_shop.change(discounts=account)
    invoice = waiting_shop.issue(
        waiting_shop.line("30.00", None, description="Offert", discount="30.00"),
        waiting_shop.line("40.00", None, description="Payé"),
    )

    assert [sold_line_of(line).description for line in waiting(invoice)] == described


def test_a_return_line_waits_like_any_other(waiting_shop: Shop) -> None:
    invoice = waiting_shop.issue(
        waiting_shop.line("50.00", "4000", group="Exonéré"),
        waiting_shop.line("20.00", None, group="Exonéré", quantity=-1),
    )
    (line,) = waiting(invoice)

    choose_line_account(line=line, account=waiting_shop.account("4010"))

    assert lines_of(invoice) == ["D 1201 30.00", "C 4000 50.00", "D 4010 20.00"]


def test_the_entry_can_go_once_each_line_has_its_account(waiting_shop: Shop) -> None:
    invoice = waiting_shop.issue(
        waiting_shop.line("10.00", None), waiting_shop.line("20.00", None)
    )
    company = waiting_shop.company
    left = []
    for line in waiting(invoice):
        choose_line_account(line=line, account=waiting_shop.account("4010"))
        plan = plan_export(company=company, through=TODAY, produced_on=TODAY)
        left.append((plan.entry_count, len(plan.set_aside)))

    assert left == [(0, 1), (1, 0)]


def test_a_line_is_answered_once(waiting_shop: Shop) -> None:
    invoice = waiting_shop.issue(waiting_shop.line("75.00", None))
    (line,) = waiting(invoice)
    choose_line_account(line=line, account=waiting_shop.account("4010"))

    with pytest.raises(AccountChosenError, match="no longer waits for an account"):
        choose_line_account(line=line, account=waiting_shop.account("4000"))

    assert lines_of(invoice)[1] == "C 4010 75.00"


def test_an_exported_line_does_not_change(shop: Shop) -> None:
    invoice = shop.issue(shop.line("75.00", "4000"))
    mark_exported(invoice)
    line = entry_of(invoice).lines.get(account=shop.account("4000"))

    with pytest.raises(AccountChosenError):
        choose_line_account(line=line, account=shop.account("4010"))

    assert lines_of(invoice)[1] == "C 4000 75.00"


def test_an_account_that_acomba_refuses_is_refused(waiting_shop: Shop) -> None:
    invoice = waiting_shop.issue(waiting_shop.line("75.00", None))
    linked = make_account(waiting_shop.company, "1100", is_control=True)

    with pytest.raises(UnusableAccountError, match="Account 1100 is linked"):
        choose_line_account(line=waiting(invoice)[0], account=linked)

    assert accounts(invoice.lines.get()) == ("?", "?", "missing:text")


def test_an_account_of_another_company_is_refused(waiting_shop: Shop) -> None:
    invoice = waiting_shop.issue(waiting_shop.line("75.00", None))
    theirs = make_account(make_company("boutique"), "4010")

    with pytest.raises(InvalidValueError, match="Choose an account of this company"):
        choose_line_account(line=waiting(invoice)[0], account=theirs)


def test_what_was_credited_of_the_line_takes_the_same_account(
    waiting_shop: Shop,
) -> None:
    invoice = waiting_shop.issue(waiting_shop.line("75.00", None))
    counter = Counter(waiting_shop)
    notes = [counter.credit(invoice, net, TODAY) for net in ("30.00", None)]
    (line,) = waiting(invoice)

    choose_line_account(line=line, account=waiting_shop.account("4010"))

    assert [lines_of(note)[0] for note in notes] == ["D 4010 30.00", "D 4010 45.00"]
    assert set(counter.left().values()) == {"0.00"}
    assert list(faults(using="default")) == []


def test_the_line_of_a_credit_note_gives_its_account_to_the_invoice(
    waiting_shop: Shop,
) -> None:
    invoice = waiting_shop.issue(
        waiting_shop.line("10.00", None, group="Exonéré"),
        waiting_shop.line("75.00", None, group="Exonéré"),
    )
    first, second = invoice.lines.all()
    note = Counter(waiting_shop).credit_lines(
        invoice, {first: "10.00", second: "30.00"}, TODAY
    )
    line = entry_of(note).lines.get(account=None, debit="30.00")

    sold = choose_line_account(line=line, account=waiting_shop.account("4010"))

    assert sold == second
    assert lines_of(note) == ["D ? 10.00", "D 4010 30.00", "C 1201 40.00"]
    assert lines_of(invoice) == ["D 1201 85.00", "C ? 10.00", "C 4010 75.00"]
    assert list(faults(using="default")) == []


def test_a_void_of_what_was_in_the_books_takes_the_account_too(
    waiting_shop: Shop,
) -> None:
    invoice = waiting_shop.issue(waiting_shop.line("75.00", None))
    set_cut_over(company=waiting_shop.company, first_day=TODAY)
    Counter(waiting_shop).void(invoice, TODAY)
    void = JournalEntry.objects.get(event="void")

    line = void.lines.get(account=None)
    choose_line_account(line=line, account=waiting_shop.account("4010"))

    assert line.account == waiting_shop.account("4010")
    assert accounts(invoice.lines.get()) == ("4010", "4010", "line")
