import logging
import re
from contextlib import contextmanager
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import escape
from django.views.defaults import permission_denied

from departments.reading.refusals import NotPublic, UnreadableDay
from portal.pages.errors import bad_request, not_found, server_error, unavailable

pytestmark = pytest.mark.one_database

SEARCH_BOX = '<form class="search big" action="/search/" role="search"'


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.text)[1]


@pytest.mark.parametrize(
    ("view", "exception", "status", "title"),
    [
        (bad_request, UnreadableDay("日期有误。"), 400, "请求无法处理"),
        (permission_denied, Exception(), 403, "无权访问"),
        (not_found, NotPublic("没有这个部门。"), 404, "没有找到页面"),
    ],
)
def test_error_pages_are_in_chinese_and_need_no_database(rf, view, exception, status, title):
    response = view(rf.get("/"), exception)
    assert response.status_code == status
    assert heading(response) == title
    assert 'lang="zh-CN"' in response.text
    assert SEARCH_BOX in response.text


@pytest.mark.parametrize("path", ["/", "/duties/", "/search/", "/departments/nobody/"])
def test_more_parameters_than_are_read_are_refused(client, db, path):
    response = client.get(f"{path}?{'&'.join(['department=x'] * 1500)}")
    assert response.status_code == 400
    assert heading(response) == "请求无法处理"


@pytest.mark.parametrize(
    ("view", "status", "title"),
    [(server_error, 500, "服务器出错"), (unavailable, 503, "网站暂时无法访问")],
)
def test_the_pages_of_a_broken_site_need_no_database(rf, view, status, title):
    response = view(rf.get("/", headers={"cookie": "sessionid=x; display=large.dark"}))
    assert response.status_code == status
    assert heading(response) == title
    assert SEARCH_BOX in response.text
    assert 'data-size="large" data-colour="dark"' in response.text


TYPED = "<b>负责城乡居民最低生活保障工作。</b>\r\n" * 3
FORM = {"text": TYPED, "rest": "长" * 1_000_000, "csrfmiddlewaretoken": "x" * 64}


@pytest.mark.parametrize("path", ["/corrections/new/", "/accounts/login/", "/review/"])
def test_a_text_that_is_too_long_is_shown_again(db, path):
    body = urlencode(FORM)
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "x" * 32
    response = client.post(path, body, "application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert heading(response) == "内容太长，没有保存"
    assert "2.5 MB" in response.text
    assert escape(TYPED) in response.text
    assert FORM["csrfmiddlewaretoken"] not in response.text


def test_a_form_with_files_that_is_too_long_says_what_to_do(db):
    response = Client().post("/accounts/login/", FORM)
    assert response.status_code == 413
    assert "后退" in response.text


def test_a_refusal_for_the_reader_is_shown(rf):
    assert "日期有误。" in bad_request(rf.get("/"), UnreadableDay("日期有误。")).text
    assert "没有这个部门。" in not_found(rf.get("/"), NotPublic("没有这个部门。")).text


def test_other_exceptions_are_not_shown(rf):
    assert "secret" not in bad_request(rf.get("/"), BadRequest("secret")).text
    assert "secret" not in not_found(rf.get("/"), Http404("secret")).text


def test_a_failed_form_protection_is_explained():
    assert "页面已失效" in render_to_string("403_csrf.html")


def test_an_unknown_address_has_the_page_of_the_site(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "网址可能有误" in response.text


@pytest.mark.parametrize("template", ["400", "403", "403_csrf", "413", "404", "500", "503"])
def test_error_pages_are_right_beneath_another_site(template, beneath_another_site):
    page = render_to_string(f"{template}.html")
    addresses = re.findall(r'(?:href|action)="(/[^"]*)"', page)
    assert "/qzqd/search/" in addresses
    assert all(address.startswith(("/qzqd/", "/static/")) for address in addresses)


def test_a_host_that_is_not_this_site_gets_the_page_of_a_bad_request(client, settings):
    settings.SITE_CODE = "4304080001"
    response = client.get("/about/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.text


@pytest.fixture
def visitor():
    """One to whom errors are shown as pages."""
    return Client(raise_request_exception=False)


@pytest.fixture
def broken(db):
    """A database that answers every question with an error."""

    def break_with(error):
        def refuse(*args):
            raise error

        wrapper = connection.execute_wrapper(refuse)
        wrapper.__enter__()
        wrappers.append(wrapper)

    wrappers = []
    yield break_with
    for wrapper in wrappers:
        wrapper.__exit__(None, None, None)


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
@pytest.mark.parametrize("kept", [0, 1])
def test_a_database_out_of_reach_is_told_as_a_pause(visitor, broken, settings, error, kept):
    settings.PAGE_CACHE_MB = kept
    broken(error)
    response = visitor.get("/departments/")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert heading(response) == "网站暂时无法访问"
    assert "no-store" in response["Cache-Control"]


def test_also_to_whoever_is_signed_in(stranger, broken):
    stranger.raise_request_exception = False
    broken(OperationalError("gone"))
    assert stranger.get("/admin/").status_code == 503


def test_programs_are_told_in_their_own_form(visitor, broken):
    broken(OperationalError("gone"))
    response = visitor.get("/api/v1/search?q=x")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert response.json() == {"error": "网站暂时无法访问，请过几分钟再试。"}


def test_a_mistake_in_the_code_stays_an_error(visitor, broken):
    broken(ProgrammingError("no such column"))
    response = visitor.get("/departments/")
    assert (response.status_code, heading(response)) == (500, "服务器出错")
    assert "no such column" not in response.text


def test_a_mistyped_day_is_one_line_in_the_log(client, db, caplog):
    with caplog.at_level(logging.WARNING):
        assert client.get("/departments/?on=2026-13-01").status_code == 400
    (record,) = (record for record in caplog.records if record.name == "django.request")
    assert "2026-13-01" in record.getMessage()
    assert record.exc_info is None


@contextmanager
def on_the_console():
    """What the server's log says in the block (gives a StringIO)."""
    log = StringIO()
    console = logging.getLogger().handlers[0]
    before = console.setStream(log)
    try:
        yield log
    finally:
        console.setStream(before)


@pytest.mark.parametrize("asked", [{"HTTP_HOST": "evil.example"}, {"QUERY_STRING": "x=1&" * 1200}])
def test_what_django_suspects_is_one_line_in_the_log(client, db, asked):
    with on_the_console() as log:
        assert client.get("/", **asked).status_code == 400
    assert "django.security" in log.getvalue()
    assert "Traceback" not in log.getvalue()


def test_what_somebody_may_not_do_is_one_line_in_the_log(stranger):
    with on_the_console() as log:
        assert stranger.get("/review/publish/").status_code == 403
    assert "/review/publish/" in log.getvalue()
    assert "Traceback" not in log.getvalue()


def test_a_database_out_of_reach_is_one_line_in_the_log(visitor, broken, caplog):
    broken(OperationalError("connection refused\n  Is the server running?"))
    visitor.get("/departments/")
    (record,) = (record for record in caplog.records if record.name == "django.request")
    assert record.getMessage().endswith("/departments/: connection refused Is the server running?")
    assert record.exc_info is None


def test_what_needs_no_database_is_shown_without_it(visitor, broken, settings):
    settings.PAGE_CACHE_MB = 1
    broken(OperationalError("gone"))
    assert visitor.get("/about/").status_code == 200
    assert visitor.get("/display/").status_code == 200


def test_an_unforeseen_error_is_logged_whole(visitor, broken, caplog):
    broken(ProgrammingError("no such column"))
    visitor.get("/departments/")
    (record,) = (record for record in caplog.records if record.name == "django.request")
    assert record.exc_info
