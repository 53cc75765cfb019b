"""The documents of the sales side, by noun."""

from invoices.models.credit import Application, CustomerCredit, Forfeiture, Refund
from invoices.models.credit_note import CreditNote, CreditNoteLine, CreditNoteTax
from invoices.models.customer import Customer, PaymentMethod
from invoices.models.invoice import Invoice, InvoiceLine, InvoiceQuerySet, InvoiceTax
from invoices.models.numbering import DocumentNumbering
from invoices.models.payment import Payment, PaymentAllocation, PaymentReturn
from invoices.models.sent_form import SentForm
from invoices.models.settlement import Settlement
from invoices.models.transfer import Payout, Reclassification, TipPayout
from invoices.models.write_off import (
    ForfeitureTax,
    Recovery,
    RecoveryTax,
    WriteOff,
    WriteOffTax,
)

__all__ = [
    "Application",
    "CreditNote",
    "CreditNoteLine",
    "CreditNoteTax",
    "Customer",
    "CustomerCredit",
    "DocumentNumbering",
    "Forfeiture",
    "ForfeitureTax",
    "Invoice",
    "InvoiceLine",
    "InvoiceQuerySet",
    "InvoiceTax",
    "Payment",
    "PaymentAllocation",
    "PaymentMethod",
    "PaymentReturn",
    "Payout",
    "Reclassification",
    "Recovery",
    "RecoveryTax",
    "Refund",
    "SentForm",
    "Settlement",
    "TipPayout",
    "WriteOff",
    "WriteOffTax",
]
