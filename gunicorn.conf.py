"""The web server, embedded and in production; command-line options go before what stands here."""

import os

from django.conf import settings

# What the site writes is for itself alone.
os.umask(0o077)

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
threads = 8
# Loaded before the workers fork: a setting that cannot be read stops the server with its sentence.
preload_app = True
control_socket_disable = True
# A whole letter pasted into the search box gets its page; nginx in front sets the limit.
limit_request_line = 0
# Else SCRIPT_NAME and PATH_INFO from beside us would show one page under the address of another,
# where the page cache would keep it.
forwarder_headers = ""
loglevel = "warning"


def when_ready(server):
    addresses = "、".join(f"{listener}{settings.SITE_PATH}/" for listener in server.LISTENERS)
    print(f"网站已启动：{addresses}  （按 Ctrl-C 停止）", flush=True)
