"""Where each part of a payment sits in the books, and what its own entry credits.

A part is an allocation. It may be ended: its money then goes to the allocation that
took it over, to a customer credit, or back to the bank. What was in a batch stays as
it was and is followed by entries of its own; the rest is planned as if the payment
had gone there from the start.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounting.journal.cents import ZERO
from accounting.journal.movements import Account
from invoices.movements import Part
from invoices.planning.facts import AllocationFacts, CreditFacts, PaymentFacts


@dataclass(frozen=True, slots=True)
class Parts:
    payment: PaymentFacts

    def origin(self, part: AllocationFacts | CreditFacts) -> AllocationFacts | None:
        """The allocation whose money it took over."""
        before = part.freed_from if isinstance(part, CreditFacts) else part.moved_from
        found = (a for a in self.payment.allocations if a.id == before)
        return next(found, None)

    def place(self, part: AllocationFacts) -> Account:
        """The account where its money is, by the entries that are in the books."""
        origin = self.origin(part)
        if part.application_left:
            return part.invoice.receivable
        if origin is not None and part.follows and not part.transfer_left:
            return self.place(origin)
        if part.through_deposits:
            return self.payment.deposits
        return part.invoice.receivable

    def left_over(self, *, in_books: bool) -> dict[int, Decimal]:
        """What of each allocation no other part took over, by its id.

        `in_books`: what took over after the entry had left takes nothing from it.
        """
        taken: dict[int | None, Decimal] = defaultdict(lambda: ZERO)
        for part in self.payment.allocations:
            if not (in_books and part.follows):
                taken[part.moved_from] += part.amount
        for credit in self.payment.credits:
            if not (in_books and credit.follows):
                taken[credit.freed_from] += credit.amount
        return {
            part.id: part.amount - taken[part.id] for part in self.payment.allocations
        }

    def credited(self) -> Iterator[Part]:
        """What the payment's own entry credits."""
        yield from self.kept()
        yield from self.beside()

    def kept(self) -> Iterator[Part]:
        """What its own entry credits of invoices, deposits and customer credits."""
        left_over = self.left_over(in_books=True)
        for part in self.payment.allocations:
            if not part.follows:
                account = self._credited_account(part)
                yield Part(account=account, amount=left_over[part.id])
        for credit in self.payment.credits:
            if not credit.follows:
                origin = self.origin(credit)
                through = origin is not None and origin.through_deposits
                account = self.payment.deposits if through else credit.account
                yield Part(account=account, amount=credit.amount)

    def _credited_account(self, part: AllocationFacts) -> Account:
        if part.through_deposits:
            return self.payment.deposits
        return part.invoice.receivable

    def beside(self) -> Iterator[Part]:
        """The tip and the rounding difference."""
        payment = self.payment
        yield Part(account=payment.tips, amount=payment.tip)
        yield Part(account=payment.rounding_account, amount=payment.rounding)

    def taken_back(self) -> Iterator[Part]:
        """Where a returned payment takes its money from."""
        left_over = self.left_over(in_books=False)
        for part in self.payment.allocations:
            yield Part(account=self.place(part), amount=left_over[part.id])
        for credit in self.payment.credits:
            left = credit.amount - credit.spent
            yield Part(account=credit.account, amount=left)
        if self.payment.returned is not None:
            owed = sum((part.amount for part in self.spent()), ZERO)
            yield Part(account=self.payment.returned.receivable, amount=owed)
        yield from self.beside()

    def spent(self) -> Iterator[Part]:
        """What had been refunded or kept: the customer owes it again."""
        for credit in self.payment.credits:
            yield Part(account=credit.account, amount=credit.spent)
