import re

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404
from django.template.loader import render_to_string
from django.views.defaults import permission_denied, server_error

from departments.refusals import NotPublic, UnreadableDay
from portal.pages.errors import bad_request, not_found


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


def test_the_server_error_page_needs_no_database(rf):
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert heading(response) == "服务器出错"


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
