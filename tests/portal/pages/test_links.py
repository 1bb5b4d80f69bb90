"""No link of the site leads nowhere: every page of a small district is read, and what it names."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve

from portal.topics.models import Topic, TopicEntry
from tests.boundaries.factories import make_body, make_subject
from tests.factories import SECOND_DAY, add_annex, fill, make_department, make_draft, publish

pytestmark = pytest.mark.one_database

LINK = re.compile(r'<(?:a|link|script)\b[^>]*?\s(?:href|src)="([^"]*)"')
TARGET = re.compile(r'\s(?:id|name)="([^"]+)"')
#: Pages of one kind that are read for their links; each link of a page that is read is asked for.
ENOUGH = 2


@pytest.fixture
def district(db):
    """Two departments that share a matter, one of them with a second edition and all details."""
    minzheng = make_department(signboards=["衡阳市蒸湘区老龄办"])
    minzheng.phone, minzheng.website = "0734-0000000", "https://www.example.gov.cn/"
    minzheng.save()
    weisheng = make_department("weisheng", "卫生局")
    first = fill(make_draft(minzheng), entries=22, rows=2)
    add_annex(first)
    publish(first)
    publish(fill(make_draft(weisheng), entries=2))
    publish(fill(make_draft(minzheng), entries=2), SECOND_DAY)
    make_body("minzheng", "民政局", department=minzheng, names=["区民政局"])
    make_body("weisheng", "卫生局", department=weisheng, names=["区卫生局", "区卫生局 1-1"])
    make_body("gongan", "市公安局蒸湘分局", names=["公安分局"])
    make_subject((weisheng, "B-0001"), (minzheng, "B-0023"))
    field = Topic.objects.create(slug="yanglao", title="养老")
    TopicEntry.objects.create(topic=field, department=weisheng, code="B-0001")


def file_of(address):
    """The name of a static file, without the hash of its content that it may bear."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.)", "", address.removeprefix("/static/"))


def kind_of(address):
    """What makes pages one kind: their view and the names of their parameters."""
    parts = urlsplit(address)
    try:
        view = resolve(parts.path).view_name
    except Resolver404:
        view = None
    return view, tuple(sorted(re.findall(r"(?:^|&)([^=&]+)=", parts.query)))


def links(page, address):
    """The addresses on this site that a page names, whole and without HTML's escapes (a set)."""
    found = {urljoin(address, unescape(link)) for link in LINK.findall(page)}
    found = {re.sub(r"^http://testserver", "", link) for link in found}
    return {link for link in found if link.startswith("/")}


def crawl(client, start):
    """What leads nowhere, as (page, link, status), and the pages read, by address."""
    broken, pages, asked, read = [], {}, set(), Counter()
    waiting = deque([("", start)])
    while waiting:
        page, address = waiting.popleft()
        if address in asked or address.startswith("/static/"):
            continue
        asked.add(address)
        response = client.get(address)
        # An entry of an earlier day leads to today's address, which says that it is gone (410).
        if response.status_code >= 400 and response.status_code != 410:
            broken.append((page, address, response.status_code))
        is_page = response.get("Content-Type", "").startswith("text/html")
        if response.status_code == 200 and is_page and read[kind_of(address)] < ENOUGH:
            read[kind_of(address)] += 1
            pages[address] = response.text
            found = {link.partition("#")[0] for link in links(response.text, address)}
            waiting.extend((address, link) for link in sorted(found))
    return broken, pages


def test_every_link_of_every_kind_of_page_leads_somewhere(district, client):
    broken, pages = crawl(client, "/")
    assert broken == []
    views = {kind_of(address)[0] for address in pages}
    assert {"pages:about", "pages:sitemap", "departments:department", "boundaries:entry"} <= views
    assert {"topics:topic", "boundaries:subject", "corrections:new", "data:index"} <= views

    lost = []
    for address, page in pages.items():
        for link in links(page, address):
            there, _, place = link.partition("#")
            if place and there in pages and place not in TARGET.findall(pages[there]):
                lost.append((address, link))
            if there.startswith("/static/") and not finders.find(file_of(there)):
                lost.append((address, link))
    assert lost == []


def test_a_broken_link_is_found(client, db):
    assert crawl(client, "/no/such/page/") == ([("", "/no/such/page/", 404)], {})


def test_links_are_read_whole():
    assert links('<a class="x" href="?page=2&amp;q=a#top">', "/duties/?q=b") == {
        "/duties/?page=2&q=a#top"
    }
    assert links('<a href="https://www.example.gov.cn/"><script src="y.js">', "/x/") == {"/x/y.js"}
