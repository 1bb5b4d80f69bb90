"""Who is named for a matter, in which order and role, and how sure the answer is."""

import pytest

from boundaries.matters.roles import ASSISTING, LEAD
from portal.search.engine.answer import answer
from portal.search.engine.documents import EntryText, NamedDepartment, PartyText
from portal.search.engine.elsewhere import elsewhere
from portal.search.engine.index import DistrictIndex
from portal.search.language.vocabulary import Vocabulary

ELDERLY = EntryText(
    "minzheng",
    "boundaries",
    "B-0001",
    "养老机构管理",
    "区民政局\n牵头管理养老院\n区卫生局\n配合养老院的医疗\n区消防大队\n配合检查消防",
    ("养老院护工打人找谁",),
    (
        PartyText("区民政局", ("minzheng",), LEAD, "牵头管理养老院"),
        PartyText("区卫生局", ("weisheng",), ASSISTING, "配合养老院的医疗"),
        PartyText("区消防大队", (None,), ASSISTING, "配合检查消防"),
    ),
)
ENTRIES = [
    ELDERLY,
    EntryText("weisheng", "duties", "D-0001", "医疗机构管理", "查处无证行医\n《护士条例》"),
    EntryText("tongji", "duties", "D-0001", "人口普查", "组织人口普查", ("普查员上门",)),
    EntryText("nongye", "duties", "D-0001", "农机管理", "发放农机补贴"),
]
BODIES = [
    NamedDepartment(slug, order, name, (name,))
    for order, (slug, name) in enumerate(
        [("minzheng", "民政局"), ("weisheng", "卫生局"), ("tongji", "统计局"), ("nongye", "农业局")]
    )
]
INDEX, VOCABULARY = (
    DistrictIndex(ENTRIES, BODIES),
    Vocabulary([("赤脚医生", "无证行医", False, 0.9)]),
)


def ask(question, **options):
    return answer(question, INDEX, VOCABULARY, **options)


def test_parties_of_the_matter_follow_with_their_roles():
    found = ask("养老院护工打人")
    assert [(one.body.slug, one.role) for one in found.bodies[:2]] == [
        ("minzheng", LEAD),
        ("weisheng", ASSISTING),
    ]
    assert found.bodies[1].entry is ELDERLY
    assert found.shared_matters[0].entry is ELDERLY


def test_why_and_the_line_that_says_so():
    found = ask("赤脚医生")
    assert found.bodies[0].why == ("部门职责“医疗机构管理”", "“赤脚医生”即“无证行医”")
    assert found.entries[0].snippet == "查处无证行医"


def test_at_least_three_are_ranked_and_shares_add_up():
    found = ask("人口普查员上门")
    assert len(found.bodies) >= 3
    assert 0.99 < sum(one.score for one in found.bodies) <= 1.0001


def test_a_citation_comes_before_all_words():
    assert ask("《护士条例》 人口普查").bodies[0].body.slug == "weisheng"


@pytest.mark.parametrize("question", ["护照", "《刑法》", "办签证坐飞机", ""])
def test_what_is_nobodys_is_not_answered_as_clear(question):
    assert ask(question).verdict != "clear"


def test_elsewhere_tells_whose_a_word_is_unless_the_entry_speaks_of_it():
    assert elsewhere("想办护照", "人口普查") == (("护照", "公安机关"),)
    assert elsewhere("想办护照", "护照查验") == ()


def test_the_limit_holds():
    assert len(ask("管理", limit=1).entries) == 1
