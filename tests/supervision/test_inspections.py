"""What is inspected and how often, read from the regimes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.filters import SubjectFilterSet
from supervision.inspections import Quote, frequencies, inspection, subject
from supervision.models import Regime
from tests.factories import add_regime, make_draft
from tests.searching import ANY_TEXT

#: Like a regime's text, so that sentences that say how often come up.
LIKE_A_PART = st.lists(
    st.sampled_from(
        ["每年", "不少于", "2次", "一次", "定期", "日常巡查", "：", "；", "。", "\n", "　", "检查"]
    )
    | st.text(max_size=3)
).map("".join)


def sentences(body, heading="三、监督检查方式"):
    return [quote.sentence for quote in frequencies([(heading, body)])]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("对行政复议案件监管", "行政复议案件"),
        ("社会团体监督检查", "社会团体"),
        ("义务教育学校招生事项监管", "义务教育学校招生"),
        ("新生儿《出生医学证明》发放的监管", "新生儿《出生医学证明》发放"),
        ("对财政行政执法职权的监督和指导", "财政行政执法职权"),
        ("医疗机构等级评审的后续监管", "医疗机构等级评审"),
        ("工商贸企业（除矿山外）\n安全生产综合监管", "工商贸企业（除矿山外） 安全生产"),
        ("规范行政处罚裁量权", "规范行政处罚裁量权"),
        ("监管", "监管"),
        ("", ""),
    ],
)
def test_a_subject_is_the_title_without_what_all_titles_say(title, expected):
    assert subject(title) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "每月不少于2次。",
        "每年组织一次，检查面不少于20%。",
        "（一）定期检查，一般一年一次，可结合项目稽察开展；",
        "半年和年底各检查一次；",
        "4年一个周期的定期评审。",
        "每年不定期组织重点督查。",
        "对公墓开展日常执法检查；",
        "实行双随机抽查。",
        "按照“月检查考核”的方式进行。",
    ],
)
def test_a_sentence_that_says_how_often_is_quoted_to_the_letter(sentence):
    assert sentences(f"听取汇报。{sentence}\n查阅资料。") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    ["查阅资料。", "在限定期限内整改。", "日常监管中问题较多的，重点检查。", "检查频次另定。"],
)
def test_a_sentence_that_does_not_is_passed_over(sentence):
    assert sentences(sentence) == []


def test_a_sentence_within_an_item_says_of_which():
    body = "2.专项督查：对突出的隐患，联合检查。每年组织不少于4次。"
    assert frequencies([("方式", body)]) == [Quote("2.专项督查：", "每年组织不少于4次。")]


def test_counts_are_taken_from_any_part_and_words_from_the_manner():
    parts = [
        ("二、监督检查内容", "是否定期自查。每月不少于4次。"),
        ("三、监督检查方式", "不定期抽查。"),
        ("四、监督检查程序", "定期检查前发出通知。"),
    ]
    assert [quote.sentence for quote in frequencies(parts)] == ["每月不少于4次。", "不定期抽查。"]


def test_where_the_manner_is_silent_the_parts_beside_it_speak():
    parts = [
        ("三、监督检查方式", "现场检查。"),
        ("四、监督检查措施", "每年开展执法培训，讲检查案例。定期开展检查。"),
    ]
    assert [quote.sentence for quote in frequencies(parts)] == ["定期开展检查。"]


def test_what_the_list_does_not_say_stays_empty(db):
    one = inspection(add_regime(make_draft(), "规范行政处罚裁量权", parts=["一、标准规范"]))
    assert (one.object, one.content, one.frequencies, one.is_counted) == ("", "", [], False)


@given(LIKE_A_PART | ANY_TEXT, LIKE_A_PART | ANY_TEXT)
def test_quotes_are_pieces_of_what_is_printed(heading, body):
    for quote in frequencies([(heading, body)]):
        assert quote.sentence in body
        assert quote.label in body
        assert quote.sentence


@given(ANY_TEXT)
def test_a_subject_is_a_piece_of_its_title(title):
    assert subject(title) in " ".join(title.split())


def test_the_shipped_regimes_are_read_and_the_filters_find_what_is_quoted(shipped, db):
    regimes = list(Regime.objects.prefetch_related("parts"))
    read = {one.pk: inspection(one) for one in regimes}
    assert len(read) == 73
    assert sum(bool(one.object) for one in read.values()) == 59
    assert sum(bool(one.content) for one in read.values()) == 69
    assert sum(bool(one.frequencies) for one in read.values()) == 46
    expected = {
        "counted": {pk for pk, one in read.items() if one.is_counted},
        "worded": {pk for pk, one in read.items() if one.frequencies and not one.is_counted},
        "none": {pk for pk, one in read.items() if not one.frequencies},
    }
    assert [len(found) for found in expected.values()] == [21, 25, 27]
    for value, pks in expected.items():
        entries = SubjectFilterSet({"frequency": [value]}, Regime.objects.all()).entries()
        assert {one.pk for one in entries} == pks
