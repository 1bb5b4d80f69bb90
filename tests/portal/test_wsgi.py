import pytest
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
