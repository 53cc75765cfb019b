from allauth.account.urls import urlpatterns as account_pages
from allauth.mfa.base.urls import urlpatterns as second_factor_pages
from allauth.mfa.recovery_codes.urls import urlpatterns as recovery_code_pages
from allauth.mfa.totp.urls import urlpatterns as authenticator_app_pages
from allauth.mfa.webauthn.urls import urlpatterns as security_key_pages
from allauth.usersessions.urls import urlpatterns as session_pages
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from companies.email_change import email_change, email_confirm
from companies.views import invitation, sign_in_list
from plannit import views

handler429 = "plannit.views.too_many_requests"

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
    "account_reauthenticate",
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
    path("auth/history/", sign_in_list, name="sign_in_list"),
    path("auth/", include(reachable(account_pages))),
    path("auth/second-factor/", include(second_factor_pages)),
    path("auth/second-factor/app/", include(authenticator_app_pages)),
    path("auth/second-factor/recovery-codes/", include(recovery_code_pages)),
    path("auth/second-factor/keys/", include(security_key_pages)),
    path("auth/sessions/", include(session_pages)),
    path("auth/address/", email_change, name="email_change"),
    path("auth/address/<str:token>/", email_confirm, name="email_confirm"),
    path("invitations/<str:token>/", invitation, name="invitation"),
    path("language/", set_language, name="set_language"),
    path("c/<slug:company>/", include(company_pages)),
]
