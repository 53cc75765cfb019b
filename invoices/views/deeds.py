"""What each small page of money says: its title, what it does, its button, its word."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.queries import settings_for
from companies.models import Company
from invoices import consequences
from invoices.models import (
    Application,
    CustomerCredit,
    Invoice,
    Payment,
    PaymentAllocation,
)
from invoices.money_pages import giver_of
from invoices.views.acting import Deed, page_of_row
from ui.templatetags.ui import money


def returning(payment: Payment) -> Deed:
    owed = list(consequences.of_return(payment))
    return Deed(
        title=_("Returned payment"),
        effects=[
            _(
                "The bank or the card processor took the whole payment back: its invoices"
                " are due again, and both the payment and its return stay in the books."
            ),
            *owed,
        ],
        submit=_("Record the return"),
        done=_("The return is recorded: the customer owes this document.")
        if owed
        else _("The return is recorded: its invoices are due again."),
        cancel_url=page_of_row(payment),
    )


def moving(part: PaymentAllocation) -> Deed:
    return Deed(
        title=_("Move to another invoice"),
        effects=[
            _(
                "The money leaves invoice %(number)s, which is due again, and pays another"
                " invoice of the customer; what that one does not owe stays on account."
            )
            % {"number": part.invoice}
        ],
        submit=_("Move the money"),
        done=_("The money is moved."),
        cancel_url=page_of_row(part.payment),
    )


def freeing(part: PaymentAllocation) -> Deed:
    return Deed(
        title=_("Free the money"),
        effects=[
            _(
                "The money leaves invoice %(number)s, which is due again, and stays on the"
                " customer's account: it can pay another invoice, or be refunded."
            )
            % {"number": part.invoice}
        ],
        submit=_("Free the money"),
        done=_("The money is freed: it is a credit of the customer."),
        cancel_url=page_of_row(part.payment),
    )


def undoing_mistake(payment: Payment) -> Deed:
    owed = list(consequences.of_return(payment))
    return Deed(
        title=_("Entered by mistake"),
        effects=[
            _(
                "The payment never happened: its invoices are due again. It vanishes from"
                " the books if it was not exported, else it is reversed."
            ),
            *owed,
        ],
        submit=_("Undo the payment"),
        done=_("The payment is undone: the customer owes this document.")
        if owed
        else _("The payment is undone."),
        cancel_url=page_of_row(payment),
    )


def cancelling(payment: Payment) -> Deed:
    return Deed(
        title=_("Cancel the payment to come"),
        effects=[_("The cheque will not be deposited: it will pay nothing.")],
        submit=_("Cancel the payment"),
        done=_("The payment to come is cancelled."),
        cancel_url=page_of_row(payment),
    )


def receiving_deposit(company: Company) -> Deed:
    effects = [
        _(
            "Money for work to come. No tax is due on it before it pays an invoice; it"
            " can be sent back, or kept if the customer cancels."
        )
    ]
    if settings_for(company).deposits_id is None:
        effects.append(
            _(
                "The settings have no account of customer deposits yet: the entry is not"
                " exported before an administrator chooses one."
            )
        )
    return Deed(
        title=_("Receive a deposit"),
        effects=effects,
        submit=_("Record the deposit"),
        done=_("The deposit is recorded."),
        cancel_url=reverse("invoices:customercredit_list", args=[company.slug]),
    )


def applying_credit(credit: CustomerCredit) -> Deed:
    return Deed(
        title=_("Pay an invoice"),
        effects=[
            _("%(left)s of %(customer)s is left here to pay an invoice.")
            % {"left": money(credit.balance), "customer": credit.customer}
        ],
        submit=_("Pay the invoice"),
        done=_("The invoice is paid with it."),
        cancel_url=page_of_row(credit),
    )


def refunding_credit(credit: CustomerCredit) -> Deed:
    return Deed(
        title=_("Send it back"),
        effects=[
            _("%(left)s of %(customer)s is left here; no tax is touched.")
            % {"left": money(credit.balance), "customer": credit.customer}
        ],
        submit=_("Record the refund"),
        done=_("The refund is recorded."),
        cancel_url=page_of_row(credit),
    )


def keeping(credit: CustomerCredit) -> Deed:
    return Deed(
        title=_("Keep the deposit"),
        effects=[
            _(
                "The customer cancelled and the company keeps the money: it becomes a sale,"
                " and the taxes inside it are owed."
            )
        ],
        submit=_("Keep the deposit"),
        done=_("The deposit is kept."),
        cancel_url=page_of_row(credit),
    )


def undoing(application: Application) -> Deed:
    return Deed(
        title=_("Take it off the invoice"),
        effects=[
            _(
                "Invoice %(number)s is due again for %(amount)s, which goes back to where it"
                " came from."
            )
            % {"number": application.invoice, "amount": money(application.amount)}
        ],
        submit=_("Take it off the invoice"),
        done=_("The invoice is due again for this amount."),
        cancel_url=page_of_row(giver_of(application)),
    )


def using_source(invoice: Invoice, *, has_sources: bool) -> Deed:
    return Deed(
        title=_("Use a deposit or a credit"),
        effects=[
            _("%(due)s is due on invoice %(number)s.")
            % {"due": money(invoice.balance), "number": invoice}
            if has_sources
            else _("%(customer)s has no deposit and no credit: take a payment.")
            % {"customer": invoice.customer}
        ],
        submit=_("Pay the invoice"),
        done=_("The invoice is paid with it."),
        cancel_url=page_of_row(invoice),
    )


def giving(invoice: Invoice) -> Deed:
    return Deed(
        title=_("Pay another invoice"),
        effects=[
            _("%(left)s is owed back on %(number)s.")
            % {"left": money(-invoice.balance), "number": invoice}
        ],
        submit=_("Pay the invoice"),
        done=_("The invoice is paid with it."),
        cancel_url=page_of_row(invoice),
    )


def refunding_document(invoice: Invoice) -> Deed:
    return Deed(
        title=_("Refund"),
        effects=[
            _(
                "Sends back what document %(number)s owes the customer, after a credit note"
                " or a negative total."
            )
            % {"number": invoice}
        ],
        submit=_("Record the refund"),
        done=_("The refund is recorded."),
        cancel_url=page_of_row(invoice),
    )


def paying_out(company: Company) -> Deed:
    return Deed(
        title=_("Record a payout"),
        effects=[
            _(
                "What the card processor sent to the bank: the receipts that it pays out,"
                " less the fee that it kept."
            )
        ],
        submit=_("Record the payout"),
        done=_("The payout is recorded."),
        cancel_url=reverse("invoices:payout_list", args=[company.slug]),
    )


def handing_over(company: Company) -> Deed:
    return Deed(
        title=_("Hand over tips"),
        effects=[
            _(
                "Tips received with payments are given to those who earned them, or back to"
                " the customer."
            )
        ],
        submit=_("Record the tips handed over"),
        done=_("The tips handed over are recorded."),
        cancel_url=reverse("invoices:tippayout_list", args=[company.slug]),
    )
