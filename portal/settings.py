"""Settings of the site, all read from the environment (docs/deploy.md lists the variables).

With nothing set the site is embedded: it answers only this machine, over HTTP, from an SQLite
database in ``var/``. Naming any other host in ALLOWED_HOSTS makes it a production site, which
needs a SECRET_KEY and expects HTTPS. A value that cannot be read stops the start with one sentence.
"""

import os
import sys
from datetime import timedelta
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

from .environment.parsers import (
    district_code,
    each,
    header,
    one_line,
    one_of,
    rate,
    seconds,
    secure_url,
    site_path,
    site_url,
    some_of,
    switch,
    whole_number,
    written_as,
)
from .environment.places import BASE_DIR, data_dir, kept_secret, own_url
from .environment.reading import read, stop
from .environment.services import database, is_for_the_owner, mail_server, sender, sqlite

LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

# What the environment says

DATA_DIR = data_dir()
DEBUG = read("DEBUG", switch, False)
ALLOWED_HOSTS = read(
    "ALLOWED_HOSTS",
    each(
        r"\*|\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]",
        "不是主机名（不要带 http://、端口或路径）",
    ),
    LOOPBACK,
)
PRODUCTION = not DEBUG and not set(ALLOWED_HOSTS) <= set(LOOPBACK)
SECRET_KEY = read("SECRET_KEY", str, "")
if not SECRET_KEY and PRODUCTION:
    stop(
        "缺少环境变量 SECRET_KEY：ALLOWED_HOSTS 含有本机以外的主机时必须设置。"
        "可用 python -c 'import secrets; print(secrets.token_urlsafe(50))' 生成一个，并妥善保存。"
    )
SECRET_KEY = SECRET_KEY or kept_secret(DATA_DIR / "secret_key")
DATABASES = {"default": read("DATABASE_URL", database, None) or sqlite(DATA_DIR / "db.sqlite3")}
# The owner of the tables, where the site itself runs under a role with fewer rights.
MIGRATION_DATABASE = read("MIGRATION_DATABASE_URL", database, None)
if MIGRATION_DATABASE and is_for_the_owner(sys.argv):
    DATABASES["default"] = MIGRATION_DATABASE
SITE_PATH = read("SITE_PATH", site_path, "")
HTTPS = read("HTTPS", switch, PRODUCTION)
HSTS_SECONDS = read("HSTS_SECONDS", seconds, 3600)
LOG_LEVEL = read("LOG_LEVEL", one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), "INFO")
CSRF_TRUSTED_ORIGINS = read(
    "CSRF_TRUSTED_ORIGINS",
    each(r"https?://[^\s/,]+", "不是来源地址，请写成 https://主机名 的形式"),
    [],
)
SECURE_PROXY_SSL_HEADER = read("PROXY_SSL_HEADER", header, None)
SEARCH_DISTRICT = read("SEARCH_DISTRICT", district_code, "")
SEARCH_INDEXES = read("SEARCH_INDEXES", whole_number(1), 16)
SEARCH_LOG_DAYS = read("SEARCH_LOG_DAYS", whole_number(0), 90)
PAGE_CACHE_MB = read("PAGE_CACHE_MB", whole_number(0), 64)
API_RATE = read("API_RATE", rate, None)
PROXY_COUNT = read("PROXY_COUNT", whole_number(0), 0)
CORRECTIONS_PER_DAY = read("CORRECTIONS_PER_DAY", whole_number(1), 20)
# Whether an adjustment may be published while a department has not confirmed what it says of it.
BOUNDARY_CONFIRMATION = read(
    "BOUNDARY_CONFIRMATION", one_of("OVERRIDE", "REQUIRED", "OPTIONAL"), "OVERRIDE"
)
# The largest file that goes with an adjustment.
ATTACHMENT_MB = read("ATTACHMENT_MB", whole_number(1), 20)
CORRECTION_CONTACT_DAYS = read("CORRECTION_CONTACT_DAYS", whole_number(0), 30)
# Who must sign in with a second factor. On a site for trial, which only its own machine reaches,
# nobody must.
MFA_REQUIRED = read(
    "MFA_REQUIRED",
    some_of("editors", "reviewers", "publishers", "administrators"),
    ["reviewers", "publishers", "administrators"] if PRODUCTION else [],
)
# Whether nobody judges or publishes by what one person changed of who decides; on such a site, too,
# there may be one person only.
SECOND_PERSON = read("SECOND_PERSON", switch, PRODUCTION)
LOGIN_FAILURES = read("LOGIN_FAILURES", whole_number(1), 5)
LOGIN_LOCK_MINUTES = read("LOGIN_LOCK_MINUTES", whole_number(1), 15)
SESSION_HOURS = read("SESSION_HOURS", whole_number(1), 12)
# Single sign-on, where a server is named.
OIDC_SERVER_URL = read("OIDC_SERVER_URL", secure_url, "")
OIDC_CLIENT_ID = read("OIDC_CLIENT_ID", one_line, "")
OIDC_CLIENT_SECRET = read("OIDC_CLIENT_SECRET", one_line, "")
OIDC_NAME = read("OIDC_NAME", one_line, "统一身份认证")
OIDC_CLAIM = read("OIDC_CLAIM", one_line, "preferred_username")
if OIDC_SERVER_URL and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
    stop("环境变量 OIDC_SERVER_URL 需要同时设置 OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET。")
SITE_URL = read("SITE_URL", site_url, own_url(ALLOWED_HOSTS, PRODUCTION, HTTPS))
# Console mail unless a server is named: EMAIL_BACKEND, EMAIL_HOST and what else belongs to it.
globals().update(read("EMAIL_URL", mail_server, mail_server("consolemail://")))
# A server that does not answer holds nobody up for long.
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = read("DEFAULT_FROM_EMAIL", sender, f"no-reply@{urlsplit(SITE_URL).hostname}")

# What the pages say of the site; what is not set is not shown.

SITE_NAME = read("SITE_NAME", one_line, "责任清单公开平台")
SITE_ORGANISER = read("SITE_ORGANISER", one_line, "")
SITE_MAINTAINER = read("SITE_MAINTAINER", one_line, "")
SITE_CONTACT = read("SITE_CONTACT", one_line, "")
SITE_CODE = read("SITE_CODE", written_as(r"([0-9]{2}|bm)[0-9]{8}", "4304080001"), "")
SITE_ICP = read(
    "SITE_ICP", written_as(r"[一-龥]ICP备[0-9]{5,12}号(-[0-9]+)?", "湘ICP备05001234号-1"), ""
)
SITE_POLICE = read(
    "SITE_POLICE", written_as(r"[一-龥]公网安备 ?[0-9]{14}号", "湘公网安备43040802000001号"), ""
)
OPEN_DATA_LICENCE = read(
    "OPEN_DATA_LICENCE",
    one_line,
    "清单是政府公开信息。任何人都可以免费复制、转载和加工使用，使用时请注明来源和清单的版本；加工过的内容请说明已经加工。",
)

# The site

INSTALLED_APPS = [
    "portal.pages",
    "portal.topics",
    "portal.corrections",
    "portal.open_data",
    "portal.api",
    "portal.accounts",
    "portal.accounts.audit",
    "portal.accounts.one_time",
    "portal.reviews",
    "portal.exchange",
    "portal.search",
    "departments",
    "duties",
    "boundaries",
    "supervision",
    "services",
    "powers",
    "portal.accounts.versions.apps.VersionedAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "rest_framework",
]
# From the outermost to the innermost: each sees a request before, and its answer after, those below.
# What must stand before what is tested (tests/test_middleware_order.py).
MIDDLEWARE = [
    # Leads to HTTPS before anything of a request is read.
    "django.middleware.security.SecurityMiddleware",
    # Around whatever answers, files and errors too.
    "csp.middleware.CSPMiddleware",
    # Static files need nothing of what follows.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # The API knows nobody: in front of the sessions, around the page cache and all that refuses.
    "portal.api.middleware.Gate",
    # Before all that asks who it is, or tells them something.
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Leads to addresses with their last stroke before a view is looked for.
    "django.middleware.common.CommonMiddleware",
    # Refuses forged forms before anything below looks at what they say.
    "django.middleware.csrf.CsrfViewMiddleware",
    # Takes the user from the session.
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Stores what is to be told once all below have said it.
    "django.contrib.messages.middleware.MessageMiddleware",
    # Around every page; it needs nothing.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Leads on where a page of accounts raises the answer instead of giving it; knows the user.
    "allauth.account.middleware.AccountMiddleware",
    # Puts the page of the lock in the place of any answer to who signs in.
    "axes.middleware.AxesMiddleware",
    # Knows the user, and stands around all below: what they do is done in the user's name, and what
    # they refuse is noted.
    "portal.accounts.audit.middleware.Audited",
    # A password of one's own comes first, as the second factor is set up with it.
    "portal.accounts.signin.first_password.PasswordChangeRequired",
    # Before forms are claimed: one that is turned away here can be sent again.
    "portal.accounts.signin.second_factor.SecondFactorRequired",
    # Around what works: it hears whether anything was written, and reads the messages not yet stored.
    "portal.accounts.one_time.middleware.DoneOnce",
    # Holds what a form says whose session has ended; a forged one was refused above.
    "portal.reviews.held.middleware.HeldForms",
    # Answers in the place of a refusal, which the page cache must not take for the page asked for.
    "portal.pages.former_addresses.FormerAddresses",
    # Hears of an entry that was opened also where the page cache answers without the view.
    "portal.search.log.clicks.ClickLog",
    # Keeps pages as their views made them.
    "portal.page_cache.cache.PageCache",
    # Next to the views: what they raise is asked here first.
    "portal.pages.admin_lookups.AdminLookups",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.linked_sections.context",
            ],
        },
    },
]
# openpyxl would take lxml, which python-docx brings, and lose carriage returns in cells; without
# it defusedxml is what reads, which refuses entity bombs.
os.environ["OPENPYXL_LXML"] = "False"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
# What Django and its companions have not in Chinese themselves.
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

FORCE_SCRIPT_NAME = SITE_PATH or None
STATIC_URL = f"{SITE_PATH}/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# The source maps of the API's try page: six megabytes that nobody asks for.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.pages.serving.storage.HashedStaticFilesStorage"},
}

# Accounts

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = f"{SITE_PATH}/review/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
SESSION_COOKIE_AGE = SESSION_HOURS * 3600

ACCOUNT_ADAPTER = "portal.accounts.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
# Failed sign-ins are counted by axes, in the database and for all processes together.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
ACCOUNT_FORMS = {
    "login": "portal.accounts.signin.forms.SignInForm",
    "reauthenticate": "portal.accounts.signin.forms.ReauthenticateForm",
    "change_password": "portal.accounts.signin.forms.ChangePasswordForm",
    "reset_password": "portal.accounts.signin.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.signin.forms.ResetPasswordKeyForm",
}
MFA_ADAPTER = "portal.accounts.signin.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "portal.accounts.signin.forms.SecondFactorForm",
    "reauthenticate": "portal.accounts.signin.forms.ReauthenticateByCodeForm",
    "activate_totp": "portal.accounts.signin.forms.ActivateTotpForm",
}

SOCIALACCOUNT_ADAPTER = "portal.accounts.signin.oidc.OidcAdapter"
# A link, not a form: the content policy lets no form lead to another site.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
        if OIDC_SERVER_URL
        else [],
    }
}

AXES_FAILURE_LIMIT = LOGIN_FAILURES
AXES_COOLOFF_TIME = timedelta(minutes=LOGIN_LOCK_MINUTES)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "portal.accounts.signin.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "portal.accounts.signin.clients.client_ip"
AXES_RESET_ON_SUCCESS = True
# A lock ends at the time that its page names, however often one tries meanwhile.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# The data interface, which knows nobody and speaks JSON only

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "portal.api.negotiation.AlwaysJson",
    "DEFAULT_SCHEMA_CLASS": "portal.api.schema.ApiSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "portal.api.errors.answer_error",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": PROXY_COUNT,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "责任清单数据接口",
    "VERSION": "1",
    "DESCRIPTION": "县级部门责任清单的只读数据接口：部门、清单、条目和检索，可以查某一天施行的清单。"
    + OPEN_DATA_LICENCE,
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enum_id_removal"],
}

# Security. The cookies keep to the site's own path, since a district may put it beneath its main
# site; the whole-domain HSTS flags are for whoever owns that domain to declare.

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"(^|/)healthz$"]
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
CSRF_FAILURE_VIEW = "portal.reviews.held.views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{SITE_PATH}/"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_traceback": {"()": "portal.pages.errors.WithoutTraceback"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_traceback"],
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # It warns of every HEAD request: Django leaves it to the server to drop the body.
        "gunicorn.http.wsgi": {"level": "ERROR"},
        # It tells of every sign-in, which the audit log does.
        "axes": {"level": "WARNING"},
    },
}
