"""The page on which a publisher cancels what is scheduled, and how all pages tell of it."""

import pytest

from departments.models import Edition
from portal.reviews.models import Act
from portal.reviews.papers.opinion import opinion_paper
from portal.reviews.papers.public_notice import public_notice
from portal.reviews.workflow import actions
from tests import cast
from tests.cancelling import CANCELLED_BY, REASON, cancelled, in_days, scheduled
from tests.reviewing import NUMBER, Review, fresh, unchanged

pytestmark = pytest.mark.django_db


def address(adjustment):
    return f"/review/acts/{adjustment.act_id}/cancel/"


def page(user, where, **query):
    return cast.signed_in(user).get(where, query).text


def post(user, *adjustments, **fields):
    form = {
        "adjustments": [f"{one.pk}-{one.version}" for one in adjustments],
        "what": "cancel",
        "decision_number": CANCELLED_BY,
        "reason": REASON,
    }
    return cast.signed_in(user).post(address(adjustments[0]), form | fields)


class TestThePage:
    def test_says_first_what_will_happen(self, review):
        adjustment = scheduled(review)
        text = page(review.publisher, address(adjustment))
        assert text.index("会发生什么") < text.index('<form class="desk-form')
        assert "取消以后不能恢复" in text
        assert "第 2 版" in text

    def test_names_the_drafts_that_rest_on_it(self, review):
        adjustment = scheduled(review)
        other = actions.open_adjustment(review.editor, review.department, "change", "statute")
        text = page(review.publisher, address(adjustment))
        assert f"以它为依据、还没有办结的申请：第 {other.pk} 号" in text

    def test_is_reached_from_act_and_dossier(self, review):
        adjustment = scheduled(review)
        assert address(adjustment) in page(review.publisher, f"/review/acts/{adjustment.act_id}/")
        dossier = page(review.publisher, f"/review/{adjustment.pk}/")
        assert f"{address(adjustment)}?adjustment={adjustment.pk}" in dossier

    def test_is_not_offered_to_others(self, review):
        adjustment = scheduled(review)
        for user in (review.editor, review.judges[0]):
            assert address(adjustment) not in page(user, f"/review/acts/{adjustment.act_id}/")
            assert address(adjustment) not in page(user, f"/review/{adjustment.pk}/")
            assert cast.signed_in(user).get(address(adjustment)).status_code == 403

    def test_is_not_offered_for_what_is_in_force(self, review):
        adjustment = scheduled(review, days=0)
        assert address(adjustment) not in page(review.publisher, f"/review/{adjustment.pk}/")
        response = cast.signed_in(review.publisher).get(address(adjustment))
        assert response.status_code == 409
        assert "已经施行，不能再取消" in response.text

    def test_says_what_is_to_be_cancelled_before(self, review):
        first, _ = scheduled(review), scheduled(review, days=20)
        response = cast.signed_in(review.publisher).get(address(first))
        assert response.status_code == 409
        assert "第 3 版接在它的后面公布，请先取消第 3 版" in response.text

    def test_what_was_chosen_alone_is_ticked(self, review):
        adjustment = scheduled(review)
        there = f'value="{adjustment.pk}-{adjustment.version}" checked'
        assert there in page(review.publisher, address(adjustment))
        assert there in page(review.publisher, address(adjustment), adjustment=adjustment.pk)
        assert there not in page(review.publisher, address(adjustment), adjustment=0)

    def test_costs_the_same_for_several(self, review, django_assert_max_num_queries):
        other = Review("weisheng", "卫生局")
        both = [review.approved(), other.approved()]
        actions.publish(review.publisher, [(one, one.version) for one in both], in_days(9), NUMBER)
        client = cast.signed_in(review.publisher)
        client.get(address(fresh(both[0])))
        with django_assert_max_num_queries(16):
            client.get(address(fresh(both[0])))


class TestCancelling:
    def test_leads_back_to_the_act(self, review):
        adjustment = scheduled(review)
        response = post(review.publisher, adjustment)
        assert response.headers["Location"] == f"/review/acts/{adjustment.act_id}/"
        assert fresh(adjustment).is_cancelled
        text = page(review.publisher, response.headers["Location"])
        assert "这次公布的清单都已取消施行" in text
        assert CANCELLED_BY in text

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"reason": " "}, "请写明理由"),
            ({"decision_number": ""}, "请填写决定取消或者改日施行的文号"),
            ({"what": ""}, "请选定取消还是改日"),
            ({"what": "postpone"}, "请填写改为哪一天起施行"),
            ({"what": "postpone", "effective_from": "明天"}, "施行日期不能识别"),
            ({"adjustments": []}, "请选定要取消施行的版本"),
            ({"adjustments": ["x"]}, "页面不完整"),
        ],
    )
    def test_what_is_missing_is_named_and_the_rest_kept(self, review, fields, sentence):
        adjustment = scheduled(review)
        with unchanged(adjustment):
            response = post(review.publisher, adjustment, **fields)
        assert response.status_code == 400
        assert sentence in response.text
        if "decision_number" not in fields:
            assert CANCELLED_BY in response.text

    def test_a_refusal_keeps_what_was_typed(self, review):
        adjustment = scheduled(review)
        with unchanged(adjustment):
            response = post(
                review.publisher,
                adjustment,
                adjustments=[f"{adjustment.pk}-{adjustment.version - 1}"],
            )
        assert response.status_code == 409
        assert "您打开页面之后" in response.text
        assert REASON in response.text

    def test_only_what_the_act_published_is_cancelled_with_it(self, review):
        adjustment = scheduled(review)
        other = scheduled(Review("weisheng", "卫生局"))
        chosen = [f"{other.pk}-{other.version}"]
        with unchanged(other):
            response = post(review.publisher, adjustment, adjustments=chosen)
        assert response.status_code == 409

    def test_another_day_leads_to_the_new_act(self, review):
        adjustment = scheduled(review)
        day = in_days(40)
        response = post(
            review.publisher, adjustment, what="postpone", effective_from=day.isoformat()
        )
        act = Act.objects.get(decision_number=CANCELLED_BY)
        assert response.headers["Location"] == f"/review/acts/{act.pk}/"
        assert Edition.objects.get(number=3).effective_from == day
        repeat = act.adjustments.get()
        assert "改日施行；审查意见见" in page(review.publisher, f"/review/{repeat.pk}/")
        text = page(review.publisher, f"/review/{adjustment.pk}/")
        assert f'见<a href="/review/{repeat.pk}/">' in text


class TestHowPagesTellOfIt:
    @pytest.fixture
    def adjustment(self, review):
        return cancelled(review, scheduled(review))

    def test_dossier(self, review, adjustment):
        text = page(review.editor, f"/review/{adjustment.pk}/")
        assert '<span class="badge cancelled">已取消施行</span>' in text
        assert f"已取消（{CANCELLED_BY}）" in text
        assert REASON in text

    def test_queue(self, review, adjustment):
        assert "已取消施行</span>" in page(review.editor, "/review/")
        assert f"第 {adjustment.pk} 号" in page(review.editor, "/review/", state="cancelled")
        assert f"第 {adjustment.pk} 号" not in page(review.editor, "/review/", state="published")

    def test_workbench(self, review, adjustment):
        where = f"/admin/reviews/adjustment/{adjustment.pk}/"
        assert "<dd>已取消施行</dd>" in page(review.editor, where)

    def test_recent_publications(self, review, adjustment):
        assert "（已取消施行）" in page(review.publisher, "/review/publish/")

    def test_papers(self, review, adjustment):
        said = f"已取消施行（{CANCELLED_BY}）"
        for where in (
            f"/review/{adjustment.pk}/opinion/",
            f"/review/acts/{adjustment.act_id}/notice/",
        ):
            assert said in page(review.publisher, where)
        assert opinion_paper(adjustment).blocks
        assert public_notice(adjustment.act).blocks

    def test_papers_of_another_day_name_where_it_was_judged(self, review):
        adjustment = scheduled(review)
        pairs = [(adjustment, adjustment.version)]
        act = actions.postpone(review.publisher, pairs, in_days(30), REASON, CANCELLED_BY)
        repeat = act.adjustments.get()
        text = page(review.publisher, f"/review/{repeat.pk}/opinion/")
        assert f"（改日施行前，在调整申请第 {adjustment.pk} 号中）" in text
        assert "改日施行前通过" in page(review.publisher, f"/review/{repeat.pk}/")
