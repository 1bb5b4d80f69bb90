"""Run a command with DATABASE_URL naming a private PostgreSQL, gone again when the command ends.

    .venv/bin/python tools/with_postgres.py COMMAND [ARGUMENT…]

The cluster lives in a temporary directory and listens on a socket there only. It trades safety
against power cuts for speed: for tests, never for data.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main(command):
    if not command:
        sys.exit("用法：python tools/with_postgres.py 命令 [参数…]")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with cluster(server_programs()) as directory:
        url = f"postgres://postgres@/postgres?host={directory}"
        return run(command, os.environ | {"DATABASE_URL": url})


def server_programs():
    """The directory of the newest installed server's programs."""
    versions = Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")
    if newest := max(versions, key=lambda path: int(path.parts[-3]), default=None):
        return newest.parent
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    sys.exit(
        "找不到 PostgreSQL 服务器程序：请先安装（Debian、Ubuntu 上：apt-get install postgresql）。"
    )


def account():
    """Whom the server runs as, as subprocess arguments: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    sys.exit(
        "PostgreSQL 不能以 root 身份运行，而本机没有 postgres 或 nobody 用户：请换一个普通用户运行。"
    )


@contextmanager
def cluster(programs):
    """A running server; yields the directory of its socket, which holds all its files."""
    directory = Path(tempfile.mkdtemp(prefix="postgres-"))
    data, log, identity = directory / "data", directory / "log", account()
    if identity:
        os.chown(directory, identity["user"], identity["group"])

    def call(program, *arguments):
        subprocess.run(
            [programs / program, "-D", data, *arguments],
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
            **identity,
        )

    try:
        call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"{FAST} -c listen_addresses='' -k {directory}"
        call("pg_ctl", "start", "--wait", "--log", log, "-o", options)
        yield directory
    except subprocess.CalledProcessError:
        details = log.read_text(errors="replace") if log.exists() else ""
        sys.exit(f"{details}临时 PostgreSQL 启动失败，原因见上。")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if (data / "postmaster.pid").exists():
            call("pg_ctl", "stop", "--wait", "--mode", "immediate")
        shutil.rmtree(directory)


def run(command, environment):
    """The exit status of the command, as a shell counts it; Ctrl-C is left to the command."""
    try:
        process = subprocess.Popen(command, env=environment)
    except OSError as error:
        sys.exit(f"无法运行 {command[0]}：{error.strerror}。")
    try:
        while True:
            try:
                status = process.wait()
                return status if status >= 0 else 128 - status
            except KeyboardInterrupt:
                continue
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
