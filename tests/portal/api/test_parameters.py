"""What stands in an address: pages, and everything that cannot be used is refused with sentences."""

import pytest
from django.test.utils import override_script_prefix
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.factories import make_edition
from tests.searching import ANY_TEXT

pytestmark = pytest.mark.django_db

REFUSED = [
    ("deparment=minzheng", "deparment", "没有这个参数，可用的有：q、district、department"),
    ("page_size=0", "page_size", "请写 1 到 200 之间的整数"),
    ("page_size=201", "page_size", "请写 1 到 200 之间的整数"),
    ("page_size=-1", "page_size", "请写 1 到 200 之间的整数"),
    ("page_size=1e1", "page_size", "请写 1 到 200 之间的整数"),
    ("page_size=５", "page_size", "请写 1 到 200 之间的整数"),
    ("page=0", "page", "请写 1 到 1000000 之间的整数"),
    ("page=" + "9" * 5000, "page", "请写 1 到 1000000 之间的整数"),
    ("page=1&page=2", "page", "只能写一次"),
    ("on=2024-01-01&on=2025-01-01", "on", "只能写一次"),
    ("on=2024-1-1", "on", "不是可以识别的日期"),
    ("on=2024-02-30", "on", "不是可以识别的日期"),
    ("on=", "on", "没有写值"),
    ("district=", "district", "没有写值"),
    ("department=minzheng&department=", "department", "没有写值"),
    ("department=unknown", "department", "unknown"),
    ("district=999999", "district", "选择"),
    ("note=maybe", "note", "maybe"),
    ("q=%00", "q", "不能识别的字符"),
    ("department=%00", "department", "不能识别的字符"),
    ("q=" + "低" * 101, "q", "100"),
]


@pytest.fixture
def lists(db):
    make_edition(entries=5)


@pytest.mark.parametrize(("query", "name", "sentence"), REFUSED)
def test_what_cannot_be_used_is_refused_with_a_sentence(client, lists, query, name, sentence):
    response = client.get(f"/api/v1/duties?{query}")
    body = response.json()
    assert response.status_code == 400
    assert list(body["parameters"]) == [name]
    assert sentence in " ".join(body["parameters"][name])
    assert all(one in body["error"] for one in body["parameters"][name])


def test_all_problems_of_a_kind_are_told_at_once(client, lists):
    body = client.get("/api/v1/duties?x=1&page=1&page=2&on=").json()
    assert set(body["parameters"]) == {"x", "page", "on"}


@pytest.mark.parametrize(
    "address", ["", "departments/minzheng", "departments/minzheng/list", "duties/minzheng/D-0001"]
)
def test_every_address_refuses_what_it_does_not_know(client, lists, address):
    assert client.get(f"/api/v1/{address}").status_code == 200
    assert client.get(f"/api/v1/{address}?format=json").status_code == 400


def test_pages_follow_one_another_to_the_end(client, lists):
    address, texts = "http://testserver/api/v1/duties?page_size=2&note=no", []
    while address:
        page = client.get(address).json()
        assert page["count"] == 5
        texts += [entry["code"] for entry in page["results"]]
        address = page["next"]
    assert texts == ["D-0001", "D-0002", "D-0003", "D-0004", "D-0005"]


def test_the_header_tells_the_neighbours_too(client, lists):
    response = client.get("/api/v1/duties?page_size=2&page=2")
    body, start = response.json(), "http://testserver/api/v1/duties?page="
    assert body["next"] == f"{start}3&page_size=2"
    assert body["previous"] == f"{start}1&page_size=2"
    for rel, number in [("first", 1), ("last", 3), ("prev", 1), ("next", 3)]:
        assert f'<{start}{number}&page_size=2>; rel="{rel}"' in response["Link"]


def test_a_page_behind_the_last_is_not_found(client, lists):
    response = client.get("/api/v1/duties?page=2")
    assert response.status_code == 404
    assert response.json() == {"error": "没有第 2 页，一共 1 页。"}


def test_addresses_keep_the_path_that_the_site_lies_under(client, lists, settings):
    settings.FORCE_SCRIPT_NAME = "/qzqd"
    with override_script_prefix("/qzqd/"):
        page = client.get("/api/v1/duties?page_size=2").json()
    assert page["next"] == "http://testserver/qzqd/api/v1/duties?page=2&page_size=2"
    entry = page["results"][0]
    assert entry["url"] == "http://testserver/qzqd/departments/minzheng/duties/D-0001/"
    assert entry["api"] == "http://testserver/qzqd/api/v1/duties/minzheng/D-0001"


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["q", "on", "page", "department", "district", "party"]), value=ANY_TEXT)
def test_whatever_is_written_is_answered(client, lists, name, value):
    written = value.encode("utf-8", "surrogatepass").decode("latin-1")
    response = client.get("/api/v1/boundaries", {name: written})
    assert response.status_code in (200, 400, 404)
    assert response["Content-Type"] == "application/json"
