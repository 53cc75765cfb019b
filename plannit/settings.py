"""Settings come from the environment: NAME, or NAME_FILE for a secret in a file."""

from pathlib import Path

from bootstrap_wrapper import get_bootstrap_dir
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environ import FileAwareEnv

from plannit.environment import (
    read_boolean,
    read_database,
    read_proxy_count,
)
from plannit.logs import line_formatter

BASE_DIR = Path(__file__).resolve().parent.parent
env = FileAwareEnv()

DEBUG = read_boolean(env, "DEBUG", default=False)
# Nothing works without these; only `manage.py` has values for a person's machine.
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where people find the site: for the links of invitations, mailed and printed.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

DATABASES = {"default": read_database(env)}
# Attempts are counted in a table that a migration makes, whatever worker they reach.
# When it is full, old counts go before their time: nobody fills so many in an hour.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "companies_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "plannit",
    "imports",
    "reports",
    "exports",
    "invoices",
    "catalog",
    "taxes",
    "accounting",
    "companies",
    "ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "auditlog",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ui.middleware.no_store",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "companies.sessions.SessionAgeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "plannit.urls"
WSGI_APPLICATION = "plannit.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Its tags, and no more: as an application it would load PostgreSQL's driver
            # into each command, on SQLite too.
            "libraries": {
                "django_tables2": "django_tables2.templatetags.django_tables2"
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "companies.context.company",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "ui/table.html"

# Sign-in
AUTH_USER_MODEL = "companies.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "companies.passwords.GuessablePasswordValidator"},
]
ACCOUNT_ADAPTER = "companies.adapters.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Prepared for unknown addresses too, as slowly, and then not sent: see the adapter.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
# Its key has all that allauth's has, and is drawn without asking the database.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a path
)
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {"reset_password_from_key": "companies.forms.NewPasswordForm"}
ACCOUNT_SESSION_REMEMBER = False
# Of passwords, what may fail from one network, for an e-mail address from one place and
# from anywhere, and how often still once these are used up: see companies.adapters.
# Allauth's own limit is that of the second factor: five codes in five minutes.
ACCOUNT_RATE_LIMITS = {
    "password_failed": "10/m/ip",
    "password_failed_here": "5/15m/key",
    "password_failed_anywhere": "50/h/key",
    "password_slowed": "1/m/key",
}
# Signing in counts as well: see companies.adapters.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 30 * 60
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Plannit"
# Sign-up is closed: nobody claims the address of somebody else. And to ask for a new
# password makes an address unverified that was not verified: anybody could do it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # the clock of a phone may be half a minute off
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "choose_company"
# A session ends after 12 hours without a visit, and 14 days after sign-in in any case.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_MAX_AGE = 14 * 24 * 60 * 60
PASSWORD_RESET_TIMEOUT = 60 * 60

# Language and time
LANGUAGE_CODE = "fr-ca"
LANGUAGES = [("fr-ca", _("French")), ("en-ca", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["ui.formats"]
TIME_ZONE = "America/Toronto"
USE_TZ = True

# Money
CURRENCIES = ("CAD",)
DEFAULT_CURRENCY = "CAD"

# Static files: Bootstrap comes from its wheel, htmx from django-htmx's.
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = [("bootstrap", get_bootstrap_dir())]
# Before collectstatic has run they are served from where they come.
WHITENOISE_USE_FINDERS = DEBUG or not STATIC_ROOT.is_dir()
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Mail: printed to the console until EMAIL_URL says otherwise.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10  # seconds: who sends an invitation waits for the mail server
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="plannit@localhost")

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
HTTPS = read_boolean(env, "HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    # A browser takes these names only from the host itself, over HTTPS.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = env.int(
    "HSTS_SECONDS", default=365 * 24 * 60 * 60 if HTTPS else 0
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = read_boolean(env, "BEHIND_PROXY", default=False)
ALLAUTH_TRUSTED_PROXY_COUNT = read_proxy_count(env, is_behind=BEHIND_PROXY)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What people did to get in and what they took, with all that goes wrong: a line each,
# in words in development, in JSON for a collector in production.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": line_formatter(is_readable=DEBUG)},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"companies": {"level": "INFO"}, "exports": {"level": "INFO"}},
}
