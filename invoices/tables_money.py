"""Tables of money received, kept, sent back and paid out."""

from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.models import CustomerCredit, Payment, Payout, Refund, TipPayout
from ui.signs import Sign
from ui.tables import AmountColumn, PageTable
from ui.templatetags.ui import status_badge


def _linked(name: str, **options: Any) -> tables.Column:
    """A column that leads to the page of its row."""
    address = {"company": tables.A("company__slug"), "pk": tables.A("pk")}
    return tables.Column(linkify=(f"invoices:{name}_detail", address), **options)


class PaymentTable(PageTable):
    caption = _("The payments received")
    received_on = _linked("payment")
    amount = AmountColumn()
    state = tables.Column(empty_values=(), orderable=False, verbose_name=_("state"))

    class Meta:
        model = Payment
        fields = ("received_on", "customer", "method", "reference", "amount", "state")

    def render_state(self, record: Payment) -> SafeString | str:
        returned = getattr(record, "returned", None)
        if returned is not None:
            return status_badge(Sign.NEUTRAL, returned.get_kind_display())
        if record.is_pending:
            return status_badge(Sign.WAITS, gettext("to come"))
        return ""


class CreditTable(PageTable):
    caption = _("The deposits and credits of customers, with what is left of each")
    opened_on = _linked("customercredit")
    reference = tables.Column(
        accessor="payment__reference", verbose_name=_("reference")
    )
    amount = AmountColumn()
    balance = AmountColumn(verbose_name=_("Left"))

    class Meta:
        model = CustomerCredit
        fields = ("opened_on", "kind", "customer", "reference", "amount", "balance")


class RefundTable(PageTable):
    caption = _("The money sent back to customers")
    refunded_on = _linked("refund")
    amount = AmountColumn()

    class Meta:
        model = Refund
        fields = ("refunded_on", "customer", "method", "reference", "amount")


class PayoutTable(PageTable):
    caption = _("What card processors paid to the bank")
    paid_on = _linked("payout")
    gross = AmountColumn()
    fee = AmountColumn()

    class Meta:
        model = Payout
        fields = ("paid_on", "clearing", "bank_account", "reference", "gross", "fee")


class TipPayoutTable(PageTable):
    caption = _("The tips handed over")
    paid_on = _linked("tippayout")
    amount = AmountColumn()

    class Meta:
        model = TipPayout
        fields = ("paid_on", "note", "method", "amount")
