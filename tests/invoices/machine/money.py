"""Money received, moved, applied, taken back and sent back."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from accounting.journal.cents import ZERO, to_cents
from invoices.models import Invoice, PaymentMethod, PaymentReturn
from invoices.services.applying import apply_document, undo_application
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.parts import free_payment, move_payment
from invoices.services.payments import record_payment
from invoices.services.post_dated import take_due_payments
from invoices.services.returning import return_payment
from invoices.totals import round_cash
from tests.invoices.machine.desk import Desk, pick, places, shares

small = st.sampled_from(["0", "0", "0.01", "15.00", "250.00"]).map(Decimal)


class MoneyRules(Desk):
    def take(self, amounts: dict[Invoice, Decimal], **values: Any) -> None:
        """A payment as it is typed, of no more than cents."""
        self.attempt(
            lambda: record_payment(
                customer=self.shop.customer,
                amounts=amounts,
                **{"method": self.shop.method, "received_on": self.today, **values},
            )
        )

    def split(self, chosen: set[int], share: Decimal) -> dict[Invoice, Decimal]:
        invoices = {pick(self.open, place) for place in chosen}
        return {
            invoice: to_cents(invoice.balance.amount * share)
            for invoice in sorted(invoices, key=lambda invoice: invoice.pk)
        }

    @precondition(lambda self: self.open)
    @rule(
        chosen=st.sets(places, min_size=1, max_size=3),
        share=shares,
        tip=small,
        over=small,
        kept=small,
        back=st.integers(0, 2),
    )
    def pay(
        self,
        *,
        chosen: set[int],
        share: Decimal,
        tip: Decimal,
        over: Decimal,
        kept: Decimal,
        back: int,
    ) -> None:
        amounts = self.split(chosen, share)
        self.take(
            amounts,
            tip=tip,
            on_account=over,
            deposit=kept,
            received_on=self.day(back),
        )

    @precondition(lambda self: self.open)
    @rule(place=places)
    def settle(self, *, place: int) -> None:
        self.take(self.split({place}, Decimal(1)))

    @precondition(lambda self: self.open)
    @rule(place=places, share=shares)
    def pay_cash(self, *, place: int, share: Decimal) -> None:
        cash = PaymentMethod.objects.get(company=self.shop.company, is_cash=True)
        amounts = self.split({place}, share)
        due = sum(amounts.values(), ZERO)
        self.take(amounts, method=cash, rounding=round_cash(due) - due)

    @precondition(lambda self: self.open)
    @rule(place=places, short=st.sampled_from(["0.05", "-0.03"]))
    def pay_with_a_difference(self, *, place: int, short: str) -> None:
        self.take(
            self.split({place}, Decimal(1)),
            rounding=Decimal(short),
            rounding_reason="Quelques cents",
        )

    @precondition(lambda self: self.open)
    @rule(place=places, share=shares, days=st.integers(1, 20), kept=small)
    def post_date(
        self, *, place: int, share: Decimal, days: int, kept: Decimal
    ) -> None:
        self.take(
            self.split({place}, share),
            received_on=self.today + timedelta(days=days),
            recorded_on=self.today,
            deposit=kept,
        )

    @rule(days=st.integers(1, 40))
    def wait(self, *, days: int) -> None:
        self.today += timedelta(days=days)
        if take_due_payments(company=self.shop.company, on=self.today):
            self.look()

    @rule(amount=st.sampled_from(["300.00", "1000.00", "0.01"]))
    def deposit(self, *, amount: str) -> None:
        self.take({}, deposit=Decimal(amount))

    @precondition(lambda self: self.credits and self.open)
    @rule(credit=places, place=places, share=shares)
    def apply(self, *, credit: int, place: int, share: Decimal) -> None:
        source, invoice = pick(self.credits, credit), pick(self.open, place)
        most = min(source.balance.amount, invoice.balance.amount)
        amount = str(to_cents(most * share))
        self.attempt(lambda: self.counter.apply(source, invoice, amount, self.today))

    @precondition(lambda self: self.owing and self.open)
    @rule(giver=places, place=places, share=shares)
    def apply_document(self, *, giver: int, place: int, share: Decimal) -> None:
        source, invoice = pick(self.owing, giver), pick(self.open, place)
        most = min(-source.balance.amount, invoice.balance.amount)
        self.attempt(
            lambda: apply_document(
                from_invoice=source,
                invoice=invoice,
                amount=to_cents(most * share),
                applied_on=self.today,
            )
        )

    @precondition(lambda self: self.applications)
    @rule(place=places)
    def undo(self, *, place: int) -> None:
        application = pick(self.applications, place)
        self.attempt(
            lambda: undo_application(application=application, undone_on=self.today)
        )

    @precondition(lambda self: self.payments)
    @rule(
        place=places,
        kind=st.sampled_from(PaymentReturn.Kind),
        fee=st.sampled_from(["0", "15.00"]),
    )
    def take_back(self, *, place: int, kind: PaymentReturn.Kind, fee: str) -> None:
        payment = pick(self.payments, place)
        bears_fee = kind != PaymentReturn.Kind.MISTAKE
        self.attempt(
            lambda: return_payment(
                payment=payment,
                kind=kind,
                returned_on=self.today,
                fee=Decimal(fee) if bears_fee else ZERO,
            )
        )

    @precondition(lambda self: self.gone)
    @rule(place=places, kind=st.sampled_from(PaymentReturn.Kind))
    def take_back_what_went_out(self, *, place: int, kind: PaymentReturn.Kind) -> None:
        """A payment of which something was refunded or kept."""
        payment = pick(self.gone, place)
        self.attempt(
            lambda: return_payment(payment=payment, kind=kind, returned_on=self.today)
        )

    @precondition(lambda self: self.parts)
    @rule(place=places)
    def free(self, *, place: int) -> None:
        part = pick(self.parts, place)
        self.attempt(lambda: free_payment(part=part, freed_on=self.today))

    @precondition(lambda self: self.parts and self.open)
    @rule(part=places, place=places)
    def move(self, *, part: int, place: int) -> None:
        moved, invoice = pick(self.parts, part), pick(self.open, place)
        self.attempt(
            lambda: move_payment(part=moved, invoice=invoice, moved_on=self.today)
        )

    @precondition(lambda self: self.credits)
    @rule(place=places, share=shares)
    def refund_credit(self, *, place: int, share: Decimal) -> None:
        credit = pick(self.credits, place)
        amount = str(to_cents(credit.balance.amount * share))
        self.attempt(lambda: self.counter.refund(credit, amount, self.today))

    @precondition(lambda self: self.owing)
    @rule(place=places, share=shares)
    def refund_document(self, *, place: int, share: Decimal) -> None:
        invoice = pick(self.owing, place)
        amount = str(to_cents(-invoice.balance.amount * share))
        self.attempt(lambda: self.counter.refund(invoice, amount, self.today))

    @precondition(lambda self: self.credits)
    @rule(place=places, share=shares)
    def forfeit(self, *, place: int, share: Decimal) -> None:
        credit = pick(self.credits, place)
        self.attempt(
            lambda: forfeit_deposit(
                credit=credit,
                amount=to_cents(credit.balance.amount * share),
                tax_group=self.shop.groups["TPS+TVQ"],
                forfeited_on=self.today,
                reason="Commande annulée",
            )
        )
