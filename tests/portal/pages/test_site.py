"""What every page says of the site and of itself: names, numbers, its own address."""

import re

import pytest

from tests.factories import make_department, make_edition

OFFICIAL = {
    "SITE_NAME": "蒸湘区责任清单",
    "SITE_ORGANISER": "蒸湘区人民政府办公室",
    "SITE_MAINTAINER": "蒸湘区大数据中心",
    "SITE_CONTACT": "0734-0000000 <值班室>",
    "SITE_CODE": "4304080001",
    "SITE_ICP": "湘ICP备05001234号-1",
    "SITE_POLICE": "湘公网安备 43040802000001号",
}
PAGE = "/departments/minzheng/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def official(settings):
    for name, value in OFFICIAL.items():
        setattr(settings, name, value)


@pytest.fixture
def lists():
    make_edition(make_department())


def meta(page):
    return dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', page))


def canonical(page):
    return re.findall(r'<link rel="canonical" href="([^"]*)">', page)


def test_what_is_set_is_shown(client, official):
    page = client.get("/about/").text
    assert "<title>关于本站 - 蒸湘区责任清单</title>" in page
    for text in ("蒸湘区人民政府办公室", "蒸湘区大数据中心", "0734-0000000 &lt;值班室&gt;"):
        assert text in page.split("<footer")[1]
    assert 'href="https://beian.miit.gov.cn/"' in page
    assert "https://beian.mps.gov.cn/#/query/webSearch?code=43040802000001" in page
    assert "jiucuo.html?site_code=4304080001&amp;url=http%3A%2F%2Ftestserver%2F" in page


def test_what_is_not_set_is_not_shown(client):
    page = client.get("/").text
    assert "责任清单公开平台" in page
    for text in ("主办单位", "承办单位", "联系方式", "标识码", "beian", "jiucuo", "SiteIDCode"):
        assert text not in page


def test_a_changed_setting_shows_at_once(client, settings):
    client.get("/")
    settings.SITE_ORGANISER = "蒸湘区人民政府"
    assert "蒸湘区人民政府" in client.get("/").text


def test_the_tags_of_a_government_site_are_in_the_head(client, official, lists):
    assert meta(client.get("/").text) == {
        "SiteName": "蒸湘区责任清单",
        "SiteDomain": "testserver",
        "SiteIDCode": "4304080001",
    }
    found = meta(client.get("/services/").text)
    assert (found["ColumnName"], found["ColumnType"]) == ("公共服务", "机构职能")
    assert "ArticleTitle" not in found


def test_the_page_of_a_text_says_what_it_is_whose_and_since_when(client, lists):
    found = meta(client.get(PAGE).text)
    assert found["ArticleTitle"] == "衡阳市蒸湘区民政局责任清单"
    assert found["ContentSource"] == "衡阳市蒸湘区民政局"
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}", found["PubDate"])
    assert meta(client.get(f"{PAGE}duties/D-0001/").text)["ArticleTitle"] == "负责第 1 类社会救助"


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        (PAGE, PAGE),
        (f"{PAGE}?unfold=1&utm_source=x", PAGE),
        (f"{PAGE}?utm=1&on=2024-06-01", f"{PAGE}?on=2024-06-01"),
        ("/duties/?page=1&q=%E7%AC%AC&note=no", "/duties/?q=%E7%AC%AC&amp;page=1"),
        ("/duties/?q=&on=", "/duties/"),
        ("/search/?q=%22%3E%3Cb%3E", "/search/?q=%22%3E%3Cb%3E"),
    ],
)
def test_the_own_address_leaves_out_what_makes_no_other_page(client, lists, asked, own):
    assert canonical(client.get(asked).text) == [f"http://testserver{own}"]


def test_the_own_address_is_right_beneath_another_site(client, lists, beneath_another_site):
    page = client.get(PAGE).text
    assert canonical(page) == [f"http://testserver/qzqd{PAGE}"]
    local = re.findall(r'(?:href|action)="(/[^"]*)"', page)
    assert all(address.startswith(("/qzqd/", "/static/")) for address in local)


def test_the_part_of_the_site_is_marked_in_the_navigation(client, lists):
    page = client.get(f"{PAGE}services/P-0001/").text
    assert re.findall(r'aria-current="true">(\w+)<', page) == ["公共服务"]
    assert 'aria-current="true"' not in client.get("/about/").text


def test_a_printed_page_says_where_it_is_from(client, lists):
    assert (
        f'<p class="printed">责任清单公开平台 http://testserver{PAGE}</p>' in client.get(PAGE).text
    )
