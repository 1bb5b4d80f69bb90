"""Settings in a process of their own: what the environment says, and the sentence when it errs."""

import json
import stat

import pytest

SECRET = "correct horse battery staple, and fifty characters in all"


@pytest.fixture
def value(python):
    """The values of some settings under these variables. No app is loaded for that."""

    def read(*names, **variables):
        code = f"from portal import settings; print(json.dumps([getattr(settings, n) for n in {names}], default=str))"
        done = python("-c", f"import json; {code}", **variables)
        assert done.returncode == 0, done.stderr
        values = json.loads(done.stdout)
        return values if len(names) > 1 else values[0]

    return read


BAD = [
    ("DEBUG", "maybe", "true 或 false"),
    ("HTTPS", "2", "true 或 false"),
    ("HSTS_SECONDS", "1h", "整数"),
    ("HSTS_SECONDS", "-1", "整数"),
    ("LOG_LEVEL", "loud", "WARNING"),
    ("ALLOWED_HOSTS", "https://lists.example.cn", "主机名"),
    ("ALLOWED_HOSTS", "lists.example.cn:8000", "主机名"),
    ("CSRF_TRUSTED_ORIGINS", "lists.example.cn", "https://"),
    ("PROXY_SSL_HEADER", "X Forwarded", "请求头"),
    ("SITE_PATH", "qzqd", "斜杠"),
    ("SITE_PATH", "/权责清单/", "斜杠"),
    ("DATABASE_URL", "nonsense", "postgres://"),
    ("DATABASE_URL", "mysql://a/b", "postgres://"),
    ("DATABASE_URL", "postgres://host/", "数据库名"),
    ("DATABASE_URL", "postgres://u:sesame@host:port/lists", "端口"),
    ("DATABASE_URL", "postgres://u:se/same@host/lists", "端口"),
    ("DATABASE_URL", "postgres://[::1/lists", "主机"),
    ("DATABASE_URL", "sqlite:///", "文件路径"),
    ("DATABASE_URL", "sqlite:////nowhere/at/all/db.sqlite3", "不存在"),
    ("DATA_DIR", "/dev/null/var", "/dev/null/var"),
    ("PROXY_COUNT", "-1", "不小于 0"),
    ("CORRECTIONS_PER_DAY", "0", "不小于 1"),
    ("API_RATE", "600", "600/min"),
    ("API_RATE", "0/min", "600/min"),
    ("API_RATE", "1/year", "600/min"),
    ("PROXY_COUNT", "-1", "整数"),
    ("MFA_REQUIRED", "everyone", "reviewers"),
    ("SECOND_PERSON", "two", "true 或 false"),
    ("LOGIN_FAILURES", "0", "不小于 1"),
    ("LOGIN_LOCK_MINUTES", "15m", "整数"),
    ("SESSION_HOURS", "0", "不小于 1"),
    ("OIDC_SERVER_URL", "http://login.example.gov.cn", "https://"),
    ("OIDC_SERVER_URL", "https://", "https://"),
    ("OIDC_SERVER_URL", "https://login.example.gov.cn", "OIDC_CLIENT_ID"),
    ("SITE_NAME", "清" * 201, "200"),
    ("SITE_ORGANISER", "甲\n乙", "一行"),
    ("SITE_CODE", "430408", "4304080001"),
    ("SITE_CODE", "４３０４０８０００１", "4304080001"),
    ("SITE_ICP", "ICP备05001234号", "湘ICP备"),
    ("SITE_POLICE", "43040802000001", "湘公网安备"),
    ("SITE_URL", "lists.example.cn", "https://"),
    ("SITE_URL", "https://lists.example.cn/qzqd/", "不带路径"),
    ("EMAIL_URL", "imap://u:sesame@mail.example.cn", "smtp+tls://"),
    ("EMAIL_URL", "smtp://", "缺少邮件服务器"),
    ("EMAIL_URL", "smtp://u:sesame@mail.example.cn:port", "端口"),
    ("DEFAULT_FROM_EMAIL", "责任清单", "邮件地址"),
]


@pytest.mark.parametrize(("name", "text", "hint"), BAD)
def test_a_value_that_cannot_be_read_stops_the_start_with_a_sentence(manage, name, text, hint):
    done = manage("check", **{name: text})
    assert done.returncode == 1
    assert name in done.stderr
    assert hint in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["DATABASE_URL", "EMAIL_URL"])
@pytest.mark.parametrize("scheme", ["postgres", "smtp", "nonsense"])
def test_the_sentence_never_repeats_a_password(manage, name, scheme):
    done = manage("check", **{name: f"{scheme}://u:sesame@host:port/lists"})
    assert done.returncode == 1
    assert "sesame" not in done.stderr


def test_production_needs_a_secret_key(manage):
    done = manage("check", ALLOWED_HOSTS="lists.example.cn")
    assert done.returncode == 1
    assert done.stderr.startswith("缺少环境变量 SECRET_KEY")
    assert len(done.stderr.splitlines()) == 1


def test_production_passes_the_deployment_checks_in_silence(manage):
    done = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        ALLOWED_HOSTS="lists.example.cn",
        SECRET_KEY=SECRET,
        DATABASE_URL="postgres://user:p%40ss@db.example.cn:5432/lists",
        CSRF_TRUSTED_ORIGINS="https://lists.example.cn",
        SITE_PATH="/qzqd/",
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_embedded_site_makes_itself_a_secret_and_keeps_it(value, tmp_path):
    first = value("SECRET_KEY")
    assert len(first) >= 50
    assert value("SECRET_KEY") == first
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_nothing_set_means_this_machine_only_without_https(value):
    hosts, debug, https, engine = value("ALLOWED_HOSTS", "DEBUG", "HTTPS", "DATABASES")
    assert hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert (debug, https) == (False, False)
    assert engine["default"]["ENGINE"] == "django.db.backends.sqlite3"


def test_a_host_of_its_own_means_https(value):
    variables = {"ALLOWED_HOSTS": "lists.example.cn", "SECRET_KEY": SECRET}
    names = ("SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    assert value(*names, **variables) == [True, True, 3600]
    assert value(*names, **variables, HTTPS="no") == [False, False, 0]


def test_who_must_use_a_second_factor_depends_on_who_can_reach_the_site(value):
    production = {"ALLOWED_HOSTS": "lists.example.cn", "SECRET_KEY": SECRET}
    assert value("MFA_REQUIRED") == []
    assert value("MFA_REQUIRED", **production) == ["reviewers", "publishers", "administrators"]
    assert value("MFA_REQUIRED", **production, MFA_REQUIRED="none") == []
    assert value("MFA_REQUIRED", MFA_REQUIRED="Editors, reviewers") == ["editors", "reviewers"]


def test_a_second_person_is_wanted_where_others_can_reach_the_site(value):
    production = {"ALLOWED_HOSTS": "lists.example.cn", "SECRET_KEY": SECRET}
    assert value("SECOND_PERSON") is False
    assert value("SECOND_PERSON", **production) is True
    assert value("SECOND_PERSON", **production, SECOND_PERSON="no") is False


def test_single_sign_on_is_there_when_a_server_is_named(value):
    variables = {
        "OIDC_SERVER_URL": "https://login.example.gov.cn/",
        "OIDC_CLIENT_ID": "lists",
        "OIDC_CLIENT_SECRET": "sesame",
    }
    (app,) = value("SOCIALACCOUNT_PROVIDERS", **variables)["openid_connect"]["APPS"]
    assert app["settings"]["server_url"] == "https://login.example.gov.cn"
    assert app["name"] == "统一身份认证"
    assert value("SOCIALACCOUNT_PROVIDERS")["openid_connect"]["APPS"] == []


def test_a_sub_path_reaches_addresses_and_cookies(value):
    names = ("FORCE_SCRIPT_NAME", "STATIC_URL", "SESSION_COOKIE_PATH", "LOGIN_REDIRECT_URL")
    beneath = ["/qzqd", "/qzqd/static/", "/qzqd/", "/qzqd/review/"]
    assert value(*names, SITE_PATH="/qzqd/") == beneath
    assert value(*names, SITE_PATH="/") == [None, "/static/", "/", "/review/"]


def test_what_the_pages_say_of_the_site_is_set_by_the_environment(value):
    variables = {
        "SITE_NAME": "蒸湘区责任清单",
        "SITE_ORGANISER": "蒸湘区人民政府办公室",
        "SITE_MAINTAINER": "蒸湘区大数据中心",
        "SITE_CONTACT": "0734-0000000，工作日 9 至 17 时",
        "SITE_CODE": "4304080001",
        "SITE_ICP": "湘ICP备05001234号-1",
        "SITE_POLICE": "湘公网安备 43040802000001号",
    }
    assert value(*variables, **variables) == list(variables.values())
    assert value(*variables) == ["责任清单公开平台", *[""] * 6]


MAIL = ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS")


def test_mail_goes_to_the_console_until_a_server_is_named(value):
    assert value("EMAIL_BACKEND").endswith("console.EmailBackend")
    backend, *others = value(*MAIL, EMAIL_URL="smtp+tls://u:p%40ss@mail.example.cn:587")
    assert backend.endswith("smtp.EmailBackend")
    assert others == ["mail.example.cn", 587, "p@ss", True]


def test_links_in_mails_lead_to_where_the_site_is_reached(value):
    names = ("SITE_URL", "DEFAULT_FROM_EMAIL")
    assert value(*names, PORT="8001")[0] == "http://127.0.0.1:8001"
    site = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": ".example.cn,lists.example.cn"}
    assert value(*names, **site) == ["https://lists.example.cn", "no-reply@lists.example.cn"]
    set_ones = {"SITE_URL": "http://10.0.0.8:8000", "DEFAULT_FROM_EMAIL": "清单 <a@example.cn>"}
    assert value(*names, **site, **set_ones) == list(set_ones.values())


def test_the_rate_of_the_api_is_so_many_in_so_many_seconds(value):
    assert value("API_RATE") is None
    assert value("API_RATE", API_RATE="600/min") == [600, 60]
    assert value("API_RATE", API_RATE="5/sec") == [5, 1]


def test_a_postgres_address_is_read_whole(value):
    database = value(
        "DATABASES", DATABASE_URL="postgres://me:p%40ss@db.example.cn:6432/lists?sslmode=require"
    )["default"]
    assert database["NAME"] == "lists"
    assert database["PASSWORD"] == "p@ss"
    assert database["PORT"] == 6432
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_sqlite_is_opened_the_durable_way(manage):
    code = """
from django.db import connection
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
        print(cursor.execute(f"PRAGMA {name}").fetchone()[0])
print(connection.transaction_mode)
"""
    done = manage("shell", "--no-imports", "-c", code)
    assert done.stdout.split() == ["truncate", "2", "1", "20000", "IMMEDIATE"]
