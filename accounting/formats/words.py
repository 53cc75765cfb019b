from collections.abc import Mapping
from dataclasses import dataclass

from accounting.journal.dating import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a file says in the company's language; `subject` takes two dates.

    `events` says what an entry is, after its document's number; a sale needs no word.
    `days` says what the entries of a day are, when they are one: it takes their count.
    """

    subject: str
    test: str
    events: Mapping[Event, str]
    days: Mapping[Event, str]
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
    list_separator: str
    decimal_mark: str


FRENCH = Words(
    subject="Factures pour la periode du {first_on:%d/%m/%Y} au {last_on:%d/%m/%Y}",
    test="TEST",
    events={
        Event.VOID: "Annulation",
        Event.CREDIT_NOTE: "Note de crédit",
        Event.WRITE_OFF: "Radiation",
        Event.PAYMENT: "Paiement",
        Event.RETURN: "Paiement retourné",
        Event.TRANSFER: "Transfert",
        Event.APPLICATION: "Application",
        Event.UNAPPLIED: "Application annulée",
        Event.REFUND: "Remboursement",
        Event.RECOVERY: "Recouvrement",
        Event.FORFEITURE: "Dépôt confisqué",
        Event.PAYOUT: "Versement",
        Event.TIP_PAYOUT: "Pourboires remis",
        Event.RECLASSIFICATION: "Reclassement",
    },
    days={
        Event.SALE: "Ventes du jour ({count} factures)",
        Event.VOID: "Annulations du jour ({count})",
        Event.CREDIT_NOTE: "Notes de crédit du jour ({count})",
        Event.WRITE_OFF: "Radiations du jour ({count})",
        Event.PAYMENT: "Paiements du jour ({count})",
        Event.RETURN: "Impayés du jour ({count})",
        Event.TRANSFER: "Transferts du jour ({count})",
        Event.APPLICATION: "Applications du jour ({count})",
        Event.UNAPPLIED: "Applic. annulées du jour ({count})",
        Event.REFUND: "Remboursements du jour ({count})",
        Event.RECOVERY: "Recouvrements du jour ({count})",
        Event.FORFEITURE: "Dépôts gardés du jour ({count})",
        Event.PAYOUT: "Versements du jour ({count})",
        Event.TIP_PAYOUT: "Pourboires du jour ({count})",
        Event.RECLASSIFICATION: "Reclassements du jour ({count})",
    },
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
    list_separator=";",
    decimal_mark=",",
)
ENGLISH = Words(
    subject="Invoices for the period {first_on:%d/%m/%Y} to {last_on:%d/%m/%Y}",
    test="TEST",
    events={
        Event.VOID: "Void",
        Event.CREDIT_NOTE: "Credit note",
        Event.WRITE_OFF: "Write-off",
        Event.PAYMENT: "Payment",
        Event.RETURN: "Payment returned",
        Event.TRANSFER: "Transfer",
        Event.APPLICATION: "Application",
        Event.UNAPPLIED: "Application undone",
        Event.REFUND: "Refund",
        Event.RECOVERY: "Recovery",
        Event.FORFEITURE: "Deposit kept",
        Event.PAYOUT: "Payout",
        Event.TIP_PAYOUT: "Tips handed over",
        Event.RECLASSIFICATION: "Reclassification",
    },
    days={
        Event.SALE: "Daily sales ({count} invoices)",
        Event.VOID: "Daily voids ({count})",
        Event.CREDIT_NOTE: "Daily credit notes ({count})",
        Event.WRITE_OFF: "Daily write-offs ({count})",
        Event.PAYMENT: "Daily payments ({count})",
        Event.RETURN: "Daily returns ({count})",
        Event.TRANSFER: "Daily transfers ({count})",
        Event.APPLICATION: "Daily applications ({count})",
        Event.UNAPPLIED: "Daily undone applic. ({count})",
        Event.REFUND: "Daily refunds ({count})",
        Event.RECOVERY: "Daily recoveries ({count})",
        Event.FORFEITURE: "Daily deposits kept ({count})",
        Event.PAYOUT: "Daily payouts ({count})",
        Event.TIP_PAYOUT: "Daily tips ({count})",
        Event.RECLASSIFICATION: "Daily reclassific. ({count})",
    },
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
    list_separator=",",
    decimal_mark=".",
)
