from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a file says in the company's language; `subject` takes two dates."""

    subject: str
    test: str
    payment: str
    application: str
    dated: str
    worksheet: str
    date: str
    document: str
    description: str
    account: str
    account_name: str
    debit: str
    credit: str
    total: str
    batch: str


FRENCH = Words(
    subject="Factures pour la periode du {first_on:%d/%m/%Y} au {last_on:%d/%m/%Y}",
    test="TEST",
    payment="Paiement",
    application="Application",
    dated="du",
    worksheet="Écritures",
    date="Date",
    document="Document",
    description="Description",
    account="Compte",
    account_name="Nom du compte",
    debit="Débit",
    credit="Crédit",
    total="Total",
    batch="lot",
)
ENGLISH = Words(
    subject="Invoices for the period {first_on:%d/%m/%Y} to {last_on:%d/%m/%Y}",
    test="TEST",
    payment="Payment",
    application="Application",
    dated="of",
    worksheet="Entries",
    date="Date",
    document="Document",
    description="Description",
    account="Account",
    account_name="Account name",
    debit="Debit",
    credit="Credit",
    total="Total",
    batch="batch",
)
