"""The look that a visitor chooses: kept in a cookie, told by the page, right in the page cache."""

import pytest
from django.test import Client

from departments.shown.state import shown_state
from portal.page_cache import cache
from portal.pages.display import COLOURS, COOKIE, SIZES
from tests.factories import make_department, make_edition

PAGE = "/departments/minzheng/"

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def department():
    make_edition(make_department())


@pytest.fixture
def kept(settings, monkeypatch):
    settings.PAGE_CACHE_MB = 1
    monkeypatch.setattr(cache, "published_state", shown_state)


def choose(client, **fields):
    return client.post("/display/", fields)


def head_of(client, address="/about/"):
    """The opening tag of a page's ``<html>``."""
    return client.get(address).text.split("<html", 1)[1].split(">", 1)[0]


def test_a_page_is_plain_until_something_is_chosen(client):
    assert head_of(client) == ' lang="zh-CN"'


def test_one_tap_makes_the_text_large_and_another_takes_it_back(client):
    assert '<button class="quiet" name="size" value="large">大字版</button>' in client.get("/").text
    choose(client, size="large")
    assert head_of(client) == ' lang="zh-CN" data-size="large"'
    assert '<button class="quiet" name="size" value="">标准版</button>' in client.get("/").text
    choose(client, size="")
    assert head_of(client) == ' lang="zh-CN"'


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("colour", COLOURS)
def test_every_size_goes_with_every_colour(client, size, colour):
    choose(client, size=size, colour=colour)
    page = client.get("/display/").text
    assert (f'data-size="{size}"' in page) is bool(size)
    assert (f'data-colour="{colour}"' in page) is bool(colour)
    assert f'name="size" value="{size}" checked' in page
    assert f'name="colour" value="{colour}" checked' in page


def test_the_button_leaves_the_colours_as_they_are(client):
    choose(client, size="", colour="dark")
    choose(client, size="large")
    assert head_of(client) == ' lang="zh-CN" data-size="large" data-colour="dark"'


@pytest.mark.parametrize("value", ["", ".", "huge.dark", 'large".dark', "large.dark.x", "x" * 5000])
def test_a_cookie_that_says_nothing_known_is_harmless(client, value):
    client.cookies[COOKIE] = value
    assert set(head_of(client).split()) <= {
        'lang="zh-CN"',
        'data-size="large"',
        'data-colour="dark"',
    }


@pytest.mark.parametrize("fields", [{"size": "huge"}, {"colour": "<b>"}, {}])
def test_an_unknown_choice_counts_as_none(client, fields):
    assert choose(client, **fields).status_code == 302
    assert head_of(client) == ' lang="zh-CN"'


def test_the_cookie_keeps_to_the_site_and_out_of_scripts(client, settings):
    settings.SESSION_COOKIE_PATH, settings.SESSION_COOKIE_SECURE = "/qzqd/", True
    cookie = choose(client, size="large").cookies[COOKIE]
    assert (cookie["path"], cookie["samesite"]) == ("/qzqd/", "Lax")
    assert cookie["secure"]
    assert cookie["httponly"]
    assert choose(client, size="").cookies[COOKIE]["path"] == "/qzqd/"


def test_needs_no_token_against_forged_forms():
    assert choose(Client(enforce_csrf_checks=True), size="large").status_code == 302


@pytest.mark.parametrize("address", ["/departments/?on=2024-06-01", "/search/?q=" + "%E9" * 900])
def test_goes_back_to_the_page_of_the_button(client, address):
    assert choose(client, size="large", next=address)["Location"] == address


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/?/", "/\\evil.example", "javascript:alert(1)", "\x00"]
    + ["https:evil.example?x", "", " //evil.example", "养老", "departments:index", "home"],
)
def test_leads_to_no_other_site(client, address):
    assert choose(client, size="large", next=address)["Location"] == "/display/"


def test_every_page_says_where_its_button_leads_back_to(client, department):
    page = client.get(f"{PAGE}?on=2024-06-01&x=<b>").text
    assert f'name="next" value="{PAGE}?on=2024-06-01&amp;x=%3Cb%3E"' in page


def test_each_look_has_its_own_kept_page(client, department, kept):
    plain = client.get(PAGE)
    choose(client, size="large")
    large = client.get(PAGE)
    assert 'data-size="large"' in large.text
    assert large["ETag"] != plain["ETag"]
    choose(client, size="")
    assert client.get(PAGE).content == plain.content


def test_a_browser_with_a_page_of_another_look_gets_the_right_one(client, department, kept):
    plain = client.get(PAGE)
    choose(client, size="large")
    again = client.get(PAGE, headers={"if-none-match": plain["ETag"]})
    assert again.status_code == 200
    assert again["Cache-Control"] == "no-cache"
    assert again["Vary"] == "Accept-Encoding"
    third = client.get(PAGE, headers={"if-none-match": again["ETag"]})
    assert third.status_code == 304


def test_a_look_makes_nobody_somebody(client, department, kept):
    choose(client, size="large")
    assert "ETag" in client.get(PAGE)


def test_forged_cookies_cannot_fill_the_cache(client, department, kept):
    etags = set()
    for n in range(20):
        client.cookies[COOKIE] = f"size{n}.colour{n}"
        etags.add(client.get(PAGE)["ETag"])
    assert len(etags) == 1


def test_the_choice_itself_is_kept_by_nobody(client):
    assert "no-store" in client.get("/display/")["Cache-Control"]
    assert client.put("/display/").status_code == 405


def test_works_beneath_the_path_of_another_site(client, beneath_another_site):
    page = client.get("/about/").text
    assert 'method="post" action="/qzqd/display/"' in page
    assert 'name="next" value="/qzqd/about/"' in page
    assert choose(client, size="large", next="/qzqd/about/")["Location"] == "/qzqd/about/"
