"""Rows that tests start from: plain functions, each with sensible values."""

from datetime import date
from decimal import Decimal
from typing import Any

from allauth.account.models import EmailAddress

from accounting.journal.cents import to_cents
from accounting.models import (
    AccountingSettings,
    GLAccount,
    JournalEntry,
    JournalLine,
)
from accounting.queries import settings_for
from catalog.models import Category, Item
from companies.capabilities import reverses
from companies.models import Company, Membership, User
from invoices.models import Customer, Invoice, InvoiceLine, PaymentMethod
from taxes.models import Tax, TaxGroup, TaxGroupMember, TaxRate

ASSET = GLAccount.Category.ASSET
LIABILITY = GLAccount.Category.LIABILITY
REVENUE = GLAccount.Category.REVENUE
EXPENSE = GLAccount.Category.EXPENSE

CHART = [
    ("1010", "Banque", ASSET),
    ("1015", "Caisse", ASSET),
    ("1050", "Cartes à recevoir", ASSET),
    ("1201", "Comptes-clients Plannit", ASSET),
    ("2150", "Dépôts de clients", LIABILITY),
    ("2160", "Crédits clients (trop-perçus)", LIABILITY),
    ("2310", "TPS à payer", LIABILITY),
    ("2320", "TVQ à payer", LIABILITY),
    ("2330", "TVH à payer", LIABILITY),
    ("2400", "Pourboires à remettre", LIABILITY),
    ("4000", "Ventes – services", REVENUE),
    ("4010", "Ventes – produits", REVENUE),
    ("4020", "Ventes – détaxées/exonérées", REVENUE),
    ("4090", "Remises accordées", REVENUE),
    ("4900", "Autres revenus (défaut)", REVENUE),
    ("4910", "Intérêts", REVENUE),
    ("5300", "Mauvaises créances", EXPENSE),
    ("5310", "Frais de cartes", EXPENSE),
    ("5390", "Écarts d’arrondi", EXPENSE),
]


def make_user(
    email: str = "alice@example.com", *, name: str = "", is_proven: bool = True
) -> User:
    """A person who followed a link that was mailed to them, unless told otherwise."""
    user = User.objects.create_user(email, name=name, password="correct horse battery")
    if is_proven:
        EmailAddress.objects.create(
            user=user, email=user.email, verified=True, primary=True
        )
    return user


def make_company(slug: str = "cote", *, name: str = "Plomberie Côté") -> Company:
    return Company.objects.create(slug=slug, name=name)


def make_member(
    company: Company,
    role: Membership.Role = Membership.Role.ADMIN,
    *,
    email: str | None = None,
    may_reverse: bool | None = None,
) -> User:
    """A new person with this role in the company, and what comes with it at first."""
    user = make_user(email or f"{role.lower()}@{company.slug}.example.com")
    if may_reverse is None:
        may_reverse = reverses(role)
    Membership.objects.create(
        company=company, user=user, role=role, may_reverse=may_reverse
    )
    return user


def make_account(company: Company, number: str = "1201", **values: Any) -> GLAccount:
    values = {"name": f"Compte {number}", "category": ASSET, **values}
    return GLAccount.objects.create(company=company, number=number, **values)


def make_chart(company: Company) -> dict[str, GLAccount]:
    """The chart of the scenarios, by number."""
    return {
        number: make_account(company, number, name=name, category=category)
        for number, name, category in CHART
    }


def make_settings(company: Company) -> AccountingSettings:
    """Sales 1201/4900, payments 1010/1201, deposits 2150, on the scenarios' chart."""
    chart = make_chart(company)
    settings = settings_for(company)
    settings.sale_debit = settings.payment_credit = chart["1201"]
    settings.sale_credit = chart["4900"]
    settings.payment_debit = chart["1010"]
    settings.deposits = chart["2150"]
    settings.customer_credits = chart["2160"]
    settings.save()
    return settings


def make_exported_line(account: GLAccount) -> JournalLine:
    """A line on the account in an entry that a batch once carried."""
    entry = JournalEntry.objects.create(
        company=account.company,
        source_kind="invoices.invoice",
        source_id=account.pk,
        event=JournalEntry.Event.SALE,
        document_number="FAC-00001",
        party="Tremblay",
        happened_on=date(2026, 11, 3),
        ready_on=date(2026, 11, 3),
        status=JournalEntry.Status.READY,
        was_exported=True,
    )
    amount = Decimal("114.98")
    entry.lines.create(position=2, account=account, credit=amount)
    return entry.lines.create(position=1, account=account, debit=amount)


def make_tax(
    company: Company, code: str, *, credit: str, rate: str | None = "0.05"
) -> Tax:
    """A tax on 1201 and this account of the chart, at one rate since 2008."""
    accounts = GLAccount.objects.for_company(company)
    tax = Tax.objects.create(
        company=company,
        code=code,
        debit_account=accounts.filter(number="1201").first(),
        credit_account=accounts.filter(number=credit).first(),
    )
    if rate is not None:
        since = date(2008, 1, 1)
        TaxRate.objects.create(tax=tax, rate=Decimal(rate), valid_from=since)
    return tax


def make_group(company: Company, name: str, *taxes: Tax) -> TaxGroup:
    """A group in which each of these taxes is taxable."""
    group = TaxGroup.objects.create(company=company, name=name)
    for position, tax in enumerate(taxes, start=1):
        group.members.create(
            tax=tax, treatment=TaxGroupMember.Treatment.TAXABLE, position=position
        )
    return group


def make_category(company: Company, name: str, **values: Any) -> Category:
    return Category.objects.create(company=company, name=name, **values)


def make_item(company: Company, code: str, **values: Any) -> Item:
    values = {"name": f"Article {code}", **values}
    return Item.objects.create(company=company, code=code, **values)


def make_method(company: Company, name: str = "Chèque", **values: Any) -> PaymentMethod:
    return PaymentMethod.objects.create(company=company, name=name, **values)


def make_draft_line(item: Item) -> InvoiceLine:
    """A line of a draft invoice that sells one of this item."""
    customer = Customer.objects.create(
        company=item.company, number="C-1", name="Tremblay"
    )
    invoice = Invoice.objects.create(company=item.company, customer=customer)
    return InvoiceLine.objects.create(
        invoice=invoice,
        position=1,
        item=item,
        description=item.name,
        quantity=1,
        unit_price=Decimal("95.00"),
        gross=Decimal("95.00"),
        net=Decimal("95.00"),
        tax_group=make_group(item.company, "Exonéré"),
    )


def make_tax_groups(company: Company) -> dict[str, TaxGroup]:
    """The tax groups of the scenarios, by name, on their chart."""
    gst = make_tax(company, "TPS", credit="2310", rate="0.05")
    qst = make_tax(company, "TVQ", credit="2320", rate="0.09975")
    hst = make_tax(company, "TVH ON", credit="2330", rate="0.13")
    groups = [
        make_group(company, "TPS+TVQ", gst, qst),
        make_group(company, "TPS", gst),
        make_group(company, "TVH ON", hst),
    ]
    for name, treatment in [
        ("Détaxé", TaxGroupMember.Treatment.ZERO_RATED),
        ("Exonéré", TaxGroupMember.Treatment.EXEMPT),
    ]:
        group = make_group(company, name, gst, qst)
        group.members.update(treatment=treatment)
        groups.append(group)
    return {group.name: group for group in groups}


def make_customer(company: Company, number: str = "C-100", **values: Any) -> Customer:
    values = {"name": "Gagnon", **values}
    return Customer.objects.create(company=company, number=number, **values)


def make_draft(customer: Customer, *lines: InvoiceLine) -> Invoice:
    """A draft of these lines, which are not saved yet."""
    invoice = Invoice.objects.create(company=customer.company, customer=customer)
    for position, line in enumerate(lines, start=1):
        line.invoice = invoice
        line.position = position
        line.gross = to_cents(line.quantity * line.unit_price.amount)
        line.net_discount = line.discount
        line.net = line.gross.amount - line.discount.amount
        line.save()
    return invoice
