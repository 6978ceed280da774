"""One settings module, read from the environment; production unless DEBUG=1.

Every variable is described in docs/install.md and .env.example.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def text(name, default=None):
    """The variable, or its default; refuses to start when neither is there."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example.")
    return value


def flag(name, default=False):
    """A switch written as 1 or 0; anything else is refused rather than guessed."""
    value = os.environ.get(name, "").strip() or ("1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def number(name, default):
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def items(name, default=None):
    """A list written with commas."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


DEBUG = flag("DEBUG")
SECRET_KEY = text("SECRET_KEY", "only-for-development-on-this-machine" if DEBUG else None)
ALLOWED_HOSTS = items("ALLOWED_HOSTS", "127.0.0.1,localhost" if DEBUG else None)
# Where people find this installation: what mails that no page sends (send_reminders) link to.
SITE_URL = text("SITE_URL", "http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0]}")
CSRF_TRUSTED_ORIGINS = items("CSRF_TRUSTED_ORIGINS", " ")
OPEN_REGISTRATION = flag("OPEN_REGISTRATION")

INSTALLED_APPS = [
    "modeltranslation",  # before admin, whose forms it extends
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "coreteam",
    "plans",
    "assessments",
    "roles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "coreteam.middleware.content_security_policy",
    "coreteam.middleware.keep_private",
]

ROOT_URLCONF = "coreteam.urls"
WSGI_APPLICATION = "coreteam.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "coreteam.ui"],
        },
    }
]
# A table of 50 cost lines or 120 proposals is one form; 1000 fields would refuse it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# The templates of form fields are our own too (templates/bootstrap5).
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

DATABASES = {
    "default": dj_database_url.parse(
        text(
            "DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'coreteam.sqlite3'}" if DEBUG else None
        ),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django switches foreign keys on by itself. IMMEDIATE takes the write lock at the start of a
    # transaction, so that two writers wait for each other instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "roles.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "coreteam.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if OPEN_REGISTRATION else "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
# How many proxies stand in front: the address of a visitor, by which failed sign-ins are counted,
# is read from X-Forwarded-For. Behind a proxy and with 0 everybody would be one visitor.
ALLAUTH_TRUSTED_PROXY_COUNT = number("TRUSTED_PROXIES", 0 if DEBUG else 1)

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
ALL_LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("es", "Español"),
    ("ar", "العربية"),
]
# A page half in one language and half in another helps nobody: offered are the translated ones.
LANGUAGES = [
    (code, name)
    for code, name in ALL_LANGUAGES
    if code == "en" or (BASE_DIR / "locale" / code).is_dir()
]
# The catalogue has columns for all of them, so that translating it needs no migration.
MODELTRANSLATION_LANGUAGES = [code for code, _name in ALL_LANGUAGES]
TIME_ZONE = text("TIME_ZONE", "UTC")
USE_TZ = True
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# In development static files come from where they are written, without a step in between.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = BASE_DIR / "var" / "media"


def email_from(url):
    """Django's e-mail settings from smtp://user:password@host:port or smtps://…, or console:."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL must be smtp://, smtps:// or console:.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.port == 587,
    }


globals().update(email_from(text("EMAIL_URL", "console:" if DEBUG else None)))
EMAIL_TIMEOUT = 15  # seconds; a silent mail server never holds a page for longer
DEFAULT_FROM_EMAIL = text("EMAIL_FROM", "coreteam@localhost")

# Behind a proxy that ends TLS: it must set X-Forwarded-Proto, and plain HTTP is never served.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 31536000
SECURE_REFERRER_POLICY = "same-origin"

PRODUCT_NAME = _("Core team planner")
