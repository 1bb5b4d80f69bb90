"""Subjects and bodies through the API: what several lists say of one thing, and of whom."""

import pytest

from tests.boundaries.factories import make_body, make_subject
from tests.factories import FIRST_DAY, add_matter, make_department, make_draft, publish

pytestmark = pytest.mark.django_db

CIVIL = [
    {"name": "区民政局", "responsibility": "牵头做好养老机构管理"},
    {"name": "区卫生局", "responsibility": "配合做好医养结合"},
    {"name": "蒸湘公安分局", "responsibility": "维护治安"},
]


@pytest.fixture
def subject():
    civil, health = make_department(), make_department("weisheng", "卫生局")
    make_body(names=["蒸湘公安分局"])
    draft = make_draft(civil)
    add_matter(draft, "社会养老服务体系建设", parties=CIVIL)
    publish(draft, FIRST_DAY)
    publish(make_draft(health), FIRST_DAY)
    return make_subject((civil, "B-0001"))


def test_a_subject_tells_its_sides_and_who_is_missing(client, subject):
    (found,) = client.get("/api/v1/subjects").json()["results"]
    assert found == client.get(found["api"]).json() == client.get("/api/v1/subjects/yanglao").json()
    assert (found["slug"], found["title"], found["district"]) == ("yanglao", "养老服务", "430408")
    assert found["bodies"] == [
        {"slug": "minzheng", "name": "民政局", "kind": "department"},
        {"slug": "weisheng", "name": "卫生局", "kind": "department"},
        {"slug": "gongan", "name": "市公安局蒸湘分局", "kind": "vertical"},
    ]
    assert found["missing"] == ["weisheng"]
    (side,) = found["sides"]
    assert (side["department"], side["code"]) == ("minzheng", "B-0001")
    assert side["parts"][0] == {
        "name": "区民政局",
        "bodies": ["minzheng"],
        "role": "lead",
        "responsibility": "牵头做好养老机构管理",
    }
    assert [part["role"] for part in side["parts"]] == ["lead", "assisting", None]
    assert client.get(side["api"]).json()["matter"] == side["matter"]
    assert {client.get(address).status_code for address in (found["url"], side["url"])} == {200}


def test_a_subject_speaks_of_a_day(client, subject):
    assert client.get("/api/v1/subjects?on=2020-01-01").json()["count"] == 0
    assert client.get("/api/v1/subjects/yanglao?on=2020-01-01").json()["sides"] == []


def test_a_subject_merged_into_another_says_into_which(client, subject):
    make_subject(slug="laoling", title="老龄工作", merged_into=subject)
    response = client.get("/api/v1/subjects/laoling")
    assert response.status_code == 410
    assert response.json() == {
        "error": "这件事已并入“养老服务”。",
        "instead": "http://testserver/api/v1/subjects/yanglao",
    }


def test_what_is_not_confirmed_is_not_shown(client, subject):
    make_subject((subject.sides.get().department, "B-0001"), slug="x", state="candidate")
    assert client.get("/api/v1/subjects").json()["count"] == 1
    assert client.get("/api/v1/subjects/x").status_code == 404
    assert client.get("/api/v1/subjects/unknown").status_code == 404


def test_bodies_tell_which_lists_name_them(client, subject):
    found = client.get("/api/v1/bodies").json()["results"]
    assert [one["slug"] for one in found] == ["gongan", "weisheng"]
    assert found[0] == {
        "slug": "gongan",
        "name": "市公安局蒸湘分局",
        "kind": "vertical",
        "district": "430408",
        "department": None,
        "note": "",
        "lists": [{"department": "minzheng", "matters": 1}],
        "matters": "http://testserver/api/v1/boundaries?body=gongan",
        "url": "http://testserver/boundaries/bodies/gongan/",
    }
    assert found[1]["department"] == "weisheng"
    (matter,) = client.get(found[0]["matters"]).json()["results"]
    assert matter["code"] == "B-0001"
    assert client.get(found[0]["url"]).status_code == 200
