"""Publication: one act for one adjustment or several, all or none, and the page of an act."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from departments.models import Edition
from duties.models import Duty
from portal.accounts.permissions import PUBLISHERS
from portal.reviews.models import Act, State
from portal.reviews.workflow import actions
from tests import cast
from tests.factories import FAR_FUTURE, add_duty, make_draft, publish
from tests.reviewing import NUMBER, Review, fresh, unchanged

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAGE = "/review/publish/"


def chosen(*adjustments):
    return [f"{one.pk}-{one.version}" for one in adjustments]


def post(user, *adjustments, day=None, **fields):
    day = day or timezone.localdate()
    form = {
        "adjustments": chosen(*adjustments),
        "decision_number": NUMBER,
        "effective_from": day.isoformat(),
        "confirmed": "1",
    } | fields
    sent = {name: value for name, value in form.items() if value is not None}
    return cast.signed_in(user).post(PAGE, sent)


def asked(user, *adjustments, **fields):
    """What is shown before anything is published."""
    return post(user, *adjustments, confirmed=None, **fields)


def page(user, **query):
    return cast.signed_in(user).get(PAGE, query).text


class TestPublishing:
    def test_puts_in_force_and_leads_to_the_act(self, review):
        approved = review.approved()
        response = post(review.publisher, approved)
        act = Act.objects.get()
        assert response.headers["Location"] == f"/review/acts/{act.pk}/"
        assert (act.decision_number, act.effective_from) == (NUMBER, timezone.localdate())
        assert Edition.objects.in_force().get(department=review.department).number == 2

    def test_a_day_to_come_schedules(self, review, client):
        approved, tomorrow = review.approved(), timezone.localdate() + timedelta(days=1)
        post(review.publisher, approved, day=tomorrow)
        assert "负责城乡低保对象的年度核查" not in client.get("/departments/minzheng/").text
        later = client.get(f"/departments/minzheng/?on={tomorrow.isoformat()}").text
        assert "负责城乡低保对象的年度核查" in later

    def test_several_become_one_act(self, review):
        both = [review.approved(), Review("weisheng", "卫生局").approved()]
        post(review.publisher, *both)
        assert Act.objects.get().adjustments.count() == 2

    def test_all_or_none(self, review):
        approved = review.approved()
        submitted = Review("weisheng", "卫生局").submitted()
        with unchanged(approved), unchanged(submitted):
            response = post(review.publisher, approved, submitted)
        assert response.status_code == 409
        assert "一份也没有公布" in response.text
        assert "它的状态是“审查中”" in response.text
        assert NUMBER in response.text
        assert not Act.objects.exists()

    def test_what_waits_is_listed_with_what_it_changes(self, review):
        approved = review.approved()
        text = page(review.publisher)
        assert f'value="{approved.pk}-{approved.version}"' in text
        assert '<span class="badge added">新增</span> <b>1</b> 项' in text
        assert "还有 3 个工作日" in text

    def test_the_way_from_a_task_chooses_it(self, review):
        approved = review.approved()
        assert " checked>" in page(review.publisher, adjustment=approved.pk)
        assert " checked>" not in page(review.publisher)

    @pytest.mark.parametrize("query", ["x", "9" * 5000, "-1", "\x00", "٣"])
    def test_a_way_that_leads_nowhere_chooses_nothing(self, review, query):
        review.approved()
        assert " checked>" not in page(review.publisher, adjustment=query)


class TestForesight:
    """What will happen is shown first, and nothing is published before it is confirmed."""

    def test_nothing_is_published_without_confirmation(self, review):
        approved = review.approved()
        with unchanged(approved):
            response = asked(review.publisher, approved)
        assert response.status_code == 200
        assert not Act.objects.exists()
        assert "还没有公布" in response.text
        assert "接在第 1 版之后" in response.text
        assert "公众马上看到新的文字" in response.text

    def test_a_day_to_come_is_said(self, review):
        approved, day = review.approved(), timezone.localdate() + timedelta(days=3)
        text = asked(review.publisher, approved, day=day).text
        assert "在此以前，公众看到的仍是现行的清单" in text

    def test_what_becomes_of_the_others_is_said(self, review):
        first = review.approved(reword)
        stands, clashes = review.submitted(), review.submitted(lambda draft: reword(draft, "救灾"))
        review.opened()
        response = asked(review.publisher, first)
        trial = response.context["trial"]
        assert (trial.standing, trial.returned, trial.drafts) == ([stands], [clashes], 1)
        assert "已经通过的环节仍然算数" in response.text
        assert "退回民政局核对" in response.text
        assert {fresh(stands).state, fresh(clashes).state} == {State.SUBMITTED}

    def test_who_is_asked_again_is_said(self, review, neighbour, two_sided):
        actions.give_opinion(neighbour.editor, two_sided.opinions.get(), "agree")
        response = asked(neighbour.publisher, neighbour.approved())
        assert response.context["trial"].asked == [(neighbour.department, fresh(two_sided))]
        assert "的确认须重新征求" in response.text

    def test_one_can_go_back_and_change_it(self, review):
        approved = review.approved()
        response = asked(review.publisher, approved, back="1")
        assert response.status_code == 200
        assert f'value="{NUMBER}"' in response.text
        assert " checked>" in response.text

    def test_several_of_one_department_are_editions_in_turn(self, review):
        both = [review.approved(reword), review.approved()]
        trial = asked(review.publisher, *both).context["trial"]
        assert [one.edition.number for one in trial.coming] == [2, 3]
        post(review.publisher, *both)
        assert [fresh(one).draft.number for one in both] == [2, 3]


def reword(draft, text="负责第 1 类社会救助和慈善"):
    Duty.objects.filter(edition=draft, code="D-0001").update(text=text)


class TestObstacles:
    """What stands in the way is said before, and the action refuses all the same."""

    def refused(self, user, adjustment, sentence):
        assert sentence in page(user)
        with unchanged(adjustment):
            response = post(user, adjustment)
        assert response.status_code in (403, 409)
        assert sentence in response.text
        assert not Act.objects.exists()

    def test_a_newer_edition(self, review):
        approved = review.approved()
        draft = make_draft(review.department)
        add_duty(draft)
        publish(draft, FAR_FUTURE)
        self.refused(review.publisher, approved, "已有新版本")

    def test_a_boundary_that_nobody_confirmed(self, review, two_sided):
        self.refused(review.publisher, two_sided, "卫生局还没有确认职责边界的改动")

    def test_own_work(self, review):
        approved = review.approved()
        editor = cast.join(review.editor, PUBLISHERS)
        self.refused(editor, approved, "您参与拟订了这份")

    def test_two_of_one_department_that_change_the_same(self, review):
        first, second = (
            review.approved(partial(reword, text=text)) for text in ("救助甲", "救助乙")
        )
        for answer in (asked, post):
            with unchanged(first), unchanged(second):
                response = answer(review.publisher, first, second)
            assert response.status_code == 409
            assert "改动了相同的内容，不能一起公布" in response.text

    def test_a_change_since_the_page_was_opened(self, review):
        approved = review.approved()
        actions.ask_opinion(
            review.judges[0],
            approved,
            approved.version,
            Review("weisheng", "卫生局").department,
        )
        with unchanged(approved):
            response = post(review.publisher, approved)
        assert response.status_code == 409
        assert "您打开页面之后，它有新的变动" in response.text
        assert f'value="{approved.pk}-{approved.version + 1}"' in response.text

    def test_another_publisher_was_first(self, review):
        approved = review.approved()
        post(review.publisher, approved)
        response = post(cast.make_publisher(username="er"), approved)
        assert response.status_code == 409
        assert "它的状态是“已公布”" in response.text
        assert Act.objects.count() == 1


class TestRefusals:
    def test_a_visitor_signs_in(self, client):
        for response in (client.get(PAGE), client.post(PAGE)):
            assert response.headers["Location"].startswith("/accounts/login/")

    def test_it_is_for_publishers(self, review):
        approved = review.approved()
        for user in (review.editor, *review.judges, cast.make_stranger()):
            with unchanged(approved):
                assert cast.signed_in(user).get(PAGE).status_code == 403
                assert post(user, approved).status_code == 403

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"adjustments": []}, "请选定要公布的调整申请"),
            ({"adjustments": ["x"]}, "请重新选定"),
            ({"adjustments": ["1-2-3"]}, "请重新选定"),
            ({"adjustments": ["9" * 40 + "-1"]}, "请重新选定"),
            ({"decision_number": " "}, "请填写公布文号"),
            ({"decision_number": "\x00"}, "字符"),
            ({"decision_number": "号" * 81}, "80"),
            ({"effective_from": ""}, "请填写施行日期"),
            ({"effective_from": "明天"}, "施行日期不能识别"),
            ({"effective_from": "2000-01-01"}, "施行日期不能早于今天"),
        ],
    )
    def test_what_is_wrong_is_said(self, review, fields, sentence):
        approved = review.approved()
        with unchanged(approved):
            response = post(review.publisher, approved, **fields)
        assert response.status_code == 400
        assert sentence in response.text

    def test_what_is_not_there_is_not_published(self, review):
        approved = review.approved()
        response = post(review.publisher, approved, adjustments=["999999-1"])
        assert response.status_code == 409
        assert "有的已经找不到" in response.text

    def test_a_day_before_the_last_edition_is_refused(self, review):
        approved = review.approved()
        publish(make_draft(review.department), FAR_FUTURE)
        assert post(review.publisher, approved).status_code == 409
        assert fresh(approved).state == State.APPROVED


class TestAct:
    @pytest.fixture
    def act(self, review):
        approved = review.approved()
        return actions.publish(
            review.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER
        )

    def test_tells_what_was_published(self, review, act):
        text = cast.signed_in(review.publisher).get(f"/review/acts/{act.pk}/").text
        adjustment = act.adjustments.get()
        assert NUMBER in text
        assert adjustment.draft.digest in text
        assert f"/departments/minzheng/?on={act.effective_from.isoformat()}" in text
        assert f"/departments/minzheng/compare/1/2/?on={act.effective_from.isoformat()}" in text
        assert f'href="/review/{adjustment.pk}/"' in text
        assert f'href="/review/acts/{act.pk}/notice.docx"' in text
        assert "还没有到这一天" not in text

    def test_its_links_lead_somewhere(self, review, act, client):
        day = act.effective_from.isoformat()
        assert client.get(f"/departments/minzheng/?on={day}").status_code == 200
        assert client.get(f"/departments/minzheng/compare/1/2/?on={day}").status_code == 200

    def test_is_for_those_who_may_see_some_of_it(self, review, act, client):
        address = f"/review/acts/{act.pk}/"
        for user in (review.editor, *review.judges):
            assert cast.signed_in(user).get(address).status_code == 200
        stranger = cast.signed_in(cast.make_stranger())
        assert stranger.get(address).status_code == 404
        assert client.get(address).headers["Location"].startswith("/accounts/login/")

    def test_leads_an_editor_to_the_dossiers_of_their_departments_alone(self, review):
        own, other = both = [review.approved(), Review("weisheng", "卫生局").approved()]
        pairs = [(one, one.version) for one in both]
        made = actions.publish(review.publisher, pairs, timezone.localdate(), NUMBER)
        text = cast.signed_in(review.editor).get(f"/review/acts/{made.pk}/").text
        assert f'href="/review/{own.pk}/"' in text
        assert f'href="/review/{other.pk}/"' not in text
        assert f"第 {other.pk} 号" in text

    @pytest.mark.parametrize("number", ["0", "9999", "9" * 30, "x"])
    def test_what_is_no_act_is_not_found(self, review, act, number):
        client = cast.signed_in(review.publisher)
        assert client.get(f"/review/acts/{number}/").status_code == 404

    def test_is_listed_among_the_recent_ones(self, review, act):
        assert f'href="/review/acts/{act.pk}/"' in page(review.publisher)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_grows_by_confirmations_and_judges_alone(
    review, count, django_assert_num_queries
):
    for number in range(count):
        Review(f"d{number}", f"第{number}局").approved()
    client = cast.signed_in(review.publisher)
    with django_assert_num_queries(23 + 9 * count):
        assert client.get(PAGE).status_code == 200
