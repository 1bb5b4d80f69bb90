"""Which entry was opened from a page of results, told by the browser's Referer alone."""

import pytest

from portal.search.models import Query
from tests.searching import make_lists

ENTRY = "/departments/minzheng/duties/D-0001/"
RESULTS = "http://testserver/search/?q=低保申请"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def question(client):
    make_lists()
    client.get("/search/", {"q": "低保申请"})


def clicked():
    return Query.objects.get().clicked


def test_an_entry_opened_from_the_results_is_noted(client):
    client.get(ENTRY, headers={"referer": RESULTS})
    assert clicked() == "minzheng/D-0001"


def test_a_kept_page_is_noted_too(client, settings):
    settings.PAGE_CACHE_MB = 1
    client.get(ENTRY)
    client.get(ENTRY, headers={"referer": RESULTS})
    assert clicked() == "minzheng/D-0001"


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "http://testserver/",
        "http://testserver/duties/?q=低保申请",
        "https://elsewhere.example/search/?q=低保申请",
        "http://testserver/search/",
        "http://testserver/search/?q=低保申请&district=999999",
        "http://[broken",
        "http://testserver/search/?q=%ED%A0%80",
    ],
)
def test_whatever_else_leads_there_is_not(client, referer):
    assert client.get(ENTRY, headers={"referer": referer}).status_code == 200
    assert clicked() == ""


def test_other_pages_are_not(client):
    client.get("/departments/minzheng/", headers={"referer": RESULTS})
    assert clicked() == ""


def test_permalinks_on_the_page_carry_nothing(client):
    page = client.get("/search/", {"q": "低保申请"}).text
    assert f'href="{ENTRY}"' in page
    assert f"{ENTRY}?" not in page
