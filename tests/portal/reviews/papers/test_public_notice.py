"""The public notice (公告) of an act."""

import pytest

from portal.reviews.papers.public_notice import public_notice
from portal.reviews.workflow import actions
from tests import cast
from tests.days import today
from tests.factories import fill, make_department
from tests.papers import facts, rows_under, text_of
from tests.reviewing import NUMBER, SAID, Review, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def publish(review, *adjustments):
    chosen = [(one, one.version) for one in adjustments]
    return actions.publish(review.publisher, chosen, today(), NUMBER)


def test_it_says_what_is_published_by_which_document_and_where_to_read_it(settings):
    settings.SITE_URL, settings.SITE_ORGANISER = "https://lists.example.cn", "蒸湘区人民政府"
    review = Review()
    adjustment = review.approved()
    paper = public_notice(publish(review, adjustment))
    edition = fresh(adjustment).draft
    assert paper.title == "关于调整衡阳市蒸湘区民政局责任清单的公告"
    assert paper.number == NUMBER
    day = f"{today().year}年{today().month}月{today().day}日"
    assert f"自{day}起施行" in text_of(paper)
    said = facts(paper)
    assert said["版次"] == "第 2 版"
    assert said["取代"] == "第 1 版"
    assert said["依据"] == SAID["basis"]
    assert said["摘要"] == f"SHA-256 {edition.digest}"
    assert said["全文（施行之日起）"] == "https://lists.example.cn/departments/minzheng/editions/2/"
    ((name, what, _, after),) = rows_under(paper, "部门职责")
    assert what == "新增"
    assert "年度核查" in name
    assert paper.blocks[-1].lines == ["蒸湘区人民政府", day]


def test_the_lists_of_one_act_stand_one_after_the_other():
    first, second = Review(), Review("weisheng", "卫生局")
    act = publish(first, first.approved(), second.approved())
    paper = public_notice(act)
    assert paper.title == "关于调整衡阳市蒸湘区民政局等 2 个部门责任清单的公告"
    said = text_of(paper)
    assert said.index("一、衡阳市蒸湘区民政局") < said.index("二、衡阳市蒸湘区卫生局")


def test_the_name_is_that_under_which_it_was_published():
    review = Review()
    act = publish(review, review.approved())
    review.department.name = "衡阳市蒸湘区民政和社会保障局"
    review.department.save()
    assert "社会保障" not in text_of(public_notice(act))


def test_a_first_list_is_published_and_not_adjusted():
    review = Review()
    department = make_department("jiaoyu", "教育局")
    editor = cast.make_editor(department, username="jiaoyu")
    adjustment = actions.open_adjustment(editor, department, "first", "compilation")
    with actions.editing(editor, adjustment) as current:
        fill(current.draft)
    now = fresh(adjustment)
    actions.describe(editor, now, now.version, **SAID)
    now = fresh(adjustment)
    actions.submit(editor, now, now.version)
    for stage in fresh(adjustment).current_stages():
        judge = cast.make_reviewer(stage.office, username=f"first-{stage.pk}")
        now = fresh(adjustment)
        actions.approve(judge, now, now.version)
    paper = public_notice(publish(review, fresh(adjustment)))
    assert paper.title == "关于公布衡阳市蒸湘区教育局责任清单的公告"
    assert "首次编制，共 4 项" in text_of(paper)
