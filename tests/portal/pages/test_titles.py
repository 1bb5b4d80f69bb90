"""Every page that search engines are told of has a title and a description of its own."""

import re
from collections import Counter

import pytest
from defusedxml.ElementTree import fromstring

from boundaries.models import Side, Subject
from portal.topics.models import Topic
from tests.factories import (
    SECOND_DAY,
    add_duty,
    fill,
    make_department,
    make_district,
    make_draft,
    publish,
)

pytestmark = pytest.mark.one_database

LONG = "贯彻执行国家和省、市有关民政工作的法律、法规和方针、政策，拟订规划并组织实施"
FURTHER = [
    *("/departments/minzheng-430407/editions/", "/departments/minzheng-430407/editions/1/"),
    *("/departments/minzheng-430407/editions/2/", "/departments/minzheng-430407/compare/1/2/"),
    "/sitemap/",
    *("/search/", "/search/?q=养老", "/search/?q=低保", "/corrections/", "/corrections/new/"),
    "/departments/minzheng-430407/duties/D-0005/correct/",
]


@pytest.fixture
def site(db):
    """Two districts with departments of the same name, and entries that begin alike."""
    for code, name in (("430407", "衡阳市石鼓区"), ("430408", "衡阳市蒸湘区")):
        district = make_district(code, name)
        for short in ("minzheng", "weisheng"):
            department = make_department(f"{short}-{code}", f"{short}局", district=district)
            for day in (SECOND_DAY, SECOND_DAY):
                draft = fill(make_draft(department), entries=2)
                for end in "甲乙":
                    add_duty(draft, LONG + end)
                publish(draft, day)
        subject = Subject.objects.create(district=district, slug=f"s{code}", title=f"养老{code}")
        Side.objects.create(
            subject=subject, department=department, code="B-0003", state=Side.State.CONFIRMED
        )
    for slug in ("one", "two"):
        Topic.objects.create(slug=slug, title=f"领域{slug}")


def addresses(client, sitemap="/sitemap.xml"):
    for one in fromstring(client.get(sitemap).content):
        address = one[0].text.removeprefix("http://testserver")
        if ".xml" in address:
            yield from addresses(client, address)
        else:
            yield address


def repeated(texts):
    return {text: n for text, n in Counter(texts).items() if n > 1}


def test_titles_and_descriptions_are_unique(client, site):
    pages = {address: client.get(address).text for address in [*addresses(client), *FURTHER]}
    assert len(pages) > 60
    for pattern in (r"<title>([^<]+)</title>", r'<meta name="description" content="([^"]+)"'):
        found = {address: re.search(pattern, page)[1] for address, page in pages.items()}
        again = repeated(found.values())
        assert {address: text for address, text in found.items() if text in again} == {}
