"""Debits and credits by account and by tax, added up as the entries pass."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalEntry, JournalLine, Side
from companies.models import Company
from exports.queries import ChartAccount
from taxes.models import Tax

TAX = "tax:"


@dataclass(slots=True)
class Sides:
    debit: Decimal = ZERO
    credit: Decimal = ZERO

    def add(self, line: JournalLine) -> None:
        if line.side is Side.DEBIT:
            self.debit += line.amount
        else:
            self.credit += line.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTotal:
    number: str
    name: str
    debit: Decimal
    credit: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxTotal:
    code: str
    debit: Decimal
    credit: Decimal


@dataclass(slots=True)
class Totals:
    entry_count: int = 0
    total: Decimal = ZERO
    accounts: dict[str, Sides] = field(default_factory=lambda: defaultdict(Sides))
    taxes: dict[str, Sides] = field(default_factory=lambda: defaultdict(Sides))

    def add(self, entry: JournalEntry) -> None:
        self.entry_count += entry.source_count
        self.total += entry.total
        for line in entry:
            self.accounts[line.account or ""].add(line)
            if line.tax_treatment.startswith(TAX):
                self.taxes[line.tax_treatment.removeprefix(TAX)].add(line)

    def by_account(self, chart: Mapping[str, ChartAccount]) -> list[AccountTotal]:
        """In the order of the chart."""
        return [
            AccountTotal(
                number=number,
                name=chart[number].name,
                debit=sides.debit,
                credit=sides.credit,
            )
            for number, sides in sorted(self.accounts.items())
        ]

    def by_tax(self, company: Company) -> list[TaxTotal]:
        taxes = Tax.objects.for_company(company).filter(pk__in=self.taxes)
        return [
            TaxTotal(
                code=tax.code,
                debit=self.taxes[str(tax.pk)].debit,
                credit=self.taxes[str(tax.pk)].credit,
            )
            for tax in taxes.order_by("code")
        ]
