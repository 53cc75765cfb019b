"""Credit notes: what is taken back of an invoice, on the amounts that it froze."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from companies.services import lock_company
from invoices.models import (
    CreditNote,
    CreditNoteLine,
    CreditNoteTax,
    DocumentNumbering,
    Invoice,
    InvoiceLine,
    InvoiceTax,
)
from invoices.queries.bad_debts import lost_of
from invoices.queries.creditable import Left, left_of
from invoices.queries.revenue import current_accounts
from invoices.services.balances import update_balances
from invoices.services.corrections import write_correction
from invoices.services.numbering import next_number
from invoices.services.receipts import dollars
from invoices.services.refusals import DocumentError, check_not_before
from invoices.totals import share_of
from taxes.models import TaxGroupMember

TAXABLE = TaxGroupMember.Treatment.TAXABLE


@transaction.atomic
def issue_credit_note(
    *,
    invoice: Invoice,
    nets: Mapping[int, Decimal] | None,
    issued_on: date,
    reason: str = "",
    number: str | None = None,
) -> CreditNote:
    """Take back these amounts before taxes of its lines, by line id; None: all of it.

    Of the last credit note the taxes are the remainder, so that a document credited
    in full leaves nothing on any account. What was written off is not credited too.
    `number` is that of an imported one.
    """
    company = lock_company(invoice.company)
    invoice.refresh_from_db()
    if invoice.status != Invoice.Status.ISSUED:
        raise DocumentError(
            _("A credit note takes back an issued invoice: choose one.")
        )
    if invoice.kind == Invoice.Kind.RETURNED_PAYMENT:
        message = _("%(number)s is no sale: what will not be collected is written off.")
        raise DocumentError(message % {"number": invoice})
    check_not_before(issued_on, invoice.issued_on, invoice)
    lines = list(invoice.lines.all())
    taxes = list(invoice.taxes.select_related("tax"))
    left = left_of(lines, taxes)
    credited = left.nets if nets is None else dict(nets)
    credited = {pk: net for pk, net in credited.items() if net}
    _check(credited, left, lines)
    note = CreditNote(company=company, invoice=invoice, issued_on=issued_on)
    note.reason = reason
    note_lines = _lines(note, lines, credited, left)
    note_taxes = _taxes(note, lines, taxes, credited, left)
    _add_up(note, note_lines, note_taxes)
    _check_not_lost(note)
    _save(note, [line for line in note_lines if line.gross.amount], note_taxes, number)
    update_balances([invoice.pk])
    write_correction(note)
    return note


def _check(
    credited: Mapping[int, Decimal], left: Left, lines: list[InvoiceLine]
) -> None:
    if not credited:
        raise DocumentError(_("Nothing is left to credit on these lines."))
    known = {line.pk: line for line in lines}
    for pk, net in credited.items():
        if pk not in known:
            raise DocumentError(_("Choose lines of this invoice."))
        rest = left.nets[pk]
        same_side = (net > 0) == (rest > 0)
        if net != to_cents(net) or not same_side or abs(net) > abs(rest):
            message = _("“%(line)s”: %(amount)s cannot be credited; %(left)s is left.")
            names = {"line": known[pk], "amount": dollars(net), "left": dollars(rest)}
            raise DocumentError(message % names)


def _lines(
    note: CreditNote,
    lines: list[InvoiceLine],
    credited: Mapping[int, Decimal],
    left: Left,
) -> list[CreditNoteLine]:
    places = current_accounts(lines)
    found = [_line(note, line, credited, left) for line in lines]
    for note_line in found:
        place = places[note_line.invoice_line_id]
        note_line.revenue_account_id = place.account_id
        note_line.revenue_origin = place.origin
    return found


def _line(
    note: CreditNote,
    line: InvoiceLine,
    credited: Mapping[int, Decimal],
    left: Left,
) -> CreditNoteLine:
    """Its part of the discounts goes with it, the remainder with the last part."""
    net = credited.get(line.pk, ZERO)
    discount = ZERO
    if net or not line.net.amount:
        discount = share_of(
            net,
            left.nets[line.pk],
            left.discounts[line.pk],
            before=ZERO,
            is_last=net == left.nets[line.pk],
        )
    return CreditNoteLine(
        credit_note=note,
        invoice_line=line,
        gross=net + discount,
        discount=discount,
        net=net,
    )


def _taxes(
    note: CreditNote,
    lines: list[InvoiceLine],
    taxes: list[InvoiceTax],
    credited: Mapping[int, Decimal],
    left: Left,
) -> list[CreditNoteTax]:
    """Each tax on the base that is credited, at the rate of the invoice."""
    found = []
    for tax in taxes:
        bearing = [line for line in lines if line.bears(tax)]
        base = sum((credited.get(line.pk, ZERO) for line in bearing), ZERO)
        amount = _tax(tax, base, bearing, credited, left)
        if base or amount:
            found.append(
                CreditNoteTax(
                    credit_note=note, invoice_tax=tax, base=base, amount=amount
                )
            )
    return found


def _tax(
    tax: InvoiceTax,
    base: Decimal,
    bearing: list[InvoiceLine],
    credited: Mapping[int, Decimal],
    left: Left,
) -> Decimal:
    """The remainder once every line that bears it is credited; no more than is left."""
    if tax.treatment != TAXABLE or not bearing:
        return ZERO
    rest = left.taxes[tax.pk]
    if all(credited.get(line.pk, ZERO) == left.nets[line.pk] for line in bearing):
        return rest
    rated = to_cents(base * tax.rate)
    # Beside a line that is taken back, one that is sold bears more than the whole:
    # what the lines that are left owe back of the tax is left too.
    base_left = sum((left.nets[line.pk] for line in bearing), ZERO) - base
    owed_back = to_cents(base_left * tax.rate) if base_left * base < 0 else ZERO
    most = rest - owed_back
    return min(rated, most, key=abs) if rated * most > 0 else ZERO


def _add_up(
    note: CreditNote, lines: list[CreditNoteLine], taxes: list[CreditNoteTax]
) -> None:
    note.subtotal = sum((line.net.amount for line in lines), ZERO)
    note.tax_total = sum((tax.amount.amount for tax in taxes), ZERO)
    note.total = note.subtotal.amount + note.tax_total.amount


def _check_not_lost(note: CreditNote) -> None:
    """A bad debt took its taxes back already: a credit note would do it again."""
    lost = lost_of(note.invoice)
    notes = note.invoice.credit_notes.aggregate(sum=Sum("total", default=ZERO))
    left = note.invoice.total.amount - to_cents(notes["sum"]) - lost
    if lost and note.total.amount > left:
        message = _(
            "%(amount)s with taxes cannot be credited: %(lost)s of invoice %(number)s is"
            " written off, with its taxes, and %(left)s is left."
        )
        amounts = {"amount": note.total.amount, "lost": lost, "left": left}
        words = {name: dollars(amount) for name, amount in amounts.items()}
        raise DocumentError(message % {**words, "number": note.invoice})


def _save(
    note: CreditNote,
    lines: list[CreditNoteLine],
    taxes: list[CreditNoteTax],
    number: str | None,
) -> None:
    series = DocumentNumbering.Series.CREDIT_NOTE
    note.number = number or next_number(note.company, series)
    note.save()
    CreditNoteLine.objects.bulk_create(lines)
    CreditNoteTax.objects.bulk_create(taxes)
