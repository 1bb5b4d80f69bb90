"""The queue: what waits for whom, and the list with its filters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.permissions import EDITORS, PUBLISHERS, REVIEWERS
from portal.reviews.deadlines import Calendar
from portal.reviews.desk.tasks import tasks
from portal.reviews.models import Clash, Opinion, Stage
from portal.reviews.workflow import actions
from tests import cast
from tests.reviewing import NUMBER, Review, fresh

pytestmark = pytest.mark.django_db


def waiting(user):
    """What waits for a user: pairs of what is to be done and the number of the adjustment."""
    return [(task.what, task.adjustment.pk) for task in tasks(user, Calendar())]


def listed(user, **filters):
    """The numbers of the adjustments on the page, in order."""
    response = cast.signed_in(user).get("/review/", filters)
    assert response.status_code == 200
    return [adjustment.pk for adjustment, _ in response.context["rows"]]


class TestTasks:
    def test_the_open_stage_waits_for_its_office_alone(self, review):
        submitted = review.submitted()
        first, second, _ = review.judges
        assert waiting(first) == [("审查", submitted.pk)]
        assert waiting(second) == waiting(review.editor) == waiting(review.publisher) == []
        actions.approve(first, submitted, submitted.version)
        assert waiting(first) == []
        assert waiting(second) == [("审查", submitted.pk)]

    def test_nobody_is_asked_to_judge_their_own_work(self, review):
        submitted = review.submitted()
        office = submitted.open_stage().office
        assert waiting(cast.join(review.editor, REVIEWERS, office=office)) == []
        assert waiting(cast.join(review.editor, PUBLISHERS)) == []

    def test_what_was_returned_waits_for_the_editors_of_the_department(self, review):
        submitted = review.submitted()
        actions.return_(review.judges[0], submitted, submitted.version, "请补充依据。")
        colleague = cast.make_editor(review.department, username="tong")
        other = Review("weisheng", "卫生局")
        assert waiting(review.editor) == waiting(colleague) == [("修改后重新提交", submitted.pk)]
        assert waiting(other.editor) == []

    def test_a_draft_waits_for_all_editors_of_the_department(self, review):
        opened, other = review.opened(), Review("weisheng", "卫生局")
        colleague = cast.make_editor(review.department, username="tong")
        assert waiting(review.editor) == waiting(colleague) == [("拟稿", opened.pk)]
        assert waiting(other.editor) == waiting(review.judges[0]) == []
        assert "草稿，还没有提交" in cast.signed_in(colleague).get("/review/").text

    def test_a_clash_waits_for_a_choice(self, review):
        opened = review.opened()
        Clash.objects.create(adjustment=opened, section="duties", code="D-0001")
        assert waiting(review.editor) == [("取舍", opened.pk)]

    def test_what_passed_waits_for_the_publisher(self, review):
        approved = review.approved()
        assert waiting(review.publisher) == [("公布", approved.pk)]
        assert waiting(review.judges[0]) == []
        page = cast.signed_in(review.publisher).get("/review/").text
        assert f'href="/review/publish/?adjustment={approved.pk}"' in page

    def test_an_opinion_waits_for_the_department_that_was_asked(self, review):
        submitted, other = review.submitted(), Review("weisheng", "卫生局")
        actions.ask_opinion(review.judges[0], submitted, submitted.version, other.department)
        assert waiting(other.editor) == [("答复意见", submitted.pk)]
        actions.give_opinion(other.editor, submitted.opinions.get(), Opinion.Answer.AGREE)
        assert waiting(other.editor) == []

    def test_what_has_ended_waits_for_nobody(self, review):
        submitted, other = review.submitted(), Review("weisheng", "卫生局")
        actions.ask_opinion(review.judges[0], submitted, submitted.version, other.department)
        actions.withdraw(review.editor, submitted, submitted.version + 1)
        for user in (review.editor, other.editor, *review.judges, review.publisher):
            assert waiting(user) == []

    def test_the_most_urgent_comes_first(self, review):
        first = review.submitted()
        second = Review("weisheng", "卫生局").submitted()
        judge = review.judges[0]
        assert [number for _, number in waiting(judge)] == [first.pk, second.pk]
        late = timezone.localdate() - timedelta(days=10)
        Stage.objects.filter(adjustment=second, position=1).update(due_on=late)
        assert [number for _, number in waiting(judge)] == [second.pk, first.pk]
        assert "已逾期" in cast.signed_in(judge).get("/review/").text


class TestList:
    @pytest.fixture
    def several(self, review):
        """One of each of three departments: being drafted, under review, and published."""
        weisheng, caizheng = Review("weisheng", "卫生局"), Review("caizheng", "财政局")
        approved = caizheng.approved()
        actions.publish(
            caizheng.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER
        )
        return review.opened(), weisheng.submitted(), fresh(approved)

    def test_each_sees_what_they_may_see(self, review, several):
        draft, submitted, published = (one.pk for one in several)
        assert set(listed(review.judges[0])) == {submitted, published}
        assert listed(review.editor) == [draft]
        assert listed(cast.make_stranger()) == []

    def test_what_is_due_comes_first(self, review, several):
        _, submitted, published = (one.pk for one in several)
        assert listed(review.judges[0]) == [submitted, published]

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"state": "submitted"}, ["weisheng"]),
            ({"state": ["submitted", "published"]}, ["weisheng", "caizheng"]),
            ({"kind": "change"}, ["weisheng", "caizheng"]),
            ({"kind": "cancel"}, []),
            ({"department": "caizheng"}, ["caizheng"]),
            ({"due": "open"}, ["weisheng"]),
            ({"due": "ended"}, ["caizheng"]),
            ({"due": "overdue"}, []),
            ({"own": "office"}, ["weisheng"]),
            ({"own": "mine"}, []),
            ({"q": "上位法"}, ["weisheng", "caizheng"]),
            ({"q": NUMBER}, ["caizheng"]),
            ({"q": "上位法 卫生"}, ["weisheng"]),
            ({"q": "没有"}, []),
        ],
    )
    def test_the_filters(self, review, several, filters, found):
        numbers = {one.department.slug: one.pk for one in several}
        assert listed(review.judges[0], **filters) == [numbers[slug] for slug in found]

    def test_by_the_office_whose_turn_it_is(self, review, several):
        submitted = several[1]
        stage = submitted.open_stage()
        assert listed(review.judges[0], office=stage.office_id) == [submitted.pk]
        assert listed(review.judges[0], office=review.judges[1].memberships.get().office_id) == []

    def test_by_what_is_near_or_late(self, review, several):
        submitted, judge = several[1], review.judges[0]
        stages = Stage.objects.filter(adjustment=submitted, position=1)
        stages.update(due_on=Calendar().near())
        assert listed(judge, due="near") == [submitted.pk]
        stages.update(due_on=timezone.localdate() - timedelta(days=1))
        assert listed(judge, due="overdue") == [submitted.pk]

    def test_an_editor_finds_their_own(self, review, several):
        draft, submitted, _ = several
        editor = cast.join(review.editor, EDITORS, department=submitted.department)
        assert listed(editor, own="mine") == [draft.pk]
        assert listed(editor, own="department") == [submitted.pk, draft.pk]

    def test_the_address_is_the_state(self, review, several):
        page = cast.signed_in(review.judges[0]).get("/review/", {"state": "submitted"}).text
        assert 'aria-current="true">审查中' in page
        assert '<input type="hidden" name="state" value="submitted">' in page
        assert "去掉条件</span>状态：审查中" in page

    @pytest.mark.parametrize(
        "filters",
        [
            {"state": "x"},
            {"due": "\x00"},
            {"office": "9" * 50},
            {"department": "nosuch"},
            {"q": "x\x00"},
            {"own": ["x", "y"]},
        ],
    )
    def test_what_cannot_be_read_is_said(self, review, several, filters):
        response = cast.signed_in(review.judges[0]).get("/review/", filters)
        assert response.status_code == 400
        assert 'class="error"' in response.text

    @pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 5000])
    def test_a_page_that_is_none_is_the_nearest(self, review, several, page):
        assert listed(review.judges[0], page=page)

    def test_a_visitor_signs_in(self, client):
        assert client.get("/review/").headers["Location"].startswith("/accounts/login/")

    def test_who_has_no_part_in_it_is_told_so(self):
        page = cast.signed_in(cast.make_stranger()).get("/review/").text
        assert "现在没有等您办理的事" in page
        assert "还没有您可以查看的调整申请" in page

    def test_it_only_reads(self, review):
        assert cast.signed_in(review.editor).post("/review/").status_code == 405


class TestNavigation:
    @pytest.mark.parametrize(
        ("who", "parts"),
        [
            ("editor", {"拟订"}),
            ("judge", {"审计记录"}),
            ("publisher", {"公布", "审计记录"}),
            ("stranger", set()),
        ],
    )
    def test_shows_what_one_has_a_right_to(self, review, who, parts):
        user = {
            "editor": review.editor,
            "judge": review.judges[0],
            "publisher": review.publisher,
            "stranger": cast.make_stranger(),
        }[who]
        page = cast.signed_in(user).get("/review/").text
        shown = page[page.index('class="desk-nav"') : page.index('class="breadcrumb"')]
        assert {part for part in ("拟订", "审计记录", "公布") if f">{part}</a>" in shown} == parts


@pytest.mark.parametrize("count", [1, 4])
def test_the_number_of_queries_is_fixed(review, count, django_assert_num_queries):
    for number in range(count):
        other = Review(f"d{number}", f"第{number}局")
        other.submitted()
        approved = Review(f"e{number}", f"又{number}局").approved()
        actions.return_(review.publisher, approved, approved.version, "请核对。")
    judge = cast.join(review.judges[0], PUBLISHERS)
    client = cast.signed_in(judge)
    with django_assert_num_queries(19):
        assert client.get("/review/").status_code == 200
