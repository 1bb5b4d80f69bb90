"""The same form sent twice, to several processes with threads, on either database."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.cast import signed_in
from tests.portal.reviews.drafting.conftest import Workbench
from tests.portal.reviews.drafting.workbench import address
from tests.reviewing import Review

#: Milliseconds between two clicks.
GAPS = [80, 200, 600]
TOKEN = "x" * 32


@pytest.fixture
def bench(transactional_db):
    return Workbench()


@pytest.fixture
def submitted(transactional_db):
    """An adjustment under review, and a client of one of its judges."""
    review = Review()
    return review.submitted(), signed_in(review.judges[0])


def session_of(client):
    return client.cookies["sessionid"].value


def post_twice(url, client, path, **said):
    """What two threads are answered that send the same at the same moment."""
    barrier = Barrier(2)
    cookies = f"sessionid={session_of(client)}; csrftoken={TOKEN}"
    body = urlencode(said | {"csrfmiddlewaretoken": TOKEN})
    kind = "application/x-www-form-urlencoded"

    def post():
        connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        barrier.wait()
        connection.request("POST", path, body, {"Cookie": cookies, "Content-Type": kind})
        response = connection.getresponse()
        response.read()
        shown = [text for text in response.headers.get_all("Set-Cookie", []) if "messages" in text]
        connection.close()
        return response.status, response.headers["Location"], len(shown)

    with ThreadPoolExecutor(2) as pool:
        return [future.result() for future in [pool.submit(post) for _ in range(2)]]


@pytest.mark.parametrize("unguarded", ["", "1"])
def test_two_threads_that_send_the_same_open_one_adjustment(bench, serve, ask, unguarded):
    chosen = {"kind": "change", "cause": "statute", "start": "latest"}
    with serve(UNGUARDED=unguarded) as url:
        first, second = post_twice(url, bench.client, address("add"), **chosen)
    assert first[0] == second[0] == 302
    assert first[2] == second[2] == 1
    # Without the key there would be two besides the one of the workbench.
    assert (first == second) is not bool(unguarded)
    assert ask("Adjustment.objects.count()") == ("3" if unguarded else "2")


@pytest.fixture
def open_page(browser):
    """Open a page in a window of its own, signed in as a client is."""
    contexts = []

    def open_page(url, client, path):
        # The script of the forms lets one through only once; not everybody has it.
        contexts.append(browser.new_context(java_script_enabled=False))
        cookie = {"name": "sessionid", "value": session_of(client), "url": url}
        contexts[-1].add_cookies([cookie])
        page = contexts[-1].new_page()
        page.goto(url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def click_twice(held):
    """Click where a button is, and once more there, while the first answer is on its way."""

    def click_twice(page, button, gap):
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        held.touch()
        with page.expect_event("framenavigated"):
            with page.expect_request(is_sent):
                page.mouse.click(*place)
            page.wait_for_timeout(gap)
            with page.expect_request(is_sent):
                page.mouse.click(*place)
            held.unlink()
        page.wait_for_load_state()

    return click_twice


def is_sent(request):
    return request.method == "POST"


@pytest.fixture
def open_twice(click_twice):
    """Fill in the form of a new adjustment and click twice."""

    def open_twice(page, url, gap):
        page.goto(url + address("add"))
        page.get_by_label("变更").first.check()
        page.locator("[name=cause]").first.check()
        click_twice(page, page.get_by_role("button", name="建立草稿"), gap)

    return open_twice


@pytest.mark.browser
def test_a_double_click_opens_one_adjustment(bench, serve, ask, open_page, open_twice):
    with serve() as url:
        page = open_page(url, bench.client, address("add"))
        for gap in GAPS:
            open_twice(page, url, gap)
            expect(page.get_by_text("草稿已经建立，可以开始改动条目。")).to_have_count(1)
    assert ask("Adjustment.objects.count()") == str(1 + len(GAPS))


@pytest.mark.browser
def test_without_the_key_a_double_click_would_open_two(bench, serve, ask, open_page, open_twice):
    with serve(UNGUARDED="1") as url:
        open_twice(open_page(url, bench.client, address("add")), url, GAPS[0])
    assert ask("Adjustment.objects.count()") == "3"


@pytest.mark.browser
def test_a_double_click_adds_one_entry(bench, serve, ask, open_page, click_twice):
    with serve() as url:
        page = open_page(url, bench.client, address("add"))
        for gap in GAPS:
            page.goto(url + address("entry_add", bench.pk, "duties"))
            page.get_by_label("主要职责 必填").fill("点了两次的职责")
            click_twice(page, page.get_by_role("button", name="保存", exact=True), gap)
    assert ask("Duty.objects.filter(text='点了两次的职责').count()") == str(len(GAPS))


@pytest.mark.browser
def test_a_double_click_makes_one_remark(submitted, serve, ask, open_page, click_twice):
    adjustment, judge = submitted
    dossier = f"/review/{adjustment.pk}/"
    with serve() as url:
        page = open_page(url, judge, dossier)
        for gap in GAPS:
            page.goto(url + dossier)
            page.locator("details.say summary").first.click()
            page.get_by_label("意见", exact=True).first.fill(f"隔 {gap} 毫秒点了两次的意见")
            click_twice(page, page.get_by_role("button", name="提出意见").first, gap)
    assert ask("Comment.objects.count()") == str(len(GAPS))
