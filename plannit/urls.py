from allauth.account.urls import urlpatterns as account_pages
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from companies.views import invitation
from plannit import views

REACHABLE = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",  # it says that sign-up is closed
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
"""Of allauth's pages, those this product has a use for."""


def reachable(pages: list[URLPattern]) -> list[URLPattern]:
    return [page for page in pages if page.name in REACHABLE]


APPS = [
    "companies",
    "accounting",
    "taxes",
    "catalog",
    "invoices",
    "exports",
    "reports",
]
company_pages: list[URLPattern | URLResolver] = [
    path("", views.dashboard, name="dashboard"),
    *(path("", include(f"{app}.urls")) for app in APPS),
]
urlpatterns = [
    path("", views.choose_company, name="choose_company"),
    path("auth/", include(reachable(account_pages))),
    path("invitations/<str:token>/", invitation, name="invitation"),
    path("language/", set_language, name="set_language"),
    path("c/<slug:company>/", include(company_pages)),
]
