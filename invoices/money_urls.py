"""The addresses of payments, deposits, credits, refunds and payouts."""

from django.urls import path

from invoices.views import (
    credit_actions,
    customer_credits,
    document_money,
    linked,
    payment_actions,
    payments,
    payouts,
    refunds,
)

document_pages = [
    path("customers/<int:pk>/pay/", payments.customer_pay, name="customer_pay"),
    path("invoices/<int:pk>/pay/", payments.payment_create, name="payment_create"),
    path(
        "invoices/<int:pk>/apply/", document_money.invoice_apply, name="invoice_apply"
    ),
    path("invoices/<int:pk>/give/", document_money.invoice_give, name="invoice_give"),
    path(
        "invoices/<int:pk>/refund/",
        document_money.invoice_refund,
        name="invoice_refund",
    ),
    path(
        "invoices/reclassified/<int:pk>/",
        linked.reclassification_detail,
        name="reclassification_detail",
    ),
]
payment_pages = [
    path("payments/", payments.payment_list, name="payment_list"),
    path("payments/<int:pk>/", payments.payment_detail, name="payment_detail"),
    path(
        "payments/<int:pk>/return/",
        payment_actions.payment_return,
        name="payment_return",
    ),
    path(
        "payments/<int:pk>/mistake/",
        payment_actions.payment_mistake,
        name="payment_mistake",
    ),
    path(
        "payments/parts/<int:pk>/",
        linked.part_detail,
        name="paymentallocation_detail",
    ),
    path(
        "payments/parts/<int:pk>/move/",
        payment_actions.part_move,
        name="paymentallocation_move",
    ),
    path(
        "payments/parts/<int:pk>/free/",
        payment_actions.part_free,
        name="paymentallocation_free",
    ),
    path(
        "payments/returns/<int:pk>/",
        linked.return_detail,
        name="paymentreturn_detail",
    ),
]
credit_pages = [
    path("credits/", customer_credits.credit_list, name="customercredit_list"),
    path("credits/new/", customer_credits.deposit_create, name="customercredit_create"),
    path(
        "credits/<int:pk>/",
        customer_credits.credit_detail,
        name="customercredit_detail",
    ),
    path(
        "credits/<int:pk>/apply/",
        credit_actions.credit_apply,
        name="customercredit_apply",
    ),
    path(
        "credits/<int:pk>/refund/",
        credit_actions.credit_refund,
        name="customercredit_refund",
    ),
    path(
        "credits/<int:pk>/keep/",
        credit_actions.credit_forfeit,
        name="customercredit_forfeit",
    ),
    path(
        "credits/applications/<int:pk>/",
        linked.application_detail,
        name="application_detail",
    ),
    path(
        "credits/applications/<int:pk>/undo/",
        credit_actions.application_undo,
        name="application_undo",
    ),
    path(
        "credits/kept/<int:pk>/",
        linked.forfeiture_detail,
        name="forfeiture_detail",
    ),
]
money_out_pages = [
    path("refunds/", refunds.refund_list, name="refund_list"),
    path("refunds/new/", refunds.refund_new, name="refund_new"),
    path("refunds/<int:pk>/", refunds.refund_detail, name="refund_detail"),
    path("payouts/", payouts.payout_list, name="payout_list"),
    path("payouts/new/", payouts.payout_create, name="payout_create"),
    path("payouts/<int:pk>/", payouts.payout_detail, name="payout_detail"),
    path("tips/", payouts.tip_payout_list, name="tippayout_list"),
    path("tips/new/", payouts.tip_payout_create, name="tippayout_create"),
    path("tips/<int:pk>/", payouts.tip_payout_detail, name="tippayout_detail"),
]
money_pages = [*document_pages, *payment_pages, *credit_pages, *money_out_pages]
