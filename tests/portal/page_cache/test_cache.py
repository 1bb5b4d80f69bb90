"""Kept pages: shown to visitors only, never outdated, never another's, bounded."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone

from boundaries.models import Body, Subject
from departments.models import Department
from departments.shown.state import shown_state
from portal.page_cache import cache, published
from portal.page_cache.cache import KeptPages, Page, accepts_gzip
from portal.topics.models import Topic
from tests.factories import (
    SECOND_DAY,
    add_duty,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)

PAGE = "/departments/minzheng/"
#: The queries of a look at what pages are made of.
LOOK = 1

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, monkeypatch):
    """Pages are kept, and every request looks at the database for what they are made of."""
    settings.PAGE_CACHE_MB = 1
    monkeypatch.setattr(cache, "published_state", shown_state)


@pytest.fixture
def department():
    department = make_department()
    make_edition(department)
    return department


def queries_of(client, address=PAGE, **headers):
    with CaptureQueriesContext(connection) as queries:
        client.get(address, headers=headers)
    return len(queries)


def is_kept(client, address=PAGE, **headers):
    """Whether a page asked for twice is not made the second time: there is only the look."""
    client.get(address, headers=headers)
    return queries_of(client, address, **headers) <= LOOK


def at_the_same_process(client, other):
    """Another visitor of the process that serves ``client`` (returns it)."""
    other.handler = client.handler
    return other


def test_the_second_visitor_gets_the_kept_page(client, department):
    first = client.get(PAGE)
    other = at_the_same_process(client, Client())
    with CaptureQueriesContext(connection) as queries:
        second = other.get(PAGE)
    assert second.content == first.content
    assert len(queries) == LOOK


@pytest.mark.parametrize(
    "change",
    [
        lambda one: Department.objects.filter(pk=one.pk).update(short_name="民政和救助局"),
        lambda one: one.district.__class__.objects.update(name="衡阳市南岳区"),
        lambda one: one.names.create(kind="signboard", name="蒸湘区老龄办"),
        lambda one: Department.objects.filter(pk=one.pk).update(phone="0734-0000000"),
        lambda one: Department.objects.filter(pk=one.pk).update(office_hours="工作日"),
        lambda one: Body.objects.create(district=one.district, slug="x", name="某局", kind="city"),
        lambda one: Subject.objects.create(district=one.district, slug="x", title="养老服务"),
        lambda one: Topic.objects.create(slug="x", title="养老"),
    ],
    ids=["department", "district", "signboard", "phone", "hours", "body", "subject", "topic"],
)
def test_a_change_beside_the_lists_makes_the_page_anew(client, department, change):
    client.get("/departments/")
    change(department)
    assert queries_of(client, "/departments/") > LOOK


def test_a_publication_shows_at_once(client, department):
    assert "负责新的工作" not in client.get(PAGE).text
    draft = make_draft(department)
    add_duty(draft, "负责新的工作")
    publish(draft, SECOND_DAY)
    assert "负责新的工作" in client.get(PAGE).text


def test_a_scheduled_edition_shows_from_its_day_on(client, department, monkeypatch):
    draft = make_draft(department)
    add_duty(draft, "负责明天的工作")
    tomorrow = timezone.localdate() + timedelta(days=1)
    publish(draft, tomorrow)
    assert "负责明天的工作" not in client.get(PAGE).text
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    assert "负责明天的工作" in client.get(PAGE).text


def test_a_name_changed_and_changed_back_shows_as_it_is(client, department, monkeypatch):
    client.get(PAGE)
    names, old = Department.objects.filter(pk=department.pk), shown_state("minzheng")
    with monkeypatch.context() as late:
        # The look at the state is a second old, the page is made of what is new.
        late.setattr(cache, "published_state", lambda slug: old)
        names.update(short_name="别的局")
        assert "别的局" in client.get(f"{PAGE}?unfold=1").text
    names.update(short_name="民政局")
    assert "别的局" not in client.get(f"{PAGE}?unfold=1").text


def test_the_state_is_looked_up_once_a_second(department, monkeypatch):
    monkeypatch.setattr(published, "monotonic", lambda: 1000.5)
    published.published_state("minzheng")
    with CaptureQueriesContext(connection) as queries:
        published.published_state("minzheng")
        monkeypatch.setattr(published, "monotonic", lambda: 1001.0)
        published.published_state("minzheng")
    assert len(queries) == LOOK


def test_another_district_does_not_disturb(department):
    elsewhere = make_district("430407", "衡阳市石鼓区")
    before = shown_state("minzheng")
    Body.objects.create(district=elsewhere, slug="x", name="某局", kind="city")
    make_edition(make_department("shigu", "民政局", district=elsewhere))
    assert shown_state("minzheng") == before
    assert shown_state("shigu") != before


def test_an_edition_to_come_counts_since_it_ends_the_one_in_force(department):
    before = shown_state("minzheng")
    publish(make_draft(department), timezone.localdate() + timedelta(days=30))
    assert shown_state("minzheng") != before


def test_a_topic_has_a_page_of_its_own_that_follows_its_topics(client, department):
    topic = Topic.objects.create(slug="minzheng", title="养老")
    client.get("/topics/minzheng/")
    Department.objects.update(short_name="民政和救助局")
    Topic.objects.filter(pk=topic.pk).update(title="养老服务")
    assert "养老服务" in client.get("/topics/minzheng/").text


def test_the_day_asked_for_has_a_page_of_its_own(client, department):
    client.get(PAGE)
    assert "这里显示的是" in client.get(f"{PAGE}?on=2024-06-01").text
    assert "这里显示的是" not in client.get(PAGE).text


def test_hosts_have_pages_of_their_own(client, department, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    client.get(PAGE, headers={"host": "a.example"})
    assert queries_of(client, PAGE, host="b.example") > LOOK
    assert client.get(PAGE, headers={"host": "evil.example"}).status_code == 400


def test_who_is_signed_in_gets_every_page_anew_and_kept_by_nobody(client, stranger, department):
    client.get(PAGE)
    assert not is_kept(at_the_same_process(client, stranger))
    response = stranger.get(PAGE)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "ETag" not in response


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "sessionid=forged"}, {"cookie": "messages=x"}, {"authorization": "Basic eDp5"}],
)
def test_whoever_may_be_somebody_neither_gets_nor_leaves_a_kept_page(client, department, headers):
    assert not is_kept(client, **headers)
    assert queries_of(client) > LOOK


def test_other_cookies_do_not_matter(client, department):
    client.get(PAGE)
    response = client.get(PAGE, headers={"cookie": "csrftoken=x; visited=1"})
    assert response["Cache-Control"] == "no-cache"
    assert queries_of(client, PAGE, cookie="csrftoken=x") == LOOK


def personal_views():
    def session(request, response):
        request.session.get("x")

    def csrf(request, response):
        get_token(request)

    def cookie(request, response):
        response.set_cookie("x", "y")

    def vary(request, response):
        response["Vary"] = "HX-Request"

    def private(request, response):
        response["Cache-Control"] = "private"

    def error(request, response):
        response.status_code = 404

    return [session, csrf, cookie, vary, private, error]


@pytest.mark.parametrize("make_personal", personal_views(), ids=lambda view: view.__name__)
def test_what_is_made_for_one_person_is_not_kept(client, settings, make_personal):
    made = []

    def page(request):
        made.append(request)
        response = HttpResponse("ok")
        make_personal(request, response)
        return response

    page.made_of = lambda request: "always the same"
    settings.ROOT_URLCONF = (path("page/", page),)
    assert "ETag" not in client.get("/page/")
    client.get("/page/")
    assert len(made) == 2


def test_a_view_says_itself_what_its_page_is_made_of(client, settings):
    made, shown_again = [], []

    def page(request):
        made.append(request)
        response = HttpResponse("ok")
        response.when_shown_again = lambda: shown_again.append(request)
        return response

    page.made_of = lambda request: request.GET.get("version")
    settings.ROOT_URLCONF = (path("page/", page),)
    for version in ("1", "1", "2", "2"):
        client.get("/page/", {"version": version})
    assert (len(made), len(shown_again)) == (2, 2)
    client.get("/page/")
    assert "ETag" not in client.get("/page/")


def test_error_pages_are_not_kept(client, department):
    for address in ("/departments/unknown/", f"{PAGE}duties/D-0009/", f"{PAGE}?on=x"):
        response = client.get(address)
        assert response.status_code in (400, 404)
        assert "ETag" not in response


def test_a_repeated_question_is_answered_in_short(client, department):
    response = client.get(PAGE)
    again = client.get(PAGE, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == response["ETag"]
    assert again["Vary"] == "Accept-Encoding"
    Department.objects.update(short_name="民政和救助局")
    assert client.get(PAGE, headers={"if-none-match": response["ETag"]}).status_code == 200


def test_each_client_gets_the_encoding_it_reads(client, department):
    plain = client.get(PAGE)
    packed = client.get(PAGE, headers={"accept-encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content)
    again = client.get(PAGE)
    assert "Content-Encoding" not in again
    assert again.content == plain.content
    assert {plain["Vary"], packed["Vary"]} == {"Accept-Encoding"}


@pytest.mark.parametrize(
    ("accepted", "answer"),
    [("gzip", True), ("deflate, GZIP;q=0.5", True), ("gzip;q=0", False), ("gzip; q=0.0, br", False)]
    + [("", False), ("identity", False), ("zip", False)],
)
def test_reads_what_a_client_accepts(rf, accepted, answer):
    assert accepts_gzip(rf.get("/", headers={"accept-encoding": accepted})) is answer


def test_head_has_the_headers_and_no_body(client, department):
    response = client.get(PAGE)
    head = client.head(PAGE)
    assert head.content == b""
    assert head["ETag"] == response["ETag"]


def test_post_is_not_answered_from_kept_pages(client, department):
    client.get(PAGE)
    assert client.post(PAGE).status_code == 405


def test_nothing_is_kept_where_it_is_switched_off(client, department, settings):
    settings.PAGE_CACHE_MB = 0
    assert not is_kept(client)


def test_pages_of_other_parts_are_not_kept(client, department):
    assert "ETag" not in client.get("/healthz")
    assert "ETag" not in client.get("/admin/login/")


def test_a_flood_of_addresses_is_bounded():
    pages = KeptPages()
    for n in range(500):
        pages.put(n, Page(HttpResponse("x" * 10_000)), 1_000_000)
    assert pages.size <= 1_000_000
    assert pages.get(499) is not None
    assert pages.get(0) is None


def test_a_page_is_not_kept_under_an_endless_address(client, department):
    assert is_kept(client, f"{PAGE}?x={'x' * 1500}")
    assert not is_kept(client, f"{PAGE}?x={'x' * 2500}")


def test_what_is_shown_often_stays():
    pages = KeptPages()
    for n in range(100):
        pages.put(n, Page(HttpResponse("x" * 10_000)), 1_000_000)
        assert pages.get(0) is not None


def test_a_page_too_large_is_not_kept():
    pages = KeptPages()
    pages.put("small", Page(HttpResponse("x")), 1_000_000)
    pages.put("large", Page(HttpResponse("x" * 1_000_000)), 1_000_000)
    assert pages.get("large") is None
    assert pages.get("small") is not None


def test_threads_may_keep_pages_at_once():
    pages = KeptPages()

    def work(n):
        pages.put(n % 7, Page(HttpResponse("x" * 1000)), 400_000)
        return pages.get(n % 7)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(2000)))
    assert pages.size == sum(page.size for page in pages.by_key.values())
