from html import escape
from urllib.parse import quote

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from portal import wsgi


@pytest.fixture
def path_seen(monkeypatch, settings):
    """What Django is asked for when this path is requested of a site beneath /qzqd."""
    settings.SITE_PATH = "/qzqd"
    monkeypatch.setattr(wsgi, "django_application", lambda environ, _: environ["PATH_INFO"])
    return lambda path: wsgi.application(RequestFactory().get(path).environ, None)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/qzqd/duties/", "/duties/"),
        ("/duties/", "/duties/"),
        ("/qzqd/", "/"),
        ("/qzqd", "/"),
        ("/qzqdx/", "/qzqdx/"),
        ("/", "/"),
    ],
)
def test_the_sub_path_is_cut_off_unless_the_proxy_did(path_seen, path, expected):
    assert path_seen(path) == expected


@pytest.fixture
def kept_connection(db):
    """A request to the bare application leaves the connection of the test open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("charset", ["hex", "utf-7", "raw_unicode_escape", "no-such-charset"])
@pytest.mark.parametrize("path", ["/search/?q=", "/accounts/login/?next="])
def test_texts_are_utf8_whatever_charset_the_client_names(kept_connection, path, charset):
    typed = "+2AA-\\ud800低保"  # in some charsets half a character, which no database keeps
    environ = RequestFactory().get(path + quote(typed)).environ
    environ["CONTENT_TYPE"] = f"text/plain; charset={charset}"
    started = []
    page = wsgi.application(environ, lambda status, headers: started.append(status))
    assert started == ["200 OK"]
    assert escape(typed) in b"".join(page).decode()
