"""The comparison as HTML: verbatim, readable without colour, every amended entry at its code."""

import re

import pytest
from django.template.loader import render_to_string

from departments.comparison import compare
from tests.factories import add_duty, add_matter, add_regime, make_department, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts():
    department = make_department()
    return make_draft(department), make_draft(department)


@pytest.fixture
def shown(drafts):
    """Render the comparison of the two drafts."""
    return lambda: render_to_string(
        "departments/_comparison.html", {"comparison": compare(*drafts)}
    )


def text_of(html):
    return re.sub(r"<[^>]+>", "", html)


def test_new_and_lost_words_are_marked_by_lines_and_by_words(drafts, shown):
    old, new = drafts
    add_duty(old, "自受理之日起3日内办结", code="D-0001")
    add_duty(new, "自受理之日起5日内办结", code="D-0001")
    page = shown()
    assert '<del><span class="visually-hidden">〔删去：</span>3<' in page
    assert '<ins><span class="visually-hidden">〔新增：</span>5<' in page
    assert '<span class="badge changed">改动</span>' in page
    assert 'id="D-0001"' in page
    assert 'href="#D-0001"' in page


def test_whole_entries_say_that_they_are_new_or_taken_out(drafts, shown):
    old, new = drafts
    add_duty(old, "旧职责", code="D-0001")
    add_matter(new, "新事项", parties=[{"name": "区民政局", "basis": "第三条"}], code="B-0001")
    page = shown()
    assert '<del class="text"><span class="visually-hidden">删去：</span>旧职责</del>' in page
    assert '<ins class="text"><span class="visually-hidden">新增：</span>第三条</ins>' in page


def test_texts_keep_their_lines_and_are_escaped(drafts, shown):
    old, new = drafts
    add_duty(old, "<b>一</b>\n  第二行", items=[], code="D-0001")
    add_duty(new, "<b>二</b>\n  第二行", items=[], code="D-0001")
    page = shown()
    assert "<b>" not in page.replace("<b>1</b>", "").replace("<b>0</b>", "")
    assert "&lt;/b&gt;\n  第二行</p>" in page


def test_what_differs_in_form_only_is_listed_apart(drafts, shown):
    old, new = drafts
    add_duty(old, "负责低保，审批。", code="D-0001")
    add_duty(new, "负责低保、审批", code="D-0001")
    page = shown()
    assert "仅标点、空格或序号不同的 1 项" in page
    assert '<span class="formal">，</span>' in page
    assert '<span class="formal">、</span>' in page
    assert "没有改动。" in page


def test_what_is_unchanged_is_folded_with_its_count(drafts, shown):
    for draft, figure in zip(drafts, "35", strict=True):
        add_duty(draft, "不变的职责", code="D-0001")
        long = "负责社会救助工作。" * 40
        add_regime(draft, parts=[{"body": f"{long}{figure}日{long}"}, "不变的条目"], code="S-0001")
    page = shown()
    assert "未变的 1 项</summary>" in page
    assert "未变的 1 行</summary>" in page
    assert len(re.findall(r"未变的 [23]\d\d 字</summary>", page)) == 2


def test_a_long_text_is_there_whole(drafts, shown):
    old, new = drafts
    long = "".join(f"第{n}项工作。" for n in range(100))
    add_duty(old, f"{long}3日", items=[], code="D-0001")
    add_duty(new, f"{long}5日", items=[], code="D-0001")
    page = text_of(shown())
    assert all(f"第{n}项工作。" in page for n in range(100))


def test_an_emptied_text_is_shown_as_missing(drafts, shown):
    old, new = drafts
    add_matter(old, parties=[{"name": "区民政局", "basis": "第三条"}], code="B-0001")
    add_matter(new, parties=[{"name": "区民政局"}], code="B-0001")
    assert '<p><span aria-hidden="true">—</span>' in shown()


def test_two_that_say_the_same_say_so(drafts, shown):
    for draft in drafts:
        add_duty(draft, code="D-0001")
    page = shown()
    assert "两版清单的文字完全相同" in page
    assert "<ins" not in page
