"""Two texts compared: exact, symmetrical, blind for noise, never blind for a figure."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import assume, example, given
from hypothesis import strategies as st

from departments.comparison import compare_texts, matching
from departments.comparison.segments import FOLDED_FROM, IN_SIGHT

#: Texts made of few clauses, so that two of them have much in common.
CLAUSES = st.lists(
    st.sampled_from(
        [
            "负责低保审批；",
            "负责养老服务。",
            "自受理之日起3日内办结，",
            "（一）受理；",
            "1.审查\n",
            "五",
            "的",
        ]
        + ["《办法》第三条：", "不得收费。", "收费30%", "ABC", "  "]
    ),
    max_size=12,
).map("".join)
TEXTS = st.one_of(st.text(max_size=60), CLAUSES)

PLAIN = "负责受理审核公布有关部门工作监督管理"
NOISE = st.text(alphabet="，。；：、 \n　“”（）《》…—", max_size=3)
HALF = "0123456789%.,;:()!?Aa"
WIDER = str.maketrans(HALF, "".join(chr(ord(one) + 0xFEE0) for one in HALF))


def kinds(old, new):
    return [segment.kind for segment in compare_texts(old, new).segments]


def shown(old, new):
    """The comparison as one line: [taken out|put in], <formal|formal>."""
    marks = {"same": "{0.new}", "formal": "<{0.old}|{0.new}>", "changed": "[{0.old}|{0.new}]"}
    return "".join(marks[one.kind].format(one) for one in compare_texts(old, new).segments)


@cache
def real_lines():
    path = Path(settings.BASE_DIR) / "fixtures" / "430408" / "lists.txt"
    return [line for line in path.read_text("utf-8").split("\n") if len(line) > 20]


@given(TEXTS, TEXTS)
@example("", "x")
@example("，", "。")
def test_both_texts_can_be_rebuilt(old, new):
    comparison = compare_texts(old, new)
    assert "".join(one.old for one in comparison.segments) == old
    assert "".join(one.new for one in comparison.segments) == new
    for segment in comparison.segments:
        assert (segment.old == segment.new) == (segment.kind == "same")


@given(TEXTS, TEXTS)
def test_the_blocks_are_the_segments_with_nothing_left_out(old, new):
    blocks = compare_texts(old * 9, new * 9).blocks
    assert "".join(one.old for block in blocks for one in block.segments) == old * 9
    assert "".join(one.new for block in blocks for one in block.segments) == new * 9


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert compare_texts(text, text).kind == "same"
    assert set(kinds(text, text)) <= {"same"}


@given(TEXTS, TEXTS)
def test_the_other_way_round_is_the_mirror_image(old, new):
    there, back = compare_texts(old, new).segments, compare_texts(new, old).segments
    assert [(one.kind, one.old, one.new) for one in there] == [
        (one.kind, one.new, one.old) for one in back
    ]


@given(TEXTS, TEXTS)
def test_the_kind_is_what_the_segments_show(old, new):
    found = set(kinds(old, new))
    expected = "changed" if "changed" in found else "formal" if "formal" in found else "same"
    assert compare_texts(old, new).kind == expected


@given(st.lists(st.tuples(st.text(PLAIN, min_size=1, max_size=5), NOISE, NOISE), max_size=8))
def test_punctuation_spaces_and_line_breaks_are_no_amendment(parts):
    old = "".join(text + one for text, one, _ in parts)
    new = "".join(text + other for text, _, other in parts)
    assert compare_texts(old, new).kind == ("same" if old == new else "formal")


@given(st.data())
def test_width_is_no_amendment_of_a_real_text(data):
    line = data.draw(st.sampled_from(real_lines()))
    assert compare_texts(line, line.translate(WIDER)).kind in ("same", "formal")


@given(st.data())
def test_another_figure_in_a_real_text_is_an_amendment(data):
    line = data.draw(st.sampled_from([one for one in real_lines() if re.search(FIGURE, one)]))
    place = data.draw(st.sampled_from([one.start(1) for one in re.finditer(FIGURE, line)]))
    digits = "0123456789" if line[place].isdecimal() else "一二三四五六七八九十"
    digit = data.draw(st.sampled_from(digits))
    assume(digit != line[place])
    changed = line[:place] + digit + line[place + 1 :]
    comparison = compare_texts(line, changed)
    assert comparison.kind == "changed"
    assert any(one.kind == "changed" and digit in one.new for one in comparison.segments)


#: A figure that is surely no numbering: it stands behind a word and before what it counts.
FIGURE = r"(?<=[第于在起至满内〔])([1-9一二三四五六七八九十])(?=[0-9]*[日天年月号条款项元%人次〕])"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("自受理之日起3日内办结", "自受理之日起5日内办结", "自受理之日起[3|5]日内办结"),
        ("按30%收取", "按3.0%收取", "按[30%|3.0%]收取"),
        ("不得收费", "得收费", "[不|]得收费"),
        ("不少于五人", "不少于五十人", "不少于[五|五十]人"),
        ("依据第三条", "依据第四条", "依据第[三|四]条"),
        ("2024年1月1日", "2024年10月1日", "2024年[1|10]月1日"),
        ("1,000元", "1000元", "[1,000|1000]元"),
        ("3、5日", "35日", "[3、5|35]日"),
        ("10²", "102", "[10²|102]"),
        ("第三、五条", "第三五条", "第[三、五|三五]条"),
        ("依照（三）项规定", "依照（四）项规定", "依照[（三）|（四）]项规定"),
        ("应当公开", "可以公开", "[应当|可以]公开"),
    ],
)
def test_what_the_law_turns_on_is_marked(old, new, expected):
    assert shown(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("（一）受理；\n（二）审批。", "1、受理；2、审批"),
        ("（一）受理；（二）审批", "（二）受理；（三）审批"),
        ("１０日内（自收到起）", "10日内(自收到起)"),
        ("负责“低保”审批。", "负责低保\n审批"),
        ("1. 受理", "2. 受理"),
        ("一、监督检查对象", "二、监督检查对象"),
    ],
)
def test_noise_is_formal(old, new):
    assert compare_texts(old, new).kind == "formal"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("（一）受理；（二）审批；（三）发证。", "（一）受理；（二）发证。", "（一）受理；[（二）审批；|]<（三）|（二）>发证。"),
        ("负责低保。组织义务教育入学。", "负责低保。开展殡葬执法检查。", "负责低保。[组织义务教育入学。|开展殡葬执法检查。]"),
        ("负责公路建设、养护。", "负责公路和桥梁建设、养护、监督。", "负责公路[|和桥梁]建设、养护<。|、>[|监督。]"),
        ("甲乙；丙丁。", "甲乙，丙丁；戊己。", "甲乙<；|，>丙丁<。|；>[|戊己。]"),
    ],
)  # fmt: skip
def test_marks_are_readable(old, new, expected):
    assert shown(old, new) == expected


def test_clauses_with_little_in_common_are_replaced_whole():
    old, new = "负责全区低保对象的审核审批工作。", "会同有关部门组织开展殡葬领域专项检查的行动。"
    assert shown(old, new) == f"[{old}|{new}]"


def test_an_island_in_clauses_that_have_else_nothing_in_common_is_none():
    old, new = (
        "会同有关部门组织开展殡葬领域突出问题专项整治",
        "负责拟订并组织开展全区义务教育阶段入学招生方案编制工作",
    )
    assert shown(old, new) == f"[{old}|{new}]"


def test_a_clause_that_both_have_stays_whole():
    old, new = "负责审批工作。负责监督工作。", "负责监督工作。"
    assert shown(old, new) == "[负责审批工作。|]负责监督工作。"


def test_chance_characters_in_common_are_no_islands():
    comparison = compare_texts("开展农村饮水安全巡查", "组织企业安全生产培训检查并巡回督导")
    kept = [one for one in comparison.segments if one.kind == "same"]
    assert all(len(one.new) > 1 for one in kept)


def test_texts_too_long_to_compare_within_are_replaced_whole(monkeypatch):
    monkeypatch.setattr(matching, "MOST", 20)
    comparison = compare_texts("负责低保审批工作", "负责低保复核工作")
    assert [one.kind for one in comparison.segments] == ["changed"]
    assert comparison.kind == "changed"


def test_long_unchanged_stretches_are_folded():
    long = "负责社会救助工作。" * 100
    blocks = compare_texts(f"{long}3日{long}", f"{long}5日{long}").blocks
    assert [block.folded for block in blocks] == [True, False, True]
    assert 0 < len(long) - blocks[0].size <= 2 * IN_SIGHT
    assert blocks[1].segments[0].new.startswith("负责社会救助工作。")
    assert blocks[1].segments[-1].new.endswith("负责社会救助工作。")
    assert len(blocks[1].segments) == 3


def test_short_unchanged_stretches_stay_in_sight():
    short = "负" * (FOLDED_FROM // 2)
    assert [one.folded for one in compare_texts(f"{short}3日", f"{short}5日").blocks] == [False]
