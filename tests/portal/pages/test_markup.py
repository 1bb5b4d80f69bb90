"""What every page has: language, one heading, landmarks, and nothing that the CSP forbids."""

import re

import pytest

from tests.factories import add_annex, fill, make_draft, make_source, publish

ADDRESSES = [
    "/",
    "/departments/",
    "/departments/minzheng/",
    "/departments/minzheng/editions/",
    "/departments/minzheng/editions/1/",
    "/duties/",
    "/boundaries/?q=养老&department=minzheng",
    "/supervision/",
    "/supervision/subjects/",
    "/services/",
    "/services/handlers/",
    "/topics/",
    "/departments/minzheng/duties/D-0001/",
    "/departments/minzheng/boundaries/B-0001/",
    "/departments/minzheng/supervision/S-0001/",
    "/departments/minzheng/services/P-0001/",
    "/search/",
    "/search/?q=第 1 类养老服务",
    "/search/?q=月球采矿许可证",
    "/about/",
    "/sitemap/",
    "/display/",
    "/no/such/page/",
]

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(params=ADDRESSES)
def page(request, client):
    draft = fill(make_draft(source=make_source()), entries=2)
    add_annex(draft)
    publish(draft)
    return client.get(request.param).text


def test_has_language_title_description_and_one_heading(page):
    assert '<html lang="zh-CN">' in page
    assert re.search(r"<title>[^<\s][^<]* - 责任清单公开平台</title>", page)
    assert re.search(r'<meta name="description" content="[^"]{10,}">', page)
    assert page.count("<h1") == 1


def test_has_a_skip_link_to_the_main_part(page):
    assert '<a class="skip-link" href="#main">' in page
    assert '<main id="main"' in page


def test_has_no_inline_style_or_script_and_asks_no_other_host(page):
    assert not re.search(
        r"<script(?![^>]* src=| type=.application/ld.json)|<style|\sstyle=|\son\w+=|javascript:",
        page,
    )
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//(?!testserver/)', page)


def test_has_no_id_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_headings_skip_no_level(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
