"""A refusal names what stands in the way, and nothing else."""

import pytest
from django.urls import reverse

from departments.models import Edition
from duties.models import Duty
from portal.reviews.drafting.writing import entries
from portal.reviews.models import Cause, Clash, Kind
from portal.reviews.refusals import Conflict
from portal.reviews.workflow import actions
from tests.cast import signed_in
from tests.factories import fill, make_department, make_draft, publish
from tests.portal.reviews.drafting.conftest import Workbench
from tests.portal.reviews.drafting.workbench import address
from tests.reviewing import Review, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return Review()


@pytest.fixture
def bench():
    return Workbench()


def test_whoever_saw_an_earlier_version_reads_that_it_has_ended(review):
    adjustment = review.submitted()
    actions.reject(review.judges[0], adjustment, adjustment.version, "不再调整。")
    with pytest.raises(Conflict, match="已经结束，状态是“不予通过”，不再办理"):
        actions.approve(review.judges[0], adjustment, adjustment.version)


def test_whoever_saw_an_earlier_version_reads_where_it_stands(review):
    adjustment = review.submitted()
    actions.return_(review.judges[0], adjustment, adjustment.version, "请补充依据。")
    with pytest.raises(Conflict, match="已有新的变动，现在的状态是“已退回”"):
        actions.approve(review.judges[0], adjustment, adjustment.version)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("approve", "这份调整申请的状态是“审查通过”，不能通过。"),
        ("return", "审查已经结束，只有公布人可以退回。"),
    ],
)
def test_a_reviewer_is_not_told_to_be_none_when_the_review_is_over(review, step, sentence):
    adjustment = review.approved()
    page = reverse("reviews:step", args=[adjustment.pk, step])
    answer = signed_in(review.judges[0]).post(page, {"seen": "", "comment": "请核对。"})
    assert sentence in answer.text
    assert "只有审查和公布的人员" not in answer.text


def opening_with(bench, draft):
    return actions.open_adjustment(
        bench.editor, bench.department, Kind.CHANGE, Cause.STATUTE, draft=draft
    )


def test_a_draft_that_cannot_be_begun_with_is_refused_for_its_own_reason(bench):
    with pytest.raises(Conflict, match=r"已经属于.*请在那一份上继续"):
        opening_with(bench, bench.draft)
    with pytest.raises(Conflict, match="这份草稿不是民政局的"):
        opening_with(bench, make_draft(make_department("jiaoyu", "教育局")))
    with pytest.raises(Conflict, match="这份草稿已经公布"):
        opening_with(bench, publish(fill(make_draft(bench.department))))
    gone = make_draft(bench.department)
    Edition.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Conflict, match="这份草稿已被删除"):
        opening_with(bench, gone)


def test_an_entry_that_cannot_come_back_is_refused_for_its_own_reason(bench):
    with pytest.raises(Conflict, match="已经在草稿中，不必再恢复"):
        entries.restore_entry(bench.editor, bench.adjustment, Duty, "D-0001")
    with pytest.raises(Conflict, match="所依据的版本没有这一条目"):
        entries.restore_entry(bench.editor, bench.adjustment, Duty, "D-0099")


@pytest.mark.parametrize("page", ["entry", "entry_remove"])
def test_an_entry_that_was_taken_out_is_not_unknown(bench, page):
    Duty.objects.filter(edition=bench.draft, code="D-0001").delete()
    answer = bench.client.get(address(page, bench.pk, "duties", "D-0001"))
    assert answer.status_code == 409
    assert "条目 D-0001 已从这份草稿中移除。要改动它，请先在草稿页上恢复。" in answer.text
    assert bench.client.get(address(page, bench.pk, "duties", "D-0099")).status_code == 404


def test_a_clash_that_was_decided_is_not_unknown(bench):
    clash = Clash.objects.create(
        adjustment=bench.adjustment, section="duties", code="D-0001", choice=Clash.Choice.OURS
    )
    page = address("clash", bench.pk, clash.pk)
    for answer in (bench.client.get(page), bench.client.post(page, {"choice": "theirs"})):
        assert answer.status_code == 409
        assert f"这一条目已经作了取舍：{clash.get_choice_display()}。" in answer.text


def test_no_opinion_is_asked_of_what_has_ended_and_why_is_said(review):
    adjustment, other = review.submitted(), make_department("weisheng", "卫生局")
    actions.withdraw(review.editor, adjustment, adjustment.version)
    with pytest.raises(Conflict, match="已经结束，状态是“已撤回”，不再征求意见"):
        actions.ask_opinion(review.editor, adjustment, fresh(adjustment).version, other)
