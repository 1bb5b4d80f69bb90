"""The review opinion (审查意见书): who judged what and how, and what is still open."""

import pytest

from boundaries.models import Party
from portal.reviews.models import Decision, Step
from portal.reviews.papers.opinion import conclusion, opinion_paper
from portal.reviews.workflow import actions
from tests import cast
from tests.days import today
from tests.factories import add_duty, add_matter, fill, make_department, make_draft, publish
from tests.papers import facts, rows_under, text_of
from tests.reviewing import NUMBER, SAID, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WARNING = "不是审查时的"


def step(name, user, adjustment, *arguments):
    now = fresh(adjustment)
    getattr(actions, name)(user, now, now.version, *arguments)
    return fresh(adjustment)


def judged(adjustment):
    """Office, person and opinion of each row about the stages."""
    rows = rows_under(opinion_paper(fresh(adjustment)), "一、审查意见")
    return [(office, by, said) for _, office, by, _, said in rows]


def test_it_says_what_was_applied_for_and_of_which_text(review):
    adjustment = review.submitted()
    said = facts(opinion_paper(adjustment))
    assert said["申请部门"] == "衡阳市蒸湘区民政局"
    assert said["调整理由"] == SAID["reasons"]
    assert said["依据"] == SAID["basis"]
    assert said["提交时的摘要"] == f"SHA-256 {adjustment.sealed_digest}"
    assert said["提交"].startswith("边编辑，")
    assert "后续监管措施" not in said


def test_each_stage_has_its_office_person_and_opinion_or_says_that_there_is_none(review):
    adjustment = review.submitted()
    first, second, third = (stage.office.name for stage in adjustment.current_stages())
    due = adjustment.open_stage().due_on
    open_one = f"尚未作出，期限是{due.year}年{due.month}月{due.day}日"
    to_come = [(office, "", "尚未开始") for office in (second, third)]
    assert judged(adjustment) == [(first, "", open_one), *to_come]
    step("approve", review.judges[0], adjustment, "同意。")
    assert judged(adjustment)[0] == (first, "沈审查", "通过：同意。")
    assert judged(adjustment)[1][2].startswith("尚未作出")


def test_names_stay_as_they_were(review):
    adjustment = step("approve", review.judges[0], review.submitted())
    office = adjustment.current_stages()[0].office
    office.name = "改了名的办公室"
    office.save()
    review.judges[0].display_name = "改了名"
    review.judges[0].save()
    assert judged(adjustment)[0][:2] == (
        Decision.objects.get(step=Step.APPROVE).office_name,
        "沈审查",
    )
    assert "改了名" not in text_of(opinion_paper(adjustment))


def test_in_each_state_it_says_what_came_of_it(review):
    assert conclusion(review.opened()) == "尚未提交审查。"
    adjustment = review.submitted()
    assert conclusion(adjustment).startswith("尚未作出结论：正在机构编制审核")
    adjustment = step("return_", review.judges[0], adjustment, "请改。")
    assert conclusion(adjustment) == "尚未作出结论：已退回拟稿部门修改。"
    assert conclusion(step("withdraw", review.editor, adjustment)).startswith("没有结论")
    rejected = step("reject", review.judges[0], review.submitted(), "没有依据")
    assert conclusion(rejected) == "结论：不予通过。"
    approved = review.approved()
    assert conclusion(approved) == "结论：各环节审查都已通过，尚未公布。"
    actions.publish(review.publisher, [(approved, approved.version)], today(), NUMBER)
    assert NUMBER in conclusion(fresh(approved))


def test_earlier_rounds_are_told_too(review):
    adjustment = step("return_", review.judges[0], review.submitted(), "请补充依据。")
    adjustment = step("submit", review.editor, adjustment)
    paper = opinion_paper(adjustment)
    assert [row[4] for row in rows_under(paper, "第 1 轮")] == ["退回：请补充依据。"]
    assert not any("退回" in said for _, _, said in judged(adjustment))


def test_what_was_edited_since_is_not_taken_for_what_was_judged(review):
    adjustment = step("return_", review.judges[0], review.submitted(), "请改。")
    assert WARNING not in text_of(opinion_paper(adjustment))
    with actions.editing(review.editor, adjustment) as current:
        add_duty(current.draft, "另一项职责", position=100)
    assert WARNING in text_of(opinion_paper(fresh(adjustment)))
    assert WARNING in text_of(opinion_paper(step("withdraw", review.editor, adjustment)))


def test_what_changes_the_same_upon_another_edition_is_what_was_judged(review):
    adjustment, published = review.submitted(), review.approved()
    actions.publish(review.publisher, [(published, published.version)], today(), NUMBER)
    paper = opinion_paper(fresh(adjustment))
    assert WARNING not in text_of(paper)
    assert "此后已公布第 2 版，本申请的改动未变。" in text_of(paper)
    assert facts(paper)["所依据的版本"].startswith("第 2 版")


def test_what_passed_before_the_split_is_told_of_the_part(review):
    adjustment = review.opened()
    with actions.editing(review.editor, adjustment) as current:
        duty = current.draft.duty_set.first()
        duty.text = "另一种说法"
        duty.save()
    step("submit", review.editor, adjustment)
    adjustment = step("approve", review.judges[0], adjustment, "全部同意。")
    part = actions.split_off(
        review.judges[1], adjustment, adjustment.version, [("duties", duty.code)], "这一条先办"
    )
    first = judged(part)[0]
    assert first[1:] == (
        "沈审查",
        f"通过：全部同意。\n（分出前，在调整申请第 {adjustment.pk} 号中）",
    )


def test_departments_and_their_answers_are_listed(review):
    other = make_department("weisheng", "卫生局")
    editor = cast.make_editor(other, username="other", display_name="卫编辑")
    draft = fill(make_draft(review.department))
    add_matter(draft, "社会养老服务", parties=["区民政局", "区卫生局"], position=50)
    publish(draft, today())
    adjustment = review.opened()
    with actions.editing(review.editor, adjustment) as current:
        parties = Party.objects.filter(matter__edition=current.draft, name="区卫生局")
        parties.update(responsibility="负责医养结合。")
    adjustment = step("submit", review.editor, adjustment)
    (row,) = rows_under(opinion_paper(adjustment), "二、部门意见")
    assert row[:2] == ("衡阳市蒸湘区卫生局", "职责边界确认（B-0003）")
    assert row[2].startswith("尚未答复，期限是")
    actions.give_opinion(editor, adjustment.opinions.get(), "object", "属民政局职责。")
    (row,) = rows_under(opinion_paper(adjustment), "二、部门意见")
    assert row[2:4] == ("不同意：属民政局职责。", "卫编辑")


def test_where_nobody_was_asked_it_says_so(review):
    assert "没有征求其他部门的意见。" in text_of(opinion_paper(review.submitted()))
