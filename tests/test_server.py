"""What the web server takes from a request."""

import runpy

from django.conf import settings
from gunicorn.config import Config
from gunicorn.http.parser import RequestParser


def headers_of(*lines):
    """The names of the headers that reach the site, of a request through a proxy beside it."""
    config = Config()
    for name, value in runpy.run_path(settings.BASE_DIR / "gunicorn.conf.py").items():
        if name in config.settings:
            config.set(name, value)
    sent = "\r\n".join(["GET /services/feed/ HTTP/1.1", "Host: localhost", *lines, "", ""])
    (request,) = RequestParser(config, [sent.encode()], ("127.0.0.1", 50000))
    return {name for name, value in request.headers}


def test_no_header_says_where_the_site_begins():
    # The page cache would keep the page of one address under another.
    assert headers_of("SCRIPT_NAME: /services", "PATH_INFO: /feed/") == {"HOST"}
