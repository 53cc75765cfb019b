"""A small firm's five files, written where a test wants them."""

from datetime import date
from pathlib import Path

from accounting.queries import settings_for
from companies.models import Company
from imports.services.files import import_files
from imports.services.problems import Outcome
from tests import factories

TODAY = date(2026, 11, 24)

ACCOUNTS = """number,name,category,linked_to_module,active
4000,Ventes – services,revenue,no,yes
4999,Anciennes ventes,revenue,no,no
"""
ITEMS = """code,name,category,unit_price,tax_group,debit_account,credit_account
SRV,Réparation,Services,100.00,TPS+TVQ,1201,4000
"""
CUSTOMERS = """number,name,email,address,city,province,country,postal_code,tax_group
C1,Côté & Fils,,,Laval,QC,Canada,,TPS+TVQ
"""
INVOICES = """invoice_number,invoice_date,customer_number,item_code,description,quantity,unit_price,discount,tax_group
F1,2026-11-03,C1,SRV,,1,100.00,,
F2,2026-11-04,C1,SRV,Visite,2,100.00,10%,
F2,2026-11-04,C1,,Déplacement,1,20.00,5.00,TPS+TVQ
"""
PAYMENTS = """payment_date,customer_number,invoice_number,amount,method,kind
2026-11-05,C1,F1,114.98,Chèque,payment
2026-11-06,C1,F2,100.00,Chèque,payment
2026-11-06,C1,F2,100.00,Chèque,payment
"""
FILES = {
    "accounts": ACCOUNTS,
    "items": ITEMS,
    "customers": CUSTOMERS,
    "invoices": INVOICES,
    "payments": PAYMENTS,
}


def make_firm(slug: str = "cote") -> Company:
    """A company whose chart, taxes and methods the files name."""
    company = factories.make_company(slug)
    settings = factories.make_settings(company)
    assert settings.sale_debit == settings_for(company).sale_debit
    gst = factories.make_tax(company, "TPS", credit="2310", rate="0.05")
    qst = factories.make_tax(company, "TVQ", credit="2320", rate="0.09975")
    factories.make_group(company, "TPS+TVQ", gst, qst)
    factories.make_method(company, "Chèque")
    return company


def write(folder: Path, **contents: str) -> dict[str, Path]:
    paths = {}
    for kind, content in contents.items():
        paths[kind] = folder / f"{kind}.csv"
        paths[kind].write_text(content, encoding="utf-8")
    return paths


def bring_in(company: Company, folder: Path, **contents: str) -> dict[str, Outcome]:
    return import_files(company=company, paths=write(folder, **contents), on=TODAY)
