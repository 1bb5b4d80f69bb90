"""A site like that of ``make demo`` in a temporary directory, and a browser to walk it with."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def demonstration():
    """Serve the site: yields its address and the password of its accounts."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as directory:
        port = free_port()
        environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": directory,
            "PORT": str(port),
            "SITE_NAME": "责任清单公开平台（演示）",
            "SITE_ORGANISER": "衡阳市蒸湘区人民政府（演示）",
        }
        run("manage.py", "prepare_site", env=environment)
        said = run("manage.py", "make_demo", env=environment)
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "portal.wsgi"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            server.stdout.readline()  # it says when it listens
            yield f"http://127.0.0.1:{port}", re.search(r"密码：(\S+)", said)[1]
        finally:
            server.terminate()
            server.communicate()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def run(*arguments, env):
    """Run Python on something (returns what it printed)."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


@contextmanager
def chromium():
    """A browser that speaks Chinese, so that its own buttons do."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        sys.exit(
            "找不到 Chromium 浏览器：请先安装（Debian、Ubuntu 上：apt-get install chromium）。"
        )
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--lang=zh-CN"],
            env=os.environ | {"LANGUAGE": "zh_CN"},
        )


def sign_in(page, username, password):
    page.goto("/review/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
