"""Invoices issued, corrected, credited and written off."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from accounting.journal.cents import to_cents
from invoices.models import Invoice, InvoiceLine
from invoices.queries.creditable import creditable_nets
from invoices.services.correcting import start_correction
from invoices.services.crediting import issue_credit_note
from invoices.services.interest import charge_interest
from invoices.services.issuing import issue_invoice
from invoices.services.writing_off import record_recovery, recoverable
from tests.invoices.machine.desk import Desk, pick, places, shares

prices = st.integers(-5_000, 200_000).map(lambda cents: Decimal(cents) / 100)
groups = st.sampled_from(["TPS+TVQ", "TPS", "TVH ON", "Détaxé", "Exonéré"])
percents = st.sampled_from([None, "0.1", "0.333", "1"])
sold = st.tuples(prices, groups, percents)


class DocumentRules(Desk):
    def draft(self, lines: list[tuple[Decimal, str, str | None]]) -> Invoice:
        return self.shop.draft(
            *(
                self.shop.line(
                    str(price),
                    group=group,
                    discount_rate=(percent and price > 0 and Decimal(percent)) or None,
                )
                for price, group, percent in lines
            )
        )

    @rule(
        lines=st.lists(sold, min_size=1, max_size=3),
        percent=percents,
        taxes_inside=st.booleans(),
        back=st.integers(0, 3),
    )
    def issue(
        self,
        *,
        lines: list[tuple[Decimal, str, str | None]],
        percent: str | None,
        taxes_inside: bool,
        back: int,
    ) -> None:
        draft = self.draft(lines)
        draft.prices_include_taxes = taxes_inside
        draft.discount_rate = percent and Decimal(percent)
        draft.save()
        self.attempt(lambda: issue_invoice(invoice=draft, issued_on=self.day(back)))

    @rule(net=st.sampled_from(["1000.00", "100.00", "0.00", "-20.00"]))
    def issue_round(self, *, net: str) -> None:
        self.attempt(lambda: self.counter.issue(net, self.today))

    @precondition(lambda self: self.open)
    @rule(amount=st.sampled_from(["12.34", "0.01"]))
    def charge_interest(self, *, amount: str) -> None:
        self.attempt(
            lambda: charge_interest(
                customer=self.shop.customer,
                amount=Decimal(amount),
                charged_on=self.today,
            )
        )

    @precondition(lambda self: self.invoices)
    @rule(place=places)
    def void(self, *, place: int) -> None:
        invoice = pick(self.invoices, place)
        self.attempt(lambda: self.counter.void(invoice, self.today))

    @precondition(lambda self: self.invoices)
    @rule(place=places, price=prices)
    def correct(self, *, place: int, price: Decimal) -> None:
        invoice = pick(self.invoices, place)

        def correct() -> None:
            draft = start_correction(invoice=invoice)
            first = draft.lines.order_by("position")[:1].values("pk")
            InvoiceLine.objects.filter(pk__in=first).update(
                unit_price=price, discount_rate=None
            )
            issue_invoice(invoice=draft, issued_on=self.today)

        self.attempt(correct)

    @precondition(lambda self: self.invoices)
    @rule(place=places, share=shares)
    def credit(self, *, place: int, share: Decimal) -> None:
        invoice = pick(self.invoices, place)
        left = creditable_nets(invoice)
        nets = {pk: to_cents(net * share) for pk, net in left.items()}
        self.attempt(
            lambda: issue_credit_note(
                invoice=invoice,
                nets=None if share == 1 else nets,
                issued_on=self.today,
            )
        )

    @precondition(lambda self: self.open)
    @rule(
        place=places,
        share=shares,
        kind=st.sampled_from(["BAD_DEBT", "DIFFERENCE"]),
        cents=st.booleans(),
    )
    def write_off(self, *, place: int, share: Decimal, kind: str, cents: bool) -> None:
        invoice = pick(self.open, place)
        amount = to_cents(invoice.balance.amount * share)
        if cents:
            amount = min(amount, Decimal("0.05"))
        self.attempt(
            lambda: self.counter.write_off(invoice, str(amount), self.today, kind)
        )

    @precondition(lambda self: self.bad_debts)
    @rule(place=places, share=shares)
    def recover(self, *, place: int, share: Decimal) -> None:
        write_off = pick(self.bad_debts, place)
        amount = to_cents(recoverable(write_off) * share)
        self.attempt(
            lambda: record_recovery(
                write_off=write_off,
                amount=amount,
                received_on=self.today,
                method=self.shop.method,
            )
        )
