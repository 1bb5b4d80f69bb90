import pytest
from django.test.utils import override_script_prefix

from portal.search.api import NO_LISTS, NO_QUESTION
from portal.search.models import Query
from tests.atoms import entries, head
from tests.factories import SECOND_DAY, add_duty, add_service, make_draft, publish
from tests.searching import make_lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists():
    return make_lists()


def titles(response):
    return [entry["title"] for entry in entries(response)]


def test_the_entries_that_answer_a_question(client, lists):
    response = client.get("/search/feed/", {"q": "低保"})
    assert "民政局：负责城乡居民最低生活保障工作" in titles(response)
    assert head(response)["title"] == "“低保”的相关清单条目"
    assert head(response)["links"]["alternate"] == (
        "http://testserver/search/?q=%E4%BD%8E%E4%BF%9D"
    )


def test_a_change_comes_first(client, lists, monkeypatch):
    monkeypatch.setattr("portal.search.indexing.registry.SERVE_AT_MOST", 0)
    department = lists[0]
    draft = make_draft(department)
    items = ["受理低保申请", "审批低保待遇"]
    add_duty(draft, "负责城乡居民最低生活保障工作", items, code="D-0001")
    add_service(draft, "最低生活保障咨询")
    publish(draft, SECOND_DAY)
    assert titles(client.get("/search/feed/?q=最低生活保障"))[0] == "民政局：最低生活保障咨询"


def test_a_question_without_answer_is_an_empty_feed(client, lists):
    assert titles(client.get("/search/feed/?q=月球采矿许可证")) == []


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=%00"])
def test_without_a_question_it_says_what_to_do(client, lists, query):
    response = client.get(f"/search/feed/{query}")
    assert (response.status_code, response.text) == (400, NO_QUESTION)


def test_without_lists_there_is_no_feed(client, db):
    response = client.get("/search/feed/?q=低保")
    assert (response.status_code, response.text) == (400, NO_LISTS)


def test_an_unknown_district_is_not_found(client, lists):
    assert client.get("/search/feed/?q=低保&district=999999").status_code == 404
    assert entries(client.get("/search/feed/?q=低保&district=430408"))


@pytest.mark.parametrize("question", ["<b>&“低保”]]>\x01", "低保" * 5000, "\ud800低保", "😀低保"])
def test_any_question_gives_a_valid_feed(client, lists, question):
    entries(client.get("/search/feed/", {"q": question.encode("utf-8", "surrogatepass")}))


def test_reading_a_feed_is_no_question_to_log(client, lists):
    client.get("/search/feed/?q=低保")
    assert not Query.objects.exists()


def test_what_has_not_changed_is_not_sent_again(client, lists, settings):
    settings.PAGE_CACHE_MB = 64
    response = client.get("/search/feed/?q=低保")
    again = client.get("/search/feed/?q=低保", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_addresses_are_whole_beneath_another_site(client, lists):
    with override_script_prefix("/qzqd/"):
        response = client.get("/search/feed/?q=低保", SCRIPT_NAME="/qzqd")
        for one in (head(response), *entries(response)):
            assert all("testserver/qzqd/" in link for link in one["links"].values())


def test_the_page_of_results_leads_to_its_feed(client, lists):
    page = client.get("/search/?q=低保&district=430408&department=minzheng").text
    address = "/search/feed/?q=%E4%BD%8E%E4%BF%9D&amp;district=430408"
    assert (
        f'<link rel="alternate" type="application/atom+xml" title="“低保”的相关清单条目" href="{address}">'
        in page
    )
    assert f'<a href="{address}" type="application/atom+xml">' in page
    assert 'rel="alternate"' not in client.get("/search/").text
