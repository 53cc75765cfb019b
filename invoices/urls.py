from django.urls import path

from invoices.views import customers, invoices, line_account, methods, payments

app_name = "invoices"

urlpatterns = [
    path("customers/", customers.customer_list, name="customer_list"),
    path("customers/new/", customers.customer_create, name="customer_create"),
    path("customers/<int:pk>/", customers.customer_edit, name="customer_edit"),
    path("invoices/", invoices.invoice_list, name="invoice_list"),
    path("invoices/new/", invoices.invoice_create, name="invoice_create"),
    path("invoices/<int:pk>/", invoices.invoice_detail, name="invoice_detail"),
    path("invoices/<int:pk>/lines/", invoices.line_add, name="line_add"),
    path("invoices/lines/<int:pk>/remove/", invoices.line_remove, name="line_remove"),
    path("invoices/<int:pk>/issue/", invoices.invoice_issue, name="invoice_issue"),
    path("invoices/<int:pk>/delete/", invoices.invoice_delete, name="invoice_delete"),
    path("invoices/<int:pk>/pay/", payments.payment_create, name="payment_create"),
    path(
        "entries/lines/<int:pk>/account/",
        line_account.line_account,
        name="line_account",
    ),
    path("payments/", payments.payment_list, name="payment_list"),
    path("payments/<int:pk>/", payments.payment_detail, name="payment_detail"),
    path("settings/methods/", methods.method_list, name="method_list"),
    path("settings/methods/new/", methods.method_create, name="method_create"),
    path("settings/methods/<int:pk>/", methods.method_edit, name="method_edit"),
]
