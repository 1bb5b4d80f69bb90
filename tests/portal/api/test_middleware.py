"""What holds for every address beneath /api/: read-only, open, JSON, so many in a time."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import path

from portal.api import rate_limit
from portal.api.views.root import Root
from tests.factories import make_edition

pytestmark = pytest.mark.django_db

#: An address of each kind of answer, with its status.
ANSWERS = {
    "/api/v1/": 200,
    "/api/v1/duties?page=0": 400,
    "/api/v1/departments/unknown": 404,
    "/api/v1/unknown": 404,
    "/api/": 404,
    "/api/v1/duties/": 404,
    "/api/v1/search?q=低保": 200,
    "/api/v1/search": 400,
    "/api/v1/openapi.json": 200,
}


@pytest.fixture(autouse=True)
def lists(db):
    make_edition()


@pytest.fixture
def limited(settings, monkeypatch):
    """Three requests a minute; the clock stands ten seconds after one began."""
    settings.API_RATE = (3, 60)
    monkeypatch.setattr(rate_limit, "time", lambda: 6_000_010.0)
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(("address", "status"), ANSWERS.items())
def test_every_answer_is_json_open_to_all_origins(client, address, status):
    response = client.get(address, headers={"origin": "https://example.cn"})
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    if status >= 400:
        assert response.json()["error"].endswith("。")


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/duties/minzheng/D%00",
        "/api/v1/duties/minzheng/%ED%A0%80",
        "/api/v1/departments/minzheng/editions/" + "9" * 5000,
        "/api/v1/" + "x" * 100_000,
        "/api//",
        "/api/v1/../v1/duties",
    ],
)
def test_addresses_that_cannot_be_are_not_found(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response.json()["error"].endswith("。")


def test_too_many_parameters_are_refused(client):
    response = client.get("/api/v1/duties?" + "&".join(f"q={n}" for n in range(1001)))
    assert response.status_code == 400
    assert response.json() == {"error": "请求无法识别，请检查网址和参数的写法。"}


def test_a_forged_host_is_refused_as_json(client):
    response = client.get("/api/v1/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert response.json()["error"].endswith("。")


def test_pages_outside_keep_their_own_headers(client):
    response = client.get("/departments/unknown/")
    assert response["Content-Type"].startswith("text/html")
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("address", ANSWERS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_writing_is_refused(client, address, method):
    client.handler.enforce_csrf_checks = True
    response = client.generic(method, address, "{}", content_type="application/json")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "只供读取" in response.json()["error"]


@pytest.mark.parametrize("address", ANSWERS)
def test_a_browser_that_asks_first_may_send_its_request(client, address):
    asked = {
        "origin": "https://example.cn",
        "access-control-request-method": "GET",
        "access-control-request-headers": "if-none-match",
    }
    response = client.options(address, headers=asked)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == "*"


def test_head_has_the_headers_and_no_body(client):
    response = client.head("/api/v1/duties")
    assert (response.status_code, response.content) == (200, b"")
    assert "Link" in response


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*;q=0", "nonsense", ""])
def test_whatever_is_accepted_the_answer_is_json(client, accept):
    response = client.get("/api/v1/duties", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


def test_a_crash_is_told_as_json_and_says_nothing_of_its_cause(client, monkeypatch):
    def crash(*args, **kwargs):
        raise RuntimeError("secret")

    monkeypatch.setattr(Root, "get", crash)
    client.raise_request_exception = False
    response = client.get("/api/v1/")
    assert response.status_code == 500
    assert response.json() == {"error": "服务器出错，请稍后再试。"}
    assert response["Access-Control-Allow-Origin"] == "*"


def test_who_is_signed_in_is_answered_like_everyone(client, administrator):
    address = "/api/v1/duties"
    assert administrator.get(address).json() == client.get(address).json()


def test_too_many_requests_are_told_to_wait(client, limited):
    assert [client.get("/api/v1/").status_code for _ in range(4)] == [200, 200, 200, 429]
    response = client.get("/api/v1/search?q=低保")
    assert response.status_code == 429
    assert response["Retry-After"] == "50"
    assert response.json() == {"error": "请求过于频繁，请在 50 秒后再试。"}
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_next_minute_is_free_again(client, limited, monkeypatch):
    assert [client.get("/api/v1/").status_code for _ in range(4)][-1] == 429
    monkeypatch.setattr(rate_limit, "time", lambda: 6_000_060.0)
    assert client.get("/api/v1/").status_code == 200


def test_each_sender_is_counted_alone(client, limited):
    for _ in range(4):
        client.get("/api/v1/", REMOTE_ADDR="192.0.2.1")
    assert client.get("/api/v1/", REMOTE_ADDR="192.0.2.1").status_code == 429
    assert client.get("/api/v1/", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_a_forged_sender_is_not_believed(client, limited, settings):
    def statuses():
        forged = [{"x-forwarded-for": f"198.51.100.{n}, 203.0.113.7"} for n in range(4)]
        return [client.get("/api/v1/", headers=one).status_code for one in forged]

    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 0}
    assert statuses()[-1] == 429
    cache.clear()
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    assert statuses()[-1] == 429
    named = {"x-forwarded-for": "203.0.113.8"}
    assert client.get("/api/v1/", headers=named).status_code == 200


def test_whatever_a_proxy_names_is_counted(client, limited, settings):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    named = {"x-forwarded-for": "a b 中" + "x" * 1000}
    assert [client.get("/api/v1/", headers=named).status_code for _ in range(4)][-1] == 429


def test_the_page_says_how_often_one_may_ask(client, limited):
    assert "每个来源每 60 秒最多请求 3 次" in client.get("/api/v1/docs/").text


def test_kept_answers_are_counted_too(client, limited, settings):
    settings.PAGE_CACHE_MB = 1
    assert [client.get("/api/v1/duties").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_questions_before_a_request_and_pages_are_not_counted(client, limited):
    for _ in range(5):
        assert client.options("/api/v1/duties").status_code == 204
        assert client.get("/healthz").status_code == 200
    assert client.get("/api/v1/duties").status_code == 200


def test_without_a_rate_nobody_waits(client, settings):
    settings.API_RATE = None
    assert {client.get("/api/v1/").status_code for _ in range(20)} == {200}


def test_an_error_in_another_form_becomes_json(client, settings):
    def refused(request):
        return HttpResponse("<h1>no</h1>", status=403)

    settings.ROOT_URLCONF = (path("api/v1/x", refused),)
    assert client.get("/api/v1/x").json() == {"error": "不允许这样访问。"}
