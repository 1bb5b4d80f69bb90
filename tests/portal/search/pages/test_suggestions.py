"""Suggestions while a question is typed."""

import pytest

from portal.search.pages.suggestions import LONGEST_TYPED, MOST, Lines
from tests.factories import add_duty, make_draft, publish
from tests.searching import make_lists, make_phrase, make_word

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    civil, health = make_lists()
    make_phrase(civil, "低保户怎么申请")
    make_phrase(civil, "家里揭不开锅找谁")
    make_phrase(health, "诊所没有执照")
    make_word("低保", "最低生活保障")
    return civil, health


@pytest.fixture
def suggested(client):
    def ask(typed):
        found = client.get("/search/suggest", {"q": typed}).json()["suggestions"]
        return [(one["text"], one["kind"]) for one in found]

    return ask


def test_words_phrases_titles_and_departments_are_suggested(suggested):
    assert suggested("低保户") == [("低保户怎么申请", "常见问法")]
    assert suggested("低")[0] == ("低保", "俗称")
    assert suggested("婚姻登记") == [("婚姻登记咨询", "清单条目")]
    assert suggested("民政") == [("民政局", "部门")]


def test_what_begins_so_comes_before_what_holds_it(suggested):
    assert [text for text, _ in suggested("揭不开锅")] == ["家里揭不开锅找谁"]
    assert Lines(["乙甲", "甲乙"]).find("甲") == [1, 0]


@pytest.mark.parametrize("typed", ["dibaohu", "di bao hu", "dbh", "DiBaoHu", "dībǎohù"])
def test_pinyin_and_initials_are_read(suggested, typed):
    assert ("低保户怎么申请", "常见问法") in suggested(typed)


def test_a_syllable_is_not_cut(suggested):
    assert suggested("ibaohu") == []


def test_traditional_and_wide_characters_are_read(suggested):
    assert [text for text, _ in suggested("診所")] == ["诊所没有执照"]


def test_what_is_typed_already_is_not_suggested(suggested):
    assert "低保" not in [text for text, _ in suggested("低保")]


@pytest.mark.parametrize(
    "typed", ["", " ", "没有这样的", "(", "[a", "\x00", "低" * (LONGEST_TYPED + 1)]
)
def test_nothing_is_suggested_for_nothing(suggested, typed):
    assert suggested(typed) == []


def test_there_are_never_many(suggested, lists):
    for n in range(20):
        make_phrase(lists[1], f"看病第{n}问", code="D-0001")
    assert len(suggested("看病")) <= MOST


def test_a_title_that_is_a_paragraph_is_not_suggested(suggested, lists):
    draft = make_draft(lists[1])
    add_duty(draft, "统筹" + "医疗机构管理" * 10)
    publish(draft)
    assert suggested("统筹") == []


def test_it_needs_few_queries(client, django_assert_max_num_queries):
    client.get("/search/suggest?q=低")
    with django_assert_max_num_queries(2):
        client.get("/search/suggest?q=民")
