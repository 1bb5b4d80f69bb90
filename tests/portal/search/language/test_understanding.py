import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.engine.answer import answer
from portal.search.engine.documents import EntryText, NamedDepartment
from portal.search.engine.index import DistrictIndex
from portal.search.language.understanding import LONGEST, clean, understand
from portal.search.language.vocabulary import Vocabulary
from tests.searching import ANY_TEXT

ENTRIES = [
    EntryText(
        "minzheng",
        "duties",
        "D-0001",
        "城乡居民最低生活保障",
        "依据《社会救助暂行办法》和湘政发〔2014〕7号办理低保",
        ("家里揭不开锅找谁",),
    ),
    EntryText(
        "minzheng",
        "services",
        "P-0001",
        "婚姻登记咨询",
        "解答结婚登记问题",
        ("婚姻登记要带什么", "婚姻登记处周末开门吗"),
    ),
    EntryText("weisheng", "duties", "D-0001", "医疗机构管理", "查处无证行医"),
]
BODIES = [
    NamedDepartment("minzheng", 1, "衡阳市蒸湘区民政局", ("民政局",)),
    NamedDepartment("weisheng", 2, "衡阳市蒸湘区卫生局", ("卫生局", "卫健委")),
]
INDEX = DistrictIndex(ENTRIES, BODIES)
VOCABULARY = Vocabulary(
    [("揭不开锅", "最低生活保障", False, 0.9), ("黑诊所", "无证行医", True, 0.8)]
)


def read(query, **options):
    return understand(query, INDEX, VOCABULARY, **options)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        (None, ""),
        ("  低 \n 保 ", "低 保"),
        ("低\x00保\x7f", "低 保"),
        ("\ud800低保\udfff", "低保"),
        ("低" * 10_000, "低" * LONGEST),
    ],
)
def test_clean(typed, cleaned):
    assert clean(typed) == cleaned


def test_filler_is_dropped_but_not_all_of_a_query():
    assert read("请问低保怎么办理").text == "低保"
    assert read("怎么办").text == "怎么办"


def test_words_mean_official_terms_both_ways_where_they_do():
    assert [(m.word, m.term, m.weight) for m in read("揭不开锅").meanings] == [
        ("揭不开锅", "最低生活保障", 0.9)
    ]
    assert [m.term for m in read("黑诊所").meanings] == ["无证行医"]
    assert [m.term for m in read("无证行医").meanings] == ["黑诊所"]
    assert read("最低生活保障").meanings == ()


def words(readings):
    return [(reading.typed, reading.words) for reading in readings]


@pytest.mark.parametrize(
    ("typed", "text", "readings"),
    [
        ("jiehun dengji", "结婚登记", [("jiehun dengji", ("结婚登记",))]),
        ("dī bǎo", "低保", [("di bao", ("低保",))]),
        ("di1bao3", "低保", [("di bao", ("低保",))]),
        ("申请dibao", "申请低保", [("dibao", ("低保",))]),
        ("wzxy", "无证行医", [("wzxy", ("无证行医",))]),
        ("jbkg", "揭不开锅", [("jbkg", ("揭不开锅",))]),
        ("5G基站", "5g基站", []),
        ("A4纸", "a4纸", []),
    ],
)
def test_latin_letters_are_read_as_the_words_of_the_lists(typed, text, readings):
    asked = read(typed)
    assert asked.text.strip() == text
    assert words(asked.readings) == readings


def test_slips_are_mended_beside_what_was_typed():
    asked = read("婚因登记")
    assert words(asked.corrections) == [("婚因登记", ("婚姻登记",))]
    assert asked.text == "婚因登记"
    assert "婚姻" in asked.terms


def test_citations_are_told_apart_from_the_matter():
    asked = read("湘政发[2014]7号低保")
    assert asked.citations == ("#湘政发2014-7",)
    assert asked.text.strip() == "低保"
    assert read("《刑法》").cites_unknown
    assert not read("湘政发[2014]7号和《刑法》").cites_unknown


def test_bodies_are_named_by_any_name():
    assert read("卫健委和民政局").named == ("weisheng", "minzheng")
    assert read("卫健委电话").only_names
    assert not read("卫健委查黑诊所").only_names


def test_taken_literally_nothing_is_added():
    asked = read("揭不开锅 jiehun 婚因登记", literally=True)
    assert (asked.meanings, asked.readings, asked.corrections) == ((), (), ())


def first(query, **options):
    found = answer(query, INDEX, VOCABULARY, **options)
    return found.bodies[0].body.slug if found.bodies else None


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("家里揭不开锅怎么办", "minzheng"),
        ("申請低保", "minzheng"),
        ("jiehun dengji", "minzheng"),
        ("湘政发[2014]7号", "minzheng"),
        ("有人无证行医", "weisheng"),
        ("卫生局在哪里", "weisheng"),
    ],
)
def test_who_handles_it(query, slug):
    assert first(query) == slug


@given(ANY_TEXT, st.booleans())
def test_any_query_is_understood_and_answered(query, literally):
    found = answer(query, INDEX, VOCABULARY, literally=literally)
    assert found.verdict in ("clear", "candidates", "none")
    assert bool(found.bodies) == (found.verdict != "none")
    assert len(found.asked.query) <= LONGEST


@given(st.text("低保揭不开锅民政局jiehundb《》〔〕2014号 ，", max_size=40))
def test_any_likely_query_is_answered(query):
    answer(query, INDEX, VOCABULARY)


def test_an_empty_index_has_no_answer():
    assert answer("低保", DistrictIndex([], []), VOCABULARY).verdict == "none"
