"""Settings of the site, all read from the environment (docs/deploy.md lists the variables).

With nothing set the site is embedded: it answers only this machine, over HTTP, from an SQLite
database in ``var/``. Naming any other host in ALLOWED_HOSTS makes it a production site, which
needs a SECRET_KEY and expects HTTPS. A value that cannot be read stops the start with one sentence.
"""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

env = environ.Env()


def stop(sentence):
    # SystemExit rather than ImproperlyConfigured: no command, server or test runner turns it into
    # a traceback.
    raise SystemExit(sentence)


def read(name, parse, default):
    """One environment variable through its parser; unset and empty both mean the default."""
    text = env.str(name, default="").strip()
    if not text:
        return default
    try:
        return parse(text)
    except ValueError as error:
        stop(f"环境变量 {name} 无法使用：{error}。")


def switch(text):
    if text.lower() in {"true", "yes", "on", "1"}:
        return True
    if text.lower() in {"false", "no", "off", "0"}:
        return False
    raise ValueError(f"“{text}”不是开关值，请写 true 或 false")


def one_of(*choices):
    def parse(text):
        if text.upper() not in choices:
            raise ValueError(f"“{text}”不在可选值之中，请写 {'、'.join(choices)} 之一")
        return text.upper()

    return parse


def seconds(text):
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"“{text}”不是秒数，请写不带单位的整数")
    return int(text)


def whole_number(smallest):
    def parse(text):
        if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) < smallest:
            raise ValueError(f"“{text}”不是不小于 {smallest} 的整数")
        return int(text)

    return parse


def rate(text):
    """So many times in so many seconds."""
    found = re.fullmatch(r"([1-9][0-9]{0,6})/(sec|min|hour|day)", text)
    if not found:
        raise ValueError(
            f"“{text}”不是速率，请写成 600/min 的形式，时间单位可用 sec、min、hour、day"
        )
    return int(found[1]), {"sec": 1, "min": 60, "hour": 3600, "day": 86400}[found[2]]


def district_code(text):
    if not re.fullmatch(r"[0-9]{6}", text):
        raise ValueError(f"“{text}”不是六位数字的行政区划代码")
    return text


def one_line(text):
    if len(text) > 200 or not text.isprintable():
        raise ValueError("应为一行文字，不超过 200 字")
    return text


def written_as(pattern, example):
    """A parser for a text that follows a pattern, of which the sentence shows an example."""

    def parse(text):
        if not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError(f"“{text}”不符合格式，请写成 {example} 这样的形式")
        return text

    return parse


def each(pattern, hint):
    """A parser for a comma-separated list whose every part matches the pattern."""

    def parse(text):
        parts = [part.strip() for part in text.split(",") if part.strip()]
        for part in parts:
            if not re.fullmatch(pattern, part):
                raise ValueError(f"“{part}”{hint}")
        return parts

    return parse


def site_path(text):
    if not re.fullmatch(r"(/[\w.~-]+)*/?", text, re.ASCII):
        raise ValueError(
            f"“{text}”不是路径，请写成 /qzqd/ 这样以斜杠开头、只含字母数字和 . _ ~ - 的形式"
        )
    return text.rstrip("/")


def header(text):
    if not re.fullmatch(r"[A-Za-z0-9-]+", text):
        raise ValueError(f"“{text}”不是请求头的名称，请写成 X-Forwarded-Proto 这样的形式")
    return f"HTTP_{text.upper().replace('-', '_')}", "https"


def database(url):
    # The URL may hold a password, so no message repeats it.
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ValueError(
            "主机或端口有误；密码中的特殊字符须按 URL 规则编码，如 @ 写作 %40"
        ) from None
    if parts.scheme in {"postgres", "postgresql"}:
        return postgresql(env.db_url_config(url))
    if parts.scheme == "sqlite":
        return sqlite(env.db_url_config(url)["NAME"])
    raise ValueError("只支持 postgres://用户:密码@主机:端口/库名 和 sqlite:///文件路径 两种写法")


def postgresql(config):
    if not config["NAME"]:
        raise ValueError("缺少数据库名，请写成 postgres://用户:密码@主机:端口/库名")
    return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | config


def sqlite(name):
    if name == ":memory:":
        raise ValueError("缺少 SQLite 文件路径，请写成 sqlite:////绝对路径/文件名")
    path = BASE_DIR / name
    if not path.parent.is_dir():
        raise ValueError(f"SQLite 文件所在的目录 {path.parent} 不存在")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # Two writers that both began with a read would otherwise fail instead of waiting.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # An acknowledged commit survives a power cut, and WAL is avoided: SQLite before 3.51.3
            # can corrupt it.
            "init_command": "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;",
        },
    }


def data_dir():
    """The directory of everything the site writes, made if missing."""
    path = read("DATA_DIR", lambda text: BASE_DIR / text, BASE_DIR / "var")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop(
            f"数据目录 {path} 无法建立：{error.strerror}。请改用环境变量 DATA_DIR 指定一个可写的目录。"
        )
    return path


def kept_secret(path):
    """The secret key of an embedded site, generated on the first start."""
    try:
        if not path.exists():
            # Written whole, then linked: a killed start leaves no half a key, and of two starts
            # at once both use the key that came first.
            draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(50))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip()
    except OSError as error:
        stop(
            f"密钥文件 {path} 无法读写：{error.strerror}。请设置环境变量 SECRET_KEY，或修正该文件的权限。"
        )


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
CORRECTION_CONTACT_DAYS = read("CORRECTION_CONTACT_DAYS", whole_number(0), 30)

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
    "portal.pages.topics",
    "portal.pages.corrections",
    "portal.api",
    "portal.accounts",
    "portal.accounts.audit",
    "portal.reviews",
    "portal.exchange",
    "portal.search",
    "departments",
    "duties",
    "boundaries",
    "supervision",
    "services",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "rest_framework",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.api.middleware.Gate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.pages.former_addresses.FormerAddresses",
    "portal.search.clicks.ClickLog",
    "portal.pages.cache.PageCache",
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
            ],
        },
    },
]
# openpyxl would take lxml, which python-docx brings, and lose carriage returns in cells; without
# it defusedxml is what reads, which refuses entity bombs.
os.environ["OPENPYXL_LXML"] = "False"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
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
    "staticfiles": {"BACKEND": "portal.pages.storage.HashedStaticFilesStorage"},
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
    },
}
