"""What an action will do, in words, before a person confirms it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from accounting.models import AccountingSettings, JournalEntry
from invoices.models import Invoice, Payment
from invoices.planning.facts import INVOICE
from invoices.queries.revenue import never_left
from invoices.queries.spent import refunded_and_kept
from ui.dates import long_date
from ui.templatetags.ui import money

Event = JournalEntry.Event


def sale_has_left(invoice: Invoice) -> bool:
    """Whether the entry of its sale was once in a batch."""
    entries = JournalEntry.objects.for_company(invoice.company).living()
    sales = entries.of_sources(INVOICE, [invoice.pk]).filter(event=Event.SALE)
    return sales.filter(was_exported=True).exists()


def of_void(invoice: Invoice) -> Iterator[str]:
    names = {"number": invoice.number}
    yield _("Invoice %(number)s keeps its number and is no longer owed.") % names
    yield from _sale_undone(invoice)
    if paid := _money_on(invoice):
        message = _("What paid it, %(paid)s, becomes a credit of the customer.")
        yield message % {"paid": money(paid)}
    if post_dated := _post_dated_on(invoice):
        message = _(
            "The post-dated payments, %(amount)s, become a credit of the customer on"
            " their day."
        )
        yield message % {"amount": money(post_dated)}


def of_deletion(draft: Invoice) -> Iterator[str]:
    yield _("The draft disappears for good, with its lines. It was never issued.")
    if draft.replaces is not None:
        message = _("Invoice %(number)s stays as it is, not corrected.")
        yield message % {"number": draft.replaces}


def of_correction(invoice: Invoice) -> Iterator[str]:
    names = {"number": invoice.number}
    yield _("A draft with the same lines opens: correct it, then issue it.")
    message = _("Invoice %(number)s becomes void only then, and shows its replacement.")
    yield message % names
    yield from _sale_undone(invoice)
    if invoice.tax_on is not None:
        message = _("The rates of the taxes stay those of %(date)s.")
        yield message % {"date": long_date(invoice.tax_on)}
    if _money_on(invoice):
        yield _("What paid it pays the new invoice; what is too much is a credit.")
    if post_dated := _post_dated_on(invoice):
        message = _(
            "The post-dated payments, %(amount)s, pay the new invoice on their day."
        )
        yield message % {"amount": money(post_dated)}


def of_credit_note(invoice: Invoice) -> Iterator[str]:
    names = {"number": invoice.number, "balance": money(invoice.balance)}
    yield _(
        "An entry takes back the amounts, and their taxes at the rates of the invoice."
    )
    yield _("Invoice %(number)s, of which %(balance)s is due, is owed less.") % names
    yield _(
        "If it was paid, the customer is owed the difference: pay another invoice with"
        " it, or refund it."
    )


def of_write_off(invoice: Invoice, settings: AccountingSettings) -> Iterator[str]:
    names = {"number": invoice.number, "balance": money(invoice.balance)}
    yield _("Invoice %(number)s, of which %(balance)s is due, is owed less.") % names
    if invoice.tax_total.amount:
        yield _("A bad debt takes back its part of the taxes; the rest is an expense.")
    else:
        yield _("A bad debt is an expense, whole: there is no tax to take back.")
    message = _(
        "A small difference, of %(tolerance)s at most, goes whole to the rounding"
        " differences."
    )
    yield message % {"tolerance": money(settings.difference_tolerance)}
    if settings.only_when_paid and invoice.kind != Invoice.Kind.RETURNED_PAYMENT:
        yield _("Once nothing is due, its sale and payments are exported.")


def of_return(payment: Payment) -> Iterator[str]:
    """What its customer will owe again: nothing, where all of its money is here."""
    refunded, kept = refunded_and_kept(payment)
    if refunded:
        message = _("%(amount)s of it was refunded since.")
        yield message % {"amount": money(refunded)}
    if kept:
        message = _(
            "%(amount)s of its deposit was kept: that stays a sale, with its taxes."
        )
        yield message % {"amount": money(kept)}
    if refunded or kept:
        message = _(
            "The customer will owe %(amount)s on a document of its own, a returned"
            " payment, without taxes."
        )
        yield message % {"amount": money(refunded + kept)}


def _sale_undone(invoice: Invoice) -> Iterator[str]:
    if sale_has_left(invoice) or invoice.is_prior:
        yield _("Its sale is in the books: an opposite entry undoes it.")
    else:
        yield _("Its sale was never exported: its entry is withdrawn, nothing is left.")
    if never_left([invoice.pk]):
        yield _("Its reclassification was never exported: it is withdrawn too.")


def _money_on(invoice: Invoice) -> Decimal:
    """What payments and customer credits paid of it."""
    parts = invoice.allocations.filter(ended_on=None, payment__is_pending=False)
    applied = invoice.applications.filter(ended_on=None)
    paid = sum((row.amount.amount for row in parts), ZERO)
    return paid + sum((row.amount.amount for row in applied), ZERO)


def _post_dated_on(invoice: Invoice) -> Decimal:
    """Add up the cheques to come for it."""
    parts = invoice.allocations.filter(ended_on=None, payment__is_pending=True)
    return sum((row.amount.amount for row in parts), ZERO)
