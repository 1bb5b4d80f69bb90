"""Districts, departments, lists and editions through the API."""

import pytest

from departments.models import DepartmentName
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    make_department,
    make_district,
    make_draft,
    make_edition,
)
from tests.records import whole_edition

pytestmark = pytest.mark.django_db


def slugs(response):
    return [department["slug"] for department in response.json()["results"]]


def test_the_root_leads_to_everything(client):
    make_edition()
    for name, address in client.get("/api/v1/").json().items():
        status = 400 if name == "search" else 200
        assert client.get(address).status_code == status, name


def test_a_department_says_what_it_is_and_where_its_list_is(client):
    department = make_department(signboards=["蒸湘区老龄办"])
    department.phone = "0734-1234567"
    department.save()
    edition = make_edition(department, entries=2)
    found = client.get("/api/v1/departments/minzheng").json()
    assert found == client.get("/api/v1/departments").json()["results"][0]
    assert (found["name"], found["short_name"]) == ("衡阳市蒸湘区民政局", "民政局")
    assert found["signboards"] == ["蒸湘区老龄办"]
    assert found["district"] == {"code": "430408", "name": "衡阳市蒸湘区"}
    assert found["counts"] == dict.fromkeys(["duties", "boundaries", "supervision", "services"], 2)
    assert found["contact"]["phone"] == "0734-1234567"
    assert found["edition"]["digest"] == edition.digest
    for address in ("url", "api", "list", "editions"):
        assert client.get(found[address]).status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["weisheng", "minzheng"]),
        ("?q=民政", ["minzheng"]),
        ("?q=石鼓区+卫生", ["weisheng"]),
        ("?q=卫计委", ["weisheng"]),
        ("?q=公安", []),
        ("?district=430408", ["minzheng"]),
        ("?on=2024-06-01", ["minzheng"]),
    ],
)
def test_departments_are_found_by_name_district_and_day(client, query, expected):
    make_edition(make_department("minzheng", "民政局"))
    other = make_department("weisheng", "卫生局", district=make_district("430407", "石鼓区"))
    DepartmentName.objects.create(department=other, kind="short", name="卫计委")
    make_edition(other, effective_from=SECOND_DAY)
    assert slugs(client.get(f"/api/v1/departments{query}")) == expected


def test_a_list_is_that_of_the_page(client):
    whole_edition()
    address = "/departments/minzheng/list.json"
    assert client.get("/api/v1/departments/minzheng/list").json() == client.get(address).json()


def test_a_list_speaks_of_a_day(client):
    department = make_department()
    for day in (FIRST_DAY, SECOND_DAY):
        make_edition(department, effective_from=day)
    listed = client.get("/api/v1/departments/minzheng/list?on=2024-06-01").json()
    assert (listed["edition"]["number"], listed["edition"]["effective_to"]) == (1, "2025-01-01")


def test_editions_are_told_newest_first_and_each_can_be_read(client):
    department = make_department()
    editions = [make_edition(department, effective_from=day) for day in (FIRST_DAY, SECOND_DAY)]
    make_edition(department, effective_from=FAR_FUTURE)
    told = client.get("/api/v1/departments/minzheng/editions").json()["results"]
    assert [one["number"] for one in told] == [2, 1]
    assert [one["effective_to"] for one in told] == [None, "2025-01-01"]
    assert told[0]["previous_digest"] == told[1]["digest"] == editions[0].digest
    for one in told:
        assert client.get(one["url"]).status_code == 200
        whole = client.get(one["api"]).json()
        assert whole["edition"]["digest"] == one["digest"]


@pytest.mark.parametrize(
    "address",
    ["unknown", "unknown/list", "sifa", "sifa/list", "sifa/editions", "sifa/editions/1"]
    + ["minzheng/editions/2", "minzheng/editions/3", f"minzheng/editions/{10**30}"],
)
def test_neither_drafts_nor_what_is_scheduled_is_shown(client, address):
    department = make_department()
    make_edition(department)
    make_edition(department, effective_from=FAR_FUTURE)
    make_draft(make_department("sifa", "司法局"))
    response = client.get(f"/api/v1/departments/{address}")
    assert response.status_code == 404
    assert response.json()["error"].endswith("。")


def test_a_district_leads_to_its_departments(client):
    make_edition()
    make_edition(make_department("weisheng", "卫生局"))
    make_draft(make_department("sifa", "司法局"))
    make_district("430407", "衡阳市石鼓区")
    (district,) = client.get("/api/v1/districts").json()["results"]
    assert (district["code"], district["department_count"]) == ("430408", 2)
    assert slugs(client.get(district["departments"])) == ["minzheng", "weisheng"]
