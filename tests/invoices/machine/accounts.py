"""Items sold, moved to other accounts, and what was sold of them reclassified."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from catalog.models import Item
from catalog.services import save_item
from invoices.services.reapplying import reapply_accounts
from invoices.services.reclassifying import proposed_reclassifications, reclassify
from tests.factories import make_item
from tests.invoices.machine.desk import Desk, pick, places


class AccountRules(Desk):
    item: Item | None = None

    @rule(
        price=st.sampled_from(["80.00", "-80.00"]), off=st.sampled_from([None, "0.1"])
    )
    def issue_item(self, *, price: str, off: str | None) -> None:
        if self.item is None:
            account = self.shop.account("4000")
            self.item = make_item(self.shop.company, "S-1", credit_account=account)
        rate = Decimal(off) if off and Decimal(price) > 0 else None
        line = self.shop.line(price, None, item=self.item, discount_rate=rate)
        self.attempt(lambda: self.shop.issue(line, on=self.today))

    @precondition(lambda self: self.item is not None)
    @rule(number=st.sampled_from(["4000", "4010", "4020"]))
    def map_item(self, *, number: str) -> None:
        assert self.item is not None
        self.item.credit_account = self.shop.account(number)
        save_item(item=self.item)

    @precondition(lambda self: self.item is not None)
    @rule(place=places)
    def reclassify(self, *, place: int) -> None:
        if proposed := proposed_reclassifications(self.shop.company):
            line = pick(proposed, place).line
            self.attempt(
                lambda: reclassify(
                    line=line, reclassified_on=self.today, reclassified_by=None
                )
            )

    @precondition(lambda self: self.item is not None)
    @rule()
    def reapply(self) -> None:
        if reapply_accounts(company=self.shop.company):
            self.look()
