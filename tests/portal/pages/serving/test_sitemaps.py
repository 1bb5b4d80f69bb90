import re

import pytest
from defusedxml.ElementTree import fromstring
from django.test.utils import override_script_prefix

from portal.pages.serving import sitemaps
from tests.boundaries.factories import make_subject
from tests.factories import (
    FAR_FUTURE,
    SECOND_DAY,
    add_duty,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)
from tests.topics import make_topic

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
KINDS = ("duties", "boundaries", "supervision", "services")

pytestmark = pytest.mark.django_db


def listed(client, address, **extra):
    """The addresses in a sitemap or its index, with their days (dict)."""
    response = client.get(address, **extra)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return {
        one.find(f"{NAMESPACE}loc").text: getattr(one.find(f"{NAMESPACE}lastmod"), "text", None)
        for one in fromstring(response.content)
    }


def all_listed(client):
    parts = listed(client, "/sitemap.xml")
    return {
        address: day
        for part in parts
        for address, day in listed(client, part.removeprefix("http://testserver")).items()
    }


def test_every_page_listed_is_there(client):
    make_subject((make_edition(entries=2).department, "B-0001"))
    make_topic()
    found = all_listed(client)
    assert "http://testserver/departments/minzheng/" in found
    assert "http://testserver/departments/minzheng/duties/D-0002/" in found
    assert "http://testserver/boundaries/subjects/yanglao/" in found
    assert "http://testserver/topics/yanglao/" in found
    for address in found:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_pages_are_dated_by_their_edition(client):
    edition = make_edition()
    draft = make_draft(edition.department)
    add_duty(draft, "改过的职责", code="D-0001")
    publish(draft, SECOND_DAY)
    found = all_listed(client)
    assert found["http://testserver/departments/minzheng/"] == "2025-01-01"
    assert found["http://testserver/departments/minzheng/duties/D-0001/"] == "2025-01-01"
    index = listed(client, "/sitemap.xml")
    assert index["http://testserver/sitemap-departments.xml"] == "2025-01-01"


def test_only_what_is_in_force_is_listed(client):
    make_draft(make_department("a", "甲局"))
    make_edition(make_department("b", "乙局"), effective_from=FAR_FUTURE)
    departments = {address for address in all_listed(client) if "/departments/" in address}
    assert departments == {"http://testserver/departments/"}


def test_many_districts_make_many_parts(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 2)
    for n in range(5):
        district = make_district(f"43040{n}", f"第{n}区")
        make_edition(make_department(f"d{n}", "民政局", district=district))
    index = listed(client, "/sitemap.xml")
    parts = [address for address in index if "sitemap-duties" in address]
    assert [part.partition("?")[2] for part in parts] == ["", "p=2", "p=3"]
    found = [
        address
        for part in parts
        for address in listed(client, part.removeprefix("http://testserver"))
    ]
    assert len(found) == len(set(found)) == 5


@pytest.mark.parametrize(
    "address",
    ["nothing.xml", "duties.xml?p=2", "duties.xml?p=x", "duties.xml?p=99999999999999999999"],
)
def test_there_are_no_other_parts(client, address):
    make_edition()
    assert client.get(f"/sitemap-{address}").status_code == 404


@pytest.mark.parametrize("size", [1, 4])
def test_query_counts(client, django_assert_num_queries, size):
    for n in range(size):
        make_edition(make_department(f"d{n}", f"第{n}局"), entries=size)
    for address, count in {
        "/sitemap.xml": 12,
        "/sitemap-departments.xml": 2,
        "/sitemap-duties.xml": 2,
        "/sitemap-overviews.xml": 0,
        "/robots.txt": 0,
    }.items():
        with django_assert_num_queries(count):
            assert client.get(address).status_code == 200


def test_what_has_not_changed_is_not_sent_again(client, settings):
    settings.PAGE_CACHE_MB = 64
    make_edition()
    for address in ("/sitemap.xml", "/sitemap-duties.xml", "/robots.txt"):
        response = client.get(address)
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304


def test_robots_are_told_where_to_go_and_where_not(client):
    text = client.get("/robots.txt").text
    assert text.splitlines()[-1] == "Sitemap: http://testserver/sitemap.xml"
    rules = re.findall(r"^Disallow: (.+)$", text, re.MULTILINE)
    assert {"/admin/", "/corrections/", "/*?"} <= set(rules)


def test_addresses_are_whole_beneath_another_site(client):
    make_edition()
    with override_script_prefix("/qzqd/"):
        robots = client.get("/robots.txt", SCRIPT_NAME="/qzqd").text
        index = listed(client, "/sitemap.xml", SCRIPT_NAME="/qzqd")
        part = listed(client, "/sitemap-duties.xml", SCRIPT_NAME="/qzqd")
    assert "Disallow: /qzqd/admin/" in robots
    assert "Allow: /qzqd/sitemap\n" in robots
    assert "Sitemap: http://testserver/qzqd/sitemap.xml" in robots
    assert all(address.startswith("http://testserver/qzqd/") for address in {**index, **part})


def test_they_are_only_read(client):
    for address in ("/sitemap.xml", "/sitemap-duties.xml", "/robots.txt"):
        assert client.post(address).status_code == 405
