"""A field-service firm of Québec that exists nowhere: its people, chart and rules."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from accounting.models import GLAccount
from accounting.queries import settings_for
from accounting.services.accounts import save_account
from accounting.services.settings import save_settings
from catalog.models import Category, Item
from catalog.services import save_category, save_item
from companies.models import Company, Membership, User
from companies.services import create_company, prove_mailbox
from invoices.models import Customer, PaymentMethod
from invoices.services.customers import save_customer
from invoices.services.methods import save_method
from taxes.models import Tax, TaxGroup, TaxGroupMember
from taxes.services import save_group, save_rates, save_tax

SLUG = "demo"
PASSWORD = "demo-plannit"  # noqa: S105 - printed by `make demo`, refused in production
PEOPLE = {
    "admin@demo.example": Membership.Role.ADMIN,
    "accountant@demo.example": Membership.Role.ACCOUNTANT,
    "staff@demo.example": Membership.Role.STAFF,
}
CHART = """
1010 asset Banque
1015 asset Caisse
1050 asset Cartes à recevoir
1100 asset Comptes à recevoir (module Clients)
1201 asset Compte-clients Plannit
2150 liability Dépôts de clients
2160 liability Crédits clients
2310 liability TPS à payer
2320 liability TVQ à payer
4000 revenue Ventes – services
4010 revenue Ventes – pièces
4090 revenue Remises accordées
4900 revenue Autres revenus
5390 expense Écarts d’arrondi
"""
TAXES = [
    ("TPS", "2310", "0.05", "2008-01-01"),
    ("TVQ", "2320", "0.09975", "2013-01-01"),
]
ITEMS = [
    ("SRV-APPEL", "Appel de service", "Services", "95.00"),
    ("SRV-HEURE", "Main-d’œuvre, l’heure", "Services", "84.50"),
    ("SRV-ENTR", "Entretien annuel – chauffe-eau", "Services", "189.00"),
    ("PCE-ROB", "Robinet de cuisine", "Pièces", "142.75"),
    ("PCE-TUY", "Tuyau de cuivre, le mètre", "Pièces", "11.39"),
    ("PCE-FIL", "Filtre à eau", "Pièces", "24.99"),
]
CATEGORIES = {"Services": "4000", "Pièces": "4010"}
CUSTOMERS = [
    "Exemple Côté & Fils",
    "Exemple Tremblay",
    "Garderie l’Exemple",
    "Immeubles Exemple inc.",
    "Restaurant Chez Exemple",
]
METHODS = {"Chèque": "1010", "Carte": "1050", "Comptant": "1015"}


@transaction.atomic
def create_demo_company(*, today: date) -> Company:
    company = create_company(slug=SLUG, name="Plomberie Démo inc.")
    for email, role in PEOPLE.items():
        user = User.objects.create_user(email, password=PASSWORD)
        prove_mailbox(user)
        Membership.objects.create(company=company, user=user, role=role)
    chart = _create_chart(company)
    _create_settings(company, chart, today)
    group = _create_taxes(company, chart)
    _create_catalogue(company, chart, group)
    for number, name in enumerate(CUSTOMERS, start=1):
        customer = Customer(
            company=company, number=f"C{number:03d}", name=name, tax_group=group
        )
        save_customer(customer=customer)
    for name, account in METHODS.items():
        method = PaymentMethod(company=company, name=name, account=chart[account])
        save_method(method=method)
    return company


def _create_chart(company: Company) -> dict[str, GLAccount]:
    chart = {}
    for line in CHART.strip().splitlines():
        number, category, name = line.split(" ", 2)
        account = GLAccount(
            company=company,
            number=number,
            category=category,
            name=name,
            is_control=number == "1100",
        )
        chart[number] = save_account(account=account)
    return chart


def _create_settings(
    company: Company, chart: dict[str, GLAccount], today: date
) -> None:
    settings = settings_for(company)
    settings.sale_debit = settings.payment_credit = chart["1201"]
    settings.sale_credit = chart["4900"]
    settings.payment_debit = chart["1010"]
    settings.deposits = chart["2150"]
    settings.customer_credits = chart["2160"]
    settings.discounts = chart["4090"]
    settings.rounding = chart["5390"]
    settings.only_when_paid = True
    save_settings(settings=settings, changed_on=today)


def _create_taxes(company: Company, chart: dict[str, GLAccount]) -> TaxGroup:
    members = []
    for code, account, rate, since in TAXES:
        tax = Tax(company=company, code=code)
        tax.debit_account, tax.credit_account = chart["1201"], chart[account]
        save_tax(tax=tax)
        save_rates(tax=tax, rates=[(Decimal(rate), date.fromisoformat(since))])
        members.append((tax, TaxGroupMember.Treatment.TAXABLE))
    return save_group(group=TaxGroup(company=company, name="TPS+TVQ"), members=members)


def _create_catalogue(
    company: Company, chart: dict[str, GLAccount], group: TaxGroup
) -> None:
    categories = {}
    for name, account in CATEGORIES.items():
        category = Category(company=company, name=name, credit_account=chart[account])
        categories[name] = save_category(category=category)
    for code, name, kind, price in ITEMS:
        item = Item(company=company, code=code, name=name, category=categories[kind])
        item.unit_price, item.tax_group = Decimal(price), group
        save_item(item=item)
