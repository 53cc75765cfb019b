from django.urls import path

from accounting.views import accounts, closing, entries, settings

app_name = "accounting"

urlpatterns = [
    path("entries/", entries.entry_list, name="entry_list"),
    path("entries/<int:pk>/", entries.entry_detail, name="entry_detail"),
    path("closing/", closing.closing, name="closing"),
    path("closing/close/", closing.close, name="close_books"),
    path("closing/reopen/", closing.reopen, name="reopen_books"),
    path("settings/accounting/", settings.settings, name="settings"),
    path("settings/accounts/", accounts.account_list, name="account_list"),
    path("settings/accounts/new/", accounts.account_create, name="account_create"),
    path("settings/accounts/<int:pk>/", accounts.account_edit, name="account_edit"),
]
