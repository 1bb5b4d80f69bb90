"""Addresses of the database and of the mail server, which may hold passwords: no message repeats them."""

import re
from urllib.parse import urlsplit

from .places import BASE_DIR
from .reading import env

#: What makes and alters tables, or says who may write them.
OWNERS_COMMANDS = {"migrate", "prepare_site", "grant_web_role"}


def is_for_the_owner(arguments):
    """Whether a command line (with the program's name) runs as the owner of the database."""
    return len(arguments) > 1 and arguments[1] in OWNERS_COMMANDS


def parts_of(url):
    # The URL may hold a password, so no message repeats it.
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ValueError(
            "主机或端口有误；密码中的特殊字符须按 URL 规则编码，如 @ 写作 %40"
        ) from None
    return parts


def database(url):
    parts = parts_of(url)
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


def mail_server(url):
    parts = parts_of(url)
    if parts.scheme in {"smtp", "smtp+tls", "smtp+ssl"} and not parts.hostname:
        raise ValueError("缺少邮件服务器，请写成 smtp+tls://用户:密码@主机:端口")
    if parts.scheme not in {"smtp", "smtp+tls", "smtp+ssl", "consolemail"}:
        raise ValueError(
            "只支持 smtp://、smtp+tls://、smtp+ssl://（后接 用户:密码@主机:端口）和 consolemail:// 几种写法"
        )
    return env.email_url_config(url)


def sender(text):
    if not re.fullmatch(r"[^@<>\n]+@[^@<>\s]+|[^@<>\n]* ?<[^@<>\s]+@[^@<>\s]+>", text):
        raise ValueError(f"“{text}”不是邮件地址，请写成 清单平台 <lists@example.gov.cn> 的形式")
    return text
