"""``/api/v1/search``: the Search JSON of DESIGN, refusals as JSON, open to all origins."""

import pytest

from tests.searching import make_lists

ADDRESS = "/api/v1/search"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    return make_lists()


def test_the_answer_has_the_shape_of_the_design(client):
    response = client.get(ADDRESS, {"q": "城乡居民最低生活保障", "district": "430408"})
    answer = response.json()
    assert response["Content-Type"] == "application/json"
    assert list(answer) == [
        *("query", "understood", "answer", "departments", "entries", "took_ms"),
    ]
    assert answer["query"] == "城乡居民最低生活保障"
    assert answer["answer"] in {"clear", "candidates"}
    first = answer["departments"][0]
    assert list(first) == ["slug", "order", "name", "score", "role", "why"]
    assert (first["slug"], first["order"]) == ("minzheng", 1)
    entry = answer["entries"][0]
    assert list(entry) == [
        *("code", "section", "department", "title", "snippet", "url", "source_lines", "score"),
    ]
    assert entry["url"] == "/departments/minzheng/duties/D-0001/"


def test_a_text_that_says_nothing_is_answered_with_none(client):
    answer = client.get(ADDRESS, {"q": "？？！！"}).json()
    assert (answer["answer"], answer["departments"], answer["entries"]) == ("none", [], [])


@pytest.mark.parametrize(("limit", "most"), [("1", 1), ("3", 3), ("9999999", 100), ("", 20)])
def test_the_number_of_entries_is_bounded(client, limit, most):
    answer = client.get(ADDRESS, {"q": "养老低保婚姻登记", "limit": limit}).json()
    assert 1 <= len(answer["entries"]) <= most


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({}, "请用 q= 写明要查的事"),
        ({"q": " "}, "请用 q= 写明要查的事"),
        ({"q": "低保", "limit": "0"}, "不是正整数"),
        ({"q": "低保", "limit": "-1"}, "不是正整数"),
        ({"q": "低保", "limit": "一"}, "不是正整数"),
        ({"q": "低保", "limit": "３"}, "不是正整数"),
        ({"q": "低保", "district": "999999"}, "没有代码为“999999”的区县"),
    ],
)
def test_a_refusal_is_json_with_a_sentence(client, params, sentence):
    response = client.get(ADDRESS, params)
    assert response.status_code == 400
    assert sentence in response.json()["error"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_any_origin_may_ask_and_no_cookie_is_set(client, stranger):
    for asking in (client, stranger):
        response = asking.get(ADDRESS, {"q": "低保"}, headers={"origin": "https://example.cn"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        assert not response.cookies


def test_writing_is_refused(client):
    assert client.post(ADDRESS, {"q": "低保"}).status_code == 405


@pytest.mark.parametrize("query", ["q=%ED%A0%80", "q=%00", "q=" + "低" * 5000, "q=(((a+)+$"])
def test_bad_questions_are_answered(client, query):
    assert client.get(f"{ADDRESS}?{query}").status_code in {200, 400}
