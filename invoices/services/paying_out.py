"""Payouts of card processors, and tips handed over."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine
from accounting.models import GLAccount
from accounting.queries import settings_for
from companies.models import Company
from companies.services import lock_company
from invoices.models import PaymentMethod, Payout, TipPayout
from invoices.movements import Part, mirrored, moved_lines, received_lines
from invoices.queries.rule import account_numbers, frozen_account, frozen_setting
from invoices.services.accounts import check_money, money_account, settings_account
from invoices.services.entries import write_entry
from invoices.services.receipts import check_amount
from invoices.services.refusals import DocumentError


@transaction.atomic
def record_payout(  # noqa: PLR0913 - a payout has this many sides
    *,
    company: Company,
    clearing: PaymentMethod,
    bank: GLAccount,
    paid_on: date,
    gross: Decimal,
    fee: Decimal = ZERO,
    reference: str = "",
) -> Payout:
    """What the processor of a payment method paid to the bank, less its fee."""
    company = lock_company(company)
    settings = settings_for(company)
    source = money_account(clearing, settings)
    _check_payout(company, clearing, source.account_id, bank, gross, fee)
    payout = Payout.objects.create(
        company=company,
        clearing=clearing,
        clearing_account_id=source.account_id,
        bank_account=bank,
        fee_account_id=settings.card_fees_id if fee else None,
        paid_on=paid_on,
        gross=gross,
        fee=fee,
        reference=reference,
    )
    write_payout(payout)
    return payout


def write_payout(payout: Payout) -> None:
    clearing = payout.clearing
    origin = money_account(clearing, settings_for(payout.company)).origin
    write_entry(
        payout,
        Event.PAYOUT,
        number=_number(payout.reference, "VER", payout.pk),
        party=clearing.name,
        on=payout.paid_on,
        lines=_payout_lines(payout, origin),
        is_of_old_books=True,
    )


def _check_payout(
    company: Company,
    clearing: PaymentMethod,
    clearing_account: int | None,
    bank: GLAccount,
    gross: Decimal,
    fee: Decimal,
) -> None:
    check_amount(gross)
    if fee:
        check_amount(fee)
    if fee > gross:
        raise DocumentError(
            _("The fee cannot be more than what was paid out: correct it.")
        )
    if bank.company_id != company.pk or clearing.company_id != company.pk:
        raise DocumentError(_("Choose a bank account and a method of this company."))
    check_money(bank.pk, settings_for(company), label=_("Bank account"))
    if clearing_account == bank.pk:
        message = _("%(method)s goes to the bank already: nothing is paid out of it.")
        raise DocumentError(message % {"method": clearing})


def _payout_lines(payout: Payout, clearing_origin: str) -> tuple[JournalLine, ...]:
    """The net to the bank and the fee, out of the clearing account."""
    numbers = account_numbers(payout.company)
    to_bank = frozen_account(payout.bank_account_id, numbers, "line")
    to_fees = frozen_setting(payout.fee_account_id, numbers, "card_fees")
    clearing = frozen_account(payout.clearing_account_id, numbers, clearing_origin)
    parts = [
        Part(account=to_bank, amount=(payout.gross - payout.fee).amount),
        Part(account=to_fees, amount=payout.fee.amount),
    ]
    return mirrored(received_lines(clearing, parts))


@transaction.atomic
def hand_over_tips(
    *,
    company: Company,
    amount: Decimal,
    paid_on: date,
    method: PaymentMethod,
    note: str = "",
) -> TipPayout:
    """Give tips to those who earned them, or back to the customer."""
    company = lock_company(company)
    check_amount(amount)
    if method.company_id != company.pk:
        raise DocumentError(_("Choose a payment method of this company."))
    settings = settings_for(company)
    source, tips = money_account(method, settings), settings_account(settings, "tips")
    payout = TipPayout.objects.create(
        company=company,
        paid_on=paid_on,
        amount=amount,
        method=method,
        account_id=source.account_id,
        account_origin=source.origin,
        tips_account_id=tips.account_id,
        note=note,
    )
    write_tips(payout)
    return payout


def write_tips(payout: TipPayout) -> None:
    numbers = account_numbers(payout.company)
    tips = frozen_setting(payout.tips_account_id, numbers, "tips")
    source = frozen_account(payout.account_id, numbers, payout.account_origin)
    write_entry(
        payout,
        Event.TIP_PAYOUT,
        number=_number("", "POU", payout.pk),
        party=payout.note,
        on=payout.paid_on,
        lines=moved_lines(tips, source, payout.amount.amount),
        is_of_old_books=True,
    )


def _number(reference: str, kind: str, pk: int) -> str:
    fits = 0 < len(reference) <= 20  # noqa: PLR2004 - a document number in the file
    return reference if fits else f"{kind}-{pk}"
