"""Books as the first version kept them: a sale with two taxes, paid and exported."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.migrations.state import StateApps

from accounting.journal.cents import to_cents
from tests.factories import CHART

ISSUED, PAID, PERIOD = date(2026, 10, 5), date(2026, 10, 20), date(2026, 10, 31)
FILE = "".join(
    f"{line}\r\n"
    for line in (
        "GLImport.001 - Factures pour la periode du 01/10/2026 au 31/10/2026",
        "LGL7",
        "E261005FAC-00001 Gagnon                   ",
        "T   1201   114.98         ",
        "T   4000            100.00",
        "T   2310              5.00",
        "T   2320              9.98",
        "E261020FAC-00001 Paiement Gagnon          ",
        "T   1010   114.98         ",
        "T   1201            114.98",
    )
).encode("cp1252")
TAXES = [("TPS", "2310", "0.05"), ("TVQ", "2320", "0.09975")]
SALE_LINES = [
    ("1201", "114.98", "", "sale_debit", ""),
    ("4000", "", "100.00", "line", "group:1"),
    ("2310", "", "5.00", "tax:1", "tax:1"),
    ("2320", "", "9.98", "tax:2", "tax:2"),
]
PAYMENT_LINES = [
    ("1010", "114.98", "", "payment_debit", ""),
    ("1201", "", "114.98", "payment_credit", ""),
]


@dataclass(frozen=True, slots=True)
class OldBooks:
    """Writes rows through the models of the first migrations."""

    apps: StateApps

    def add(self, label: str, **values: Any) -> Any:
        return self.apps.get_model(label)._base_manager.create(**values)  # noqa: SLF001 - Django documents it

    def account(self, number: str) -> Any:
        model = self.apps.get_model("accounting.GLAccount")
        return model._base_manager.get(number=number)  # noqa: SLF001 - Django documents it

    def fill(self) -> None:
        company = self.add("companies.Company", slug="cote", name="Plomberie Côté")
        self._set_up(company)
        taxes = self._add_taxes(company)
        invoice = self._issue(company, taxes)
        payment = self._pay(company, invoice)
        sale = self._add_entry(invoice, "invoice", "sale", ISSUED, SALE_LINES)
        paid = self._add_entry(payment, "payment", "payment", PAID, PAYMENT_LINES)
        self._export(company, sale, paid)

    def _set_up(self, company: Any) -> None:
        for number, name, category in CHART:
            self.add(
                "accounting.GLAccount",
                company=company,
                number=number,
                name=name,
                category=category,
            )
        self.add(
            "accounting.AccountingSettings",
            company=company,
            sale_debit=self.account("1201"),
            sale_credit=self.account("4000"),
            payment_debit=self.account("1010"),
            payment_credit=self.account("1201"),
            deposits=self.account("2150"),
        )
        self.add("exports.GLImportSettings", company=company, next_counter=2)
        self.add("invoices.InvoiceNumbering", company=company, next_number=2)

    def _add_taxes(self, company: Any) -> list[Any]:
        group = self.add("taxes.TaxGroup", company=company, name="TPS+TVQ")
        taxes = []
        for position, (code, number, rate) in enumerate(TAXES, start=1):
            accounts = {
                "debit_account": self.account("1201"),
                "credit_account": self.account(number),
            }
            tax = self.add("taxes.Tax", company=company, code=code, **accounts)
            since = date(2013, 1, 1)
            self.add("taxes.TaxRate", tax=tax, rate=Decimal(rate), valid_from=since)
            self.add(
                "taxes.TaxGroupMember",
                group=group,
                tax=tax,
                treatment="taxable",
                position=position,
            )
            taxes.append(tax)
        return taxes

    def _issue(self, company: Any, taxes: list[Any]) -> Any:
        customer = self.add(
            "invoices.Customer", company=company, number="C-100", name="Gagnon"
        )
        invoice = self.add(
            "invoices.Invoice",
            company=company,
            customer=customer,
            customer_name=customer.name,
            number="FAC-00001",
            status="ISSUED",
            issued_on=ISSUED,
            receivable=self.account("1201"),
            subtotal=Decimal("100.00"),
            tax_total=Decimal("14.98"),
            total=Decimal("114.98"),
            balance=Decimal("0.00"),
        )
        self._add_line(invoice)
        for position, tax in enumerate(taxes, start=1):
            _code, _number, rate = TAXES[position - 1]
            self.add(
                "invoices.InvoiceTax",
                invoice=invoice,
                tax=tax,
                position=position,
                treatment="taxable",
                rate=Decimal(rate),
                base=Decimal("100.00"),
                amount=to_cents(100 * Decimal(rate)),
                account=tax.credit_account,
            )
        return invoice

    def _add_line(self, invoice: Any) -> None:
        hundred = Decimal("100.00")
        self.add(
            "invoices.InvoiceLine",
            invoice=invoice,
            position=1,
            description="Travaux",
            quantity=Decimal(1),
            unit_price=hundred,
            gross=hundred,
            net=hundred,
            tax_group=self.apps.get_model("taxes.TaxGroup").objects.get(),
            revenue_account=self.account("4000"),
            revenue_origin="line",
        )

    def _pay(self, company: Any, invoice: Any) -> Any:
        method = self.add("invoices.PaymentMethod", company=company, name="Chèque")
        payment = self.add(
            "invoices.Payment",
            company=company,
            customer=invoice.customer,
            method=method,
            received_on=PAID,
            amount=invoice.total,
            account=self.account("1010"),
            account_origin="payment_debit",
        )
        self.add(
            "invoices.PaymentAllocation",
            payment=payment,
            invoice=invoice,
            amount=invoice.total,
        )
        return payment

    def _add_entry(
        self,
        document: Any,
        kind: str,
        event: str,
        on: date,
        lines: list[tuple[str, str, str, str, str]],
    ) -> Any:
        """Ready first: a line is not added to an entry that is exported."""
        entry = self.add(
            "accounting.JournalEntry",
            company=document.company,
            source_kind=f"invoices.{kind}",
            source_id=document.pk,
            event=event,
            document_number="FAC-00001",
            party="Gagnon",
            happened_on=on,
            ready_on=on,
            status="READY",
        )
        for position, (number, debit, credit, origin, treatment) in enumerate(
            lines, start=1
        ):
            self.add(
                "accounting.JournalLine",
                entry=entry,
                position=position,
                account=self.account(number),
                debit=Decimal(debit or 0),
                credit=Decimal(credit or 0),
                origin=origin,
                tax_treatment=treatment,
            )
        return entry

    def _export(self, company: Any, *entries: Any) -> None:
        total = Decimal("229.96")
        batch = self.add(
            "exports.ExportBatch",
            company=company,
            number=1,
            through=PERIOD,
            produced_at=datetime(2026, 10, 31, 22, tzinfo=UTC),
            detail="detailed",
            entry_count=2,
            total=total,
        )
        file = self.add(
            "exports.ExportFile",
            batch=batch,
            format="glimport",
            name="GLImport.001",
            first_on=PERIOD.replace(day=1),
            last_on=PERIOD,
            entry_count=2,
            total=total,
            content=FILE,
            sha256=sha256(FILE).hexdigest(),
        )
        for position, entry in enumerate(entries, start=1):
            self.add(
                "exports.BatchEntry",
                batch=batch,
                file=file,
                entry=entry,
                position=position,
                dated_on=entry.happened_on,
            )
            entry.status, entry.was_exported = "EXPORTED", True
            entry.save()
