"""The entries of all lists through the API: records, filters, days, what is gone."""

import pytest

from departments.models import FormerSlug, section_models
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    add_matter,
    make_department,
    make_draft,
    make_edition,
    publish,
)
from tests.records import whole_edition

pytestmark = pytest.mark.django_db

ENTRIES = {model.section_key: f"{model.code_prefix}-0001" for model in section_models()}


def two_editions():
    """A list whose first duty is dropped by the second edition."""
    department = make_department()
    first = make_draft(department)
    add_duty(first, "负责旧的工作")
    add_duty(first, "负责一直有的工作")
    publish(first, FIRST_DAY)
    second = make_draft(department)
    add_duty(second, "负责一直有的工作", code="D-0002")
    publish(second, SECOND_DAY)


@pytest.mark.parametrize(("section", "code"), ENTRIES.items())
def test_an_entry_is_its_record_with_where_it_stands(client, section, code):
    edition = whole_edition()
    listed = client.get("/departments/minzheng/list.json").json()
    entry = client.get(f"/api/v1/{section}/minzheng/{code}").json()
    (record,) = listed[section]
    assert {name: entry[name] for name in record} == record
    assert {name: value for name, value in entry.items() if name not in record} == {
        "department": {
            "slug": "minzheng",
            "name": "衡阳市蒸湘区民政局",
            "short_name": "民政局",
            "district": "430408",
        },
        "edition": {
            "number": 1,
            "effective_from": FIRST_DAY.isoformat(),
            "digest": edition.digest,
        },
        "url": f"http://testserver/departments/minzheng/{section}/{code}/",
        "api": f"http://testserver/api/v1/{section}/minzheng/{code}",
    }


@pytest.mark.parametrize(("section", "code"), ENTRIES.items())
def test_the_list_of_a_section_holds_the_same_entries(client, section, code):
    whole_edition()
    page = client.get(f"/api/v1/{section}").json()
    assert page["results"] == [client.get(f"/api/v1/{section}/minzheng/{code}").json()]
    assert client.get(page["results"][0]["url"]).status_code == 200


@pytest.mark.parametrize(
    ("section", "query"),
    [
        ("duties", "?q=第+2+类"),
        ("duties", "?department=minzheng&department=weisheng&note=no"),
        ("boundaries", "?party=区卫生局+1-1&basis=no&case=no"),
        ("supervision", "?part=object&q=2"),
        ("services", "?handler=窗口"),
        ("services", "?district=430408"),
    ],
)
def test_filters_find_what_the_pages_find(client, section, query):
    make_edition(entries=2)
    make_edition(make_department("weisheng", "卫生局"), entries=1)
    page = client.get(f"/{section}/{query}")
    found = client.get(f"/api/v1/{section}{query}").json()
    assert page.status_code == 200
    assert [entry["url"].removeprefix("http://testserver") for entry in found["results"]] == [
        hit.entry.get_absolute_url() for hit in page.context["hits"]
    ]


def test_entries_keep_the_order_of_districts_departments_and_lists(client):
    late = make_department("weisheng", "卫生局", order=2)
    make_edition(late, entries=2)
    make_edition(make_department("minzheng", "民政局", order=1), entries=2)
    found = client.get("/api/v1/duties").json()["results"]
    places = [(entry["department"]["slug"], entry["code"]) for entry in found]
    assert places == [
        ("minzheng", "D-0001"),
        ("minzheng", "D-0002"),
        ("weisheng", "D-0001"),
        ("weisheng", "D-0002"),
    ]


def test_speaks_of_a_day_and_leads_to_the_same_day(client):
    two_editions()
    found = client.get("/api/v1/duties?on=2024-06-01").json()["results"]
    assert [entry["text"] for entry in found] == ["负责旧的工作", "负责一直有的工作"]
    assert [entry["edition"]["number"] for entry in found] == [1, 1]
    for entry in found:
        assert client.get(entry["api"]).json() == entry
        assert entry["text"] in client.get(entry["url"]).text


def test_an_entry_that_is_gone_says_where_it_can_still_be_read(client):
    two_editions()
    response = client.get("/api/v1/duties/minzheng/D-0001")
    assert response.status_code == 410
    assert response.json()["error"] == "条目 D-0001 已不在清单中，最后见于第 1 版。"
    old = client.get(response.json()["instead"]).json()
    assert [duty["code"] for duty in old["duties"]] == ["D-0001", "D-0002"]


@pytest.mark.parametrize("address", ["minzheng/D-0009", "unknown/D-0001", "minzheng/B-0001"])
def test_what_never_was_is_not_found(client, address):
    two_editions()
    response = client.get(f"/api/v1/duties/{address}")
    assert response.status_code == 404
    assert response.json()["error"].endswith("。")


def test_drafts_are_not_shown(client):
    draft = make_draft()
    add_duty(draft)
    add_matter(draft)
    assert client.get("/api/v1/duties").json()["count"] == 0
    assert client.get("/api/v1/boundaries/minzheng/B-0001").status_code == 404


def test_a_former_slug_leads_to_the_slug_of_today(client):
    edition = whole_edition()
    FormerSlug.objects.create(department=edition.department, slug="minzhengju")
    moved = client.get("/api/v1/duties/minzhengju/D-0001")
    assert moved.status_code == 301
    assert moved["Location"] == "/api/v1/duties/minzheng/D-0001"
    assert moved["Access-Control-Allow-Origin"] == "*"
