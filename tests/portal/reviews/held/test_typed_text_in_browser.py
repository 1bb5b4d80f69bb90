"""Ways to lose what was typed, each in a real browser: nothing is lost by any of them."""

import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from duties.models import Duty
from portal.corrections.targets import Target
from portal.reviews.comments import actions as comments
from portal.reviews.drafting.writing import order
from portal.reviews.held.keeping import ALIVE
from portal.reviews.models import Comment, HeldForm, State
from tests import cast
from tests.correcting import make_correction
from tests.portal.reviews.drafting.conftest import Workbench
from tests.portal.reviews.drafting.workbench import address
from tests.reviewing import SAID, Review, fresh

pytestmark = pytest.mark.browser

PASSWORD = "tong-xing-ci-19"
DUTY = "主要职责 必填"
TYPED = "打了一半的职责"
KEPT = "没有保存的文字已在"
MARK = "没有保存的文字，请核对后保存"
#: What a form asks as soon as it is opened: whether anything is held of it.
ASKED = "**/typed/ask/**"


class Held:
    """What the server holds; looked at while it answers nothing."""

    def __init__(self, turns):
        self.turns = turns

    def texts(self, name="text"):
        """What was typed and not saved, in all windows (list)."""
        with self.turns:
            forms = HeldForm.objects.filter(typed__isnull=False)
            return sorted(form.typed[name][0] for form in forms)

    def close(self, page):
        """Close a window, and wait until the server has heard of it."""
        with self.turns:
            before = self._left()
        page.goto("about:blank")
        deadline = time.monotonic() + 20
        while True:
            with self.turns:
                if self._left() > before:
                    return
            assert time.monotonic() < deadline, "没有听到窗口关闭"

    def time_passes(self):
        """Windows that said nothing more are no longer taken for open."""
        with self.turns:
            HeldForm.objects.update(alive_at=timezone.now() - 2 * ALIVE)

    def _left(self):
        return HeldForm.objects.filter(alive_at=None).count()


@pytest.fixture
def held(turns):
    return Held(turns)


@pytest.fixture
def bench(transactional_db):
    bench = Workbench()
    bench.editor.set_password(PASSWORD)
    bench.editor.save()
    bench.client.force_login(bench.editor)
    return bench


@pytest.fixture
def open_browser(browser, live_server, turns):
    """A browser of its own in which a user is signed in (gives its context)."""
    contexts = []

    def open_browser(user, **options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        with turns:
            session = cast.signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        context.add_cookies([cookie])
        return context

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def editing(open_browser, bench):
    """The browser of the draft's editor."""
    return open_browser(bench.editor)


def entry(bench, code="D-0001"):
    return address("entry", bench.pk, "duties", code)


def open_page(context, url):
    page = context.new_page()
    page.goto(url)
    return page


def open_form(context, url):
    """Open a page with a form, and wait until it has asked what is held."""
    page = context.new_page()
    with page.expect_response(ASKED):
        page.goto(url)
    return page


def type_in(page, text=TYPED):
    """Type a duty and wait until it is kept."""
    page.get_by_label(DUTY).fill(text)
    page.get_by_text(KEPT).wait_for()


def has(page, text=TYPED):
    """That the form has a text in it, marked as not saved."""
    page.get_by_text(MARK).wait_for()
    expect(page.get_by_label(DUTY)).to_have_value(text)


def save(page, code="D-0001"):
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text(f"已保存 {code}").wait_for()


def test_a_form_that_is_opened_again_has_it_and_keeps_it_while_one_types_on(editing, bench, held):
    first = open_page(editing, entry(bench))
    type_in(first)
    first.get_by_role("button", name="添加一行").click()
    first.locator("[name=items-text]").last.fill("还没有保存的行")
    held.close(first)

    again = open_page(editing, entry(bench))
    has(again)
    expect(again.locator("[name=items-text]").last).to_have_value("还没有保存的行")
    again.get_by_label(DUTY).press("End")
    again.keyboard.type("，再加一个字")
    held.close(again)

    last = open_page(editing, entry(bench))
    has(last, TYPED + "，再加一个字")
    expect(last.locator("[name=items-text]").last).to_have_value("还没有保存的行")
    save(last)
    assert bench.entry(Duty).text == TYPED + "，再加一个字"
    assert held.texts() == []


def test_it_goes_by_an_explicit_button_only(editing, bench, held):
    page = open_page(editing, entry(bench))
    type_in(page)
    page.reload()
    has(page)
    page.get_by_role("button", name="放弃这些文字").click()
    expect(page.get_by_label(DUTY)).to_have_value(bench.entry(Duty).text)
    with page.expect_response(ASKED):
        page.reload()
    expect(page.get_by_text(MARK)).to_have_count(0)
    assert held.texts() == []


def test_a_second_remark_stays_when_the_first_is_sent(open_browser, transactional_db, held):
    review = Review()
    submitted = review.submitted()
    code = order.codes_of(Duty, submitted.draft)[-1]
    comments.add(review.judges[1], submitted, "请核对。", "duties", code)
    page = open_page(open_browser(review.judges[0]), f"/review/{submitted.pk}/")
    whole, of_entry = page.locator("#talk"), page.locator(f"#talk-{code}")
    for talk, text in ((whole, "整份申请的意见"), (of_entry, "这一条的意见")):
        talk.locator("details.say summary").click()
        talk.locator("details.say textarea").fill(text)
    answer = of_entry.locator(".replies")
    answer.locator("summary").click()
    answer.locator("textarea").fill("对别人的答复")
    whole.get_by_role("button", name="提出意见").click()
    page.get_by_text("整份申请的意见").first.wait_for()

    of_entry.get_by_text(MARK).first.wait_for()
    expect(of_entry.locator("details.say textarea")).to_have_value("这一条的意见")
    expect(answer.locator("textarea")).to_have_value("对别人的答复")
    of_entry.get_by_role("button", name="提出意见").click()
    page.locator(f"#talk-{code} .thread", has_text="这一条的意见").wait_for()
    answer.get_by_role("button", name="答复").click()
    page.locator("li", has_text="对别人的答复").first.wait_for()
    assert Comment.objects.count() == 4
    assert held.texts() == []


def sign_in(page, user):
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def sign_out(page):
    page.locator("#logout-form button").click()
    expect(page.locator("#logout-form")).to_have_count(0)


@pytest.fixture
def end_sessions(turns):
    def end_sessions():
        with turns:
            Session.objects.all().delete()

    return end_sessions


def test_a_session_that_ended_is_said_and_all_goes_on_after_another_sign_in(
    editing, bench, end_sessions
):
    page = open_page(editing, entry(bench))
    type_in(page)
    end_sessions()
    page.get_by_label(DUTY).fill(TYPED + "，登录已到期")
    page.get_by_role("button", name="保存", exact=True).click()
    link = page.get_by_role("link", name="登录已到期，在新窗口登录后继续")
    with editing.expect_page() as opened:
        link.click()
    sign_in(opened.value, bench.editor)
    opened.value.get_by_role("heading", name="没有保存的文字").wait_for()
    expect(page.get_by_label(DUTY)).to_have_value(TYPED + "，登录已到期")
    save(page)
    assert bench.entry(Duty).text == TYPED + "，登录已到期"


def test_what_is_sent_after_the_session_ended_is_there_without_a_script(
    open_browser, bench, held, end_sessions
):
    page = open_page(open_browser(bench.editor, java_script_enabled=False), entry(bench))
    page.get_by_label(DUTY).fill(TYPED)
    end_sessions()
    page.get_by_role("button", name="保存", exact=True).click()
    sign_in(page, bench.editor)
    page.get_by_text("一个字也没有丢").wait_for()
    page.get_by_text(TYPED).first.wait_for()
    page.get_by_role("button", name="照原样再提交一次").click()
    page.get_by_text("已保存 D-0001").wait_for()
    assert bench.entry(Duty).text == TYPED
    assert held.texts() == []


def test_an_entry_that_is_taken_out_comes_back_as_it_was_in_the_draft(editing, bench):
    page = open_page(editing, entry(bench))
    page.get_by_label(DUTY).fill("草稿里改过的职责")
    page.locator("[name=items-text]").first.fill("草稿里改过的行")
    save(page)
    row = page.locator("#D-0001")
    row.get_by_role("link", name="移除 D-0001").click()
    page.get_by_role("button", name="移除").click()
    page.get_by_text("已移除 D-0001").wait_for()
    row.get_by_role("button", name="恢复 D-0001").click()
    page.get_by_text("已恢复 D-0001").wait_for()
    stored = bench.entry(Duty, "D-0001")
    assert stored.text == "草稿里改过的职责"
    assert stored.rows[0].text == "草稿里改过的行"


def test_an_order_that_was_not_saved_is_there_again(editing, bench, held):
    url = address("section", bench.pk, "duties")
    page = open_page(editing, url)
    page.get_by_role("button", name="下移 D-0001").click()
    page.get_by_text(KEPT).wait_for()
    held.close(page)
    again = open_page(editing, url)
    again.get_by_text(MARK).wait_for()
    codes = again.locator("[name=code]")
    expect(codes).to_have_count(2)
    expect(codes.first).to_have_value("D-0002")
    again.get_by_role("button", name="保存次序").click()
    again.get_by_text("次序已保存").wait_for()
    assert order.codes_of(Duty, bench.draft) == ["D-0002", "D-0001"]


def test_an_entry_that_is_not_saved_is_marked_and_stops_submission(editing, bench):
    bench.adjustment.__class__.objects.filter(pk=bench.pk).update(**SAID)
    type_in(open_page(editing, entry(bench)))
    page = open_page(editing, address("change", bench.pk))
    page.get_by_role("link", name="提交审查").click()
    page.get_by_role("heading", name="会发生什么").wait_for()
    page.get_by_role("button", name="提交", exact=True).click()
    page.get_by_text("您还有文字没有保存：部门职责 D-0001").wait_for()
    assert fresh(bench.adjustment).state == State.DRAFT

    page.goto(address("change", bench.pk))
    page.locator("#D-0001").get_by_role("link", name="您有未保存的文字").click()
    page.get_by_text("您在另一个窗口也打开了这里").wait_for()
    page.get_by_role("button", name="在这里接着写那份文字").click()
    has(page)
    save(page)
    page.get_by_role("link", name="提交审查").click()
    page.get_by_role("button", name="提交", exact=True).click()
    page.get_by_text("已提交").first.wait_for()
    assert fresh(bench.adjustment).state == State.SUBMITTED
    assert bench.entry(Duty).text == TYPED


def test_two_windows_keep_two_texts(editing, bench, held):
    one, other = (open_page(editing, entry(bench)) for _ in range(2))
    type_in(one, "第一个窗口的文字")
    type_in(other, "第二个窗口的文字")
    assert held.texts() == ["第一个窗口的文字", "第二个窗口的文字"]
    save(one)
    other.get_by_role("button", name="保存", exact=True).click()
    other.get_by_text("这一条目已有新的改动，没有保存").wait_for()
    expect(other.get_by_label(DUTY)).to_have_value("第二个窗口的文字")
    assert bench.entry(Duty).text == "第一个窗口的文字"
    other.get_by_role("button", name="用我的文字保存").click()
    other.get_by_text("已保存 D-0001").wait_for()
    assert held.texts() == []


def test_it_is_there_after_the_back_button(editing, bench):
    page = open_page(editing, entry(bench))
    page.get_by_label(DUTY).fill(TYPED)
    page.goto(address("change", bench.pk))
    page.go_back()
    has(page)
    page.reload()
    has(page)


def test_it_stays_while_the_server_is_gone_and_is_kept_when_it_is_back(editing, bench, held):
    page = open_form(editing, entry(bench))
    editing.set_offline(True)
    page.get_by_label(DUTY).fill(TYPED)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("连不上服务器").wait_for()
    expect(page.get_by_label(DUTY)).to_have_value(TYPED)
    page.close()  # at once, as when the machine goes off: nobody is told
    assert held.texts() == []

    editing.set_offline(False)
    again = editing.new_page()
    again.clock.set_fixed_time(timezone.now() + 2 * ALIVE)
    again.goto(entry(bench))
    has(again)
    save(again)
    assert bench.entry(Duty).text == TYPED
    assert held.texts() == []


#: A phone that is locked says so once, and may never wake the page again.
LOCKED = """() => {
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_it_is_kept_when_the_phone_is_locked(open_browser, bench, held):
    phone = open_browser(bench.editor, viewport={"width": 390, "height": 844}, has_touch=True)
    page = open_form(phone, entry(bench))
    page.get_by_label(DUTY).fill(TYPED)
    with page.expect_response("**/typed/keep/"):
        page.evaluate(LOCKED)
    assert held.texts() == [TYPED]
    page.context.close()
    held.time_passes()
    has(open_page(open_browser(bench.editor), entry(bench)))


def test_reasons_ticks_and_choices_come_back(open_browser, transactional_db, held):
    review = Review()
    submitted = review.submitted()
    context = open_browser(review.judges[0])
    for name, field in (
        ("return", "textarea"),
        ("forward", "select"),
        ("split", "[type=checkbox]"),
    ):
        url = reverse("reviews:step", args=[submitted.pk, name])
        page = open_page(context, url)
        chosen = page.locator(f"main {field}").first
        if name == "return":
            chosen.fill("理由还没有写完")
        elif name == "forward":
            chosen.select_option(index=1)
        else:
            chosen.check()
        page.get_by_text(KEPT).wait_for()
        held.close(page)
        page = open_page(context, url)
        page.get_by_text(MARK).wait_for()
        found = expect(page.locator(f"main {field}").first)
        if name == "split":
            found.to_be_checked()
        else:
            found.not_to_have_value("")


def test_a_publication_comes_back_with_its_ticks(open_browser, transactional_db, held):
    review = Review()
    review.approved()
    context = open_browser(review.publisher)
    page = open_page(context, reverse("reviews:publish"))
    page.get_by_label("民政局：变更").check()
    page.get_by_label("公布文号").fill("蒸政办发〔2026〕1号")
    page.get_by_text(KEPT).wait_for()
    held.close(page)
    page = open_page(context, reverse("reviews:publish"))
    page.get_by_text(MARK).wait_for()
    expect(page.get_by_label("民政局：变更")).to_be_checked()
    expect(page.get_by_label("公布文号")).to_have_value("蒸政办发〔2026〕1号")


def test_an_answer_in_the_administration_comes_back(open_browser, bench, held):
    correction = make_correction(Target(bench.department))
    url = reverse("admin:corrections_correction_change", args=[correction.pk])
    page = open_page(open_browser(bench.editor), url)
    page.get_by_label("答复").fill("正在核对，还没有写完")
    page.get_by_label("状态").select_option("accepted")
    page.get_by_text(KEPT).wait_for()
    held.close(page)
    page.goto(url)
    page.get_by_text(MARK).wait_for()
    expect(page.get_by_label("答复")).to_have_value("正在核对，还没有写完")
    expect(page.get_by_label("状态")).to_have_value("accepted")


def test_it_outlives_a_sign_out(editing, bench):
    page = open_page(editing, entry(bench))
    type_in(page)
    sign_out(page)
    page.goto(entry(bench))
    sign_in(page, bench.editor)
    has(page)


def test_it_waits_until_a_site_under_maintenance_is_back(editing, bench, held):
    page = open_form(editing, entry(bench))
    page.route("**/typed/keep/", lambda route: route.fulfill(status=503, body=""))
    page.get_by_label(DUTY).fill(TYPED)
    page.get_by_text("网站暂时无法访问").wait_for()
    page.unroute("**/typed/keep/")
    page.get_by_text(KEPT).wait_for()
    assert held.texts() == [TYPED]


def test_a_copy_in_the_browser_is_gone_when_another_signs_out_there(editing, bench):
    page = open_form(editing, entry(bench))
    page.evaluate("() => localStorage.setItem('held 0 x /review/', '[0, \"\"]')")
    sign_out(page)
    assert (
        page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('held'))") == []
    )


@pytest.mark.parametrize("end", ["withdraw", "reject"])
def test_a_draft_that_came_to_nothing_begins_another(open_browser, transactional_db, turns, end):
    """By its editor who took it back, or by an office that let it not pass."""
    with turns:
        review = Review()
        submitted = review.submitted(
            lambda draft: Duty.objects.filter(edition=draft).update(text=TYPED)
        )
    who = review.editor if end == "withdraw" else review.judges[0]
    page = open_page(open_browser(who), reverse("reviews:step", args=[submitted.pk, end]))
    page.locator("textarea[name=comment]").fill("这次不办了。")
    page.locator("form.desk-form button").first.click()
    page.get_by_text(f"第 {submitted.pk} 号").first.wait_for()

    page = open_page(open_browser(review.editor), reverse("reviews:dossier", args=[submitted.pk]))
    page.get_by_role("link", name="以此另拟").click()
    page.get_by_role("button", name="以此另拟").click()
    page.get_by_text("可以接着修改").wait_for()
    page.locator('a[href$="/duties/D-0001/"]').first.click()
    expect(page.get_by_label(DUTY)).to_have_value(TYPED)
