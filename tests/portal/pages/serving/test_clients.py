import pytest
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle

from portal.pages.serving.clients import client_address

CASES = [
    (0, None, "10.0.0.1"),
    (0, "203.0.113.9", "10.0.0.1"),
    (1, None, "10.0.0.1"),
    (1, "203.0.113.9", "203.0.113.9"),
    (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
    (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
    (2, "203.0.113.9", "203.0.113.9"),
    (1, "", ""),
]


@pytest.mark.parametrize(("proxies", "forwarded", "address"), CASES)
def test_only_what_trusted_proxies_say_counts(rf, settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    request = rf.get("/", headers=headers, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == address


@pytest.mark.parametrize(("proxies", "forwarded", "address"), CASES)
def test_the_api_means_the_same_client(rf, settings, monkeypatch, proxies, forwarded, address):
    monkeypatch.setattr(api_settings, "NUM_PROXIES", proxies, raising=False)
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    request = rf.get("/", headers=headers, REMOTE_ADDR="10.0.0.1")
    assert BaseThrottle().get_ident(request) == address
