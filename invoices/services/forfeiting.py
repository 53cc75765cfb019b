from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from accounting.journal.dating import Event
from accounting.queries import settings_for
from companies.services import lock_company
from invoices.models import CustomerCredit, Forfeiture, ForfeitureTax
from invoices.movements import Part, received_lines
from invoices.queries.rule import account_numbers, frozen_account
from invoices.services.balances import update_credit
from invoices.services.entries import write_entry
from invoices.services.receipts import check_amount, dollars
from invoices.services.refunding import credit_number
from invoices.services.refusals import DocumentError, check_not_before
from taxes.computation import TaxAmount, taxes_of_forfeiture
from taxes.models import TaxGroup
from taxes.queries import TaxTable


@transaction.atomic
def forfeit_deposit(
    *,
    credit: CustomerCredit,
    amount: Decimal,
    tax_group: TaxGroup,
    forfeited_on: date,
    reason: str,
) -> Forfeiture:
    """Keep a deposit: its taxes, at the rates of the day, are inside the amount."""
    company = lock_company(credit.company)
    credit.refresh_from_db()
    _check(credit, amount, forfeited_on, reason)
    settings = settings_for(company)
    table = TaxTable(company)
    terms = table.terms(tax_group.pk, forfeited_on)
    taxes = taxes_of_forfeiture(amount, terms)
    account = settings.sale_credit_id
    forfeiture = Forfeiture.objects.create(
        company=company,
        credit=credit,
        forfeited_on=forfeited_on,
        amount=amount,
        net=amount - sum((tax.amount for tax in taxes), ZERO),
        account_id=account,
        account_origin="settings:sale_credit"
        if account
        else "missing:settings:sale_credit",
        reason=reason,
    )
    _add_taxes(forfeiture, taxes, table)
    update_credit(credit)
    write_forfeiture(forfeiture)
    return forfeiture


def _check(credit: CustomerCredit, amount: Decimal, on: date, reason: str) -> None:
    check_amount(amount)
    check_not_before(on, credit.opened_on, credit)
    if credit.kind != CustomerCredit.Kind.DEPOSIT:
        raise DocumentError(
            _("Only a deposit can be kept; a credit belongs to the customer.")
        )
    if amount > credit.balance.amount:
        message = _("%(amount)s is more than the %(left)s left of this deposit.")
        left = dollars(credit.balance.amount)
        raise DocumentError(message % {"amount": dollars(amount), "left": left})
    if not reason.strip():
        raise DocumentError(_("Give the reason: it stays with the deposit."))


def _add_taxes(
    forfeiture: Forfeiture, taxes: Iterable[TaxAmount], table: TaxTable
) -> None:
    ForfeitureTax.objects.bulk_create(
        ForfeitureTax(
            forfeiture=forfeiture,
            tax_id=tax.term.tax,
            treatment=tax.term.treatment.value,
            rate=tax.term.rate,
            base=tax.base,
            amount=tax.amount,
            account_id=table.taxes[tax.term.tax].credit_account_id,
        )
        for tax in taxes
    )


def write_forfeiture(forfeiture: Forfeiture) -> None:
    numbers = account_numbers(forfeiture.company)
    credit = forfeiture.credit
    debited = frozen_account(credit.account_id, numbers, credit.account_origin)
    parts = [
        Part(
            account=frozen_account(tax.account_id, numbers, f"tax:{tax.tax_id}"),
            amount=tax.amount.amount,
        )
        for tax in forfeiture.taxes.all()
    ]
    revenue = frozen_account(forfeiture.account_id, numbers, forfeiture.account_origin)
    parts.append(Part(account=revenue, amount=forfeiture.net.amount))
    write_entry(
        forfeiture,
        Event.FORFEITURE,
        number=credit_number(credit),
        party=credit.customer.name,
        on=forfeiture.forfeited_on,
        lines=received_lines(debited, parts),
        is_of_old_books=credit.is_prior,
    )
