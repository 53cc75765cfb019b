from django.urls import path

from invoices.account_urls import account_pages
from invoices.money_urls import money_pages
from invoices.views import (
    corrections,
    credit_notes,
    customers,
    drafts,
    invoices,
    methods,
    numbering,
    personal_data,
    write_offs,
)

app_name = "invoices"

urlpatterns = [
    path("customers/", customers.customer_list, name="customer_list"),
    path("customers/new/", customers.customer_create, name="customer_create"),
    path("customers/<int:pk>/", customers.customer_detail, name="customer_detail"),
    path("customers/<int:pk>/edit/", customers.customer_edit, name="customer_edit"),
    path(
        "customers/<int:pk>/interest/",
        customers.customer_interest,
        name="customer_interest",
    ),
    path(
        "customers/<int:pk>/personal-data/",
        personal_data.personal_data,
        name="customer_personal_data",
    ),
    path(
        "customers/<int:pk>/personal-data/file/",
        personal_data.personal_data_file,
        name="customer_personal_data_file",
    ),
    path(
        "customers/<int:pk>/anonymize/",
        personal_data.customer_anonymize,
        name="customer_anonymize",
    ),
    path("invoices/", invoices.invoice_list, name="invoice_list"),
    path("invoices/new/", drafts.invoice_create, name="invoice_create"),
    path("invoices/<int:pk>/", invoices.invoice_detail, name="invoice_detail"),
    path("invoices/<int:pk>/print/", invoices.invoice_print, name="invoice_print"),
    path("invoices/<int:pk>/lines/", drafts.line_add, name="line_add"),
    path("invoices/lines/<int:pk>/remove/", drafts.line_remove, name="line_remove"),
    path("invoices/<int:pk>/terms/", drafts.invoice_terms, name="invoice_terms"),
    path("invoices/<int:pk>/issue/", drafts.invoice_issue, name="invoice_issue"),
    path("invoices/<int:pk>/delete/", drafts.invoice_delete, name="invoice_delete"),
    path("invoices/<int:pk>/void/", corrections.invoice_void, name="invoice_void"),
    path(
        "invoices/<int:pk>/correct/",
        corrections.invoice_correct,
        name="invoice_correct",
    ),
    path(
        "invoices/<int:pk>/duplicate/",
        corrections.invoice_duplicate,
        name="invoice_duplicate",
    ),
    path(
        "invoices/<int:pk>/credit/",
        credit_notes.creditnote_create,
        name="creditnote_create",
    ),
    path("credit-notes/", credit_notes.creditnote_list, name="creditnote_list"),
    path(
        "credit-notes/<int:pk>/",
        credit_notes.creditnote_detail,
        name="creditnote_detail",
    ),
    path(
        "invoices/<int:pk>/write-off/",
        write_offs.writeoff_create,
        name="writeoff_create",
    ),
    path("write-offs/<int:pk>/", write_offs.writeoff_detail, name="writeoff_detail"),
    path(
        "write-offs/<int:pk>/recover/",
        write_offs.recovery_create,
        name="recovery_create",
    ),
    path("recoveries/<int:pk>/", write_offs.recovery_detail, name="recovery_detail"),
    *money_pages,
    *account_pages,
    path("settings/numbering/", numbering.numbering_list, name="numbering_list"),
    path(
        "settings/numbering/<slug:series>/",
        numbering.numbering_edit,
        name="numbering_edit",
    ),
    path("settings/methods/", methods.method_list, name="method_list"),
    path("settings/methods/new/", methods.method_create, name="method_create"),
    path("settings/methods/<int:pk>/", methods.method_edit, name="method_edit"),
]
