"""Subjects with their sides: who does what, what differs, who is missing, what is gone."""

import pytest

from boundaries.models import Subject
from boundaries.subjects.mentions import missing_sides
from boundaries.subjects.readings import read_subjects
from tests.boundaries.factories import make_body, make_subject
from tests.factories import (
    SECOND_DAY,
    add_duty,
    add_matter,
    make_department,
    make_draft,
    make_edition,
    publish,
)

pytestmark = pytest.mark.django_db


def said(name, responsibility=""):
    return {"name": name, "responsibility": responsibility}


@pytest.fixture
def lists():
    """Two lists that speak of one subject; the list of 财政局 does not."""
    civil, health = make_department(), make_department("weisheng", "卫生局")
    money = make_department("caizheng", "财政局")
    ours = make_draft(civil)
    add_matter(
        ours,
        "养老服务",
        parties=[
            said("区公安局", "维护治安。"),
            said("区卫生局", "推进医养结合，指导医疗机构"),
            said("区民政局", "牵头负责养老服务"),
            said("区财政局", "保障经费"),
            said("", "负责其他工作"),
        ],
    )
    theirs = make_draft(health)
    parties = [said("区卫生局", "推进医养结合"), said("区公安分局", "维护治安"), said("区民政局")]
    add_matter(theirs, "社会养老服务", parties=parties)
    publish(ours)
    publish(theirs)
    make_edition(money, entries=0)
    make_body(names=["区公安局", "区公安分局"])
    return civil, health, money


@pytest.fixture
def reading(lists):
    civil, health, _ = lists
    make_subject((civil, "B-0001"), (health, "B-0001"), keyword="养老")
    return read()


def read(on=None):
    (found,) = read_subjects(Subject.objects.shown(), on)
    return found


def test_who_leads_comes_first_then_whose_lists_have_it(reading):
    assert [row.name for row in reading.rows] == [
        *("民政局", "卫生局", "市公安局蒸湘分局", "财政局"),
        "",
    ]


def test_where_texts_agree_and_where_they_do_not(reading):
    assert {row.name: row.agreement for row in reading.rows} == {
        "民政局": "different",
        "卫生局": "different",
        "市公安局蒸湘分局": "same",
        "财政局": "",
        "": "",
    }


def test_the_clause_that_only_one_list_has_is_marked(reading):
    (row,) = [row for row in reading.rows if row.name == "卫生局"]
    pieces = [cell.sayings[0].clauses for _, cell in row.cells]
    assert [(one.text, one.alone) for one in pieces[0]] == [
        ("推进医养结合，", False),
        ("指导医疗机构", True),
    ]
    assert not any(one.alone for one in pieces[1])


def test_what_another_list_gives_to_another_body_is_pointed_out(lists):
    civil, health, _ = lists
    for department, name in ((civil, "区民政局"), (health, "区卫生局")):
        draft = make_draft(department)
        parties = [
            said(name, "依法查处；负责建立健全老年人健康档案"),
            said("区财政局", "依法查处；安排经费"),
        ]
        add_matter(draft, parties=parties)
        publish(draft, SECOND_DAY)
    make_subject((civil, "B-0002"), (health, "B-0002"))
    given = {
        row.name: [
            (side.department.slug, bearer.slug)
            for cell in row.told
            for saying in cell.sayings
            for side, bearer in saying.given_to
        ]
        for row in read().rows
    }
    assert given == {
        "民政局": [("weisheng", "weisheng")],
        "卫生局": [("minzheng", "minzheng")],
        "财政局": [],
    }


def test_a_side_that_does_not_name_a_body_is_empty_there(reading):
    (row,) = [row for row in reading.rows if row.name == "财政局"]
    assert [side.department.slug for side, cell in row.cells if cell is None] == ["weisheng"]


def test_who_is_named_and_has_a_list_without_the_matter_is_missing(reading):
    (missing,) = reading.missing
    assert missing.body.slug == "caizheng"
    assert [side.department.slug for side in missing.named_by] == ["minzheng"]


def test_a_department_without_a_list_in_force_is_not_missing(lists):
    civil, health, money = lists
    draft = make_draft(make_department("shenji", "审计局"))
    add_matter(draft, "养老审计")
    other = make_draft(money)
    add_matter(other, "养老经费", parties=["区审计局", "区民政局"])
    publish(other, SECOND_DAY)
    make_subject((civil, "B-0001"), (health, "B-0001"), (money, "B-0001"))
    assert read().missing == []


def test_what_a_missing_list_says_elsewhere_is_found(reading, lists):
    *_, money = lists
    (silent,) = missing_sides(reading)
    assert list(silent.mentions) == []
    draft = make_draft(money)
    add_duty(draft, "管理专项资金", items=["安排养老服务经费"])
    publish(draft, SECOND_DAY)
    (silent,) = missing_sides(read())
    assert [entry.code for entry in silent.mentions] == ["D-0001"]


def test_a_side_whose_entry_no_list_in_force_has_is_gone(reading, lists):
    civil, *_ = lists
    publish(make_draft(civil), SECOND_DAY)
    now = read()
    assert [str(side) for side in now.gone] == ["民政局 B-0001"]
    assert [side.department.slug for side in now.sides] == ["weisheng"]
    assert [one.body.slug for one in now.missing] == ["minzheng"]
    then = read(SECOND_DAY.replace(year=2024))
    assert len(then.sides) == 2
    assert then.gone == []


def test_what_is_not_confirmed_or_merged_away_is_not_shown(lists):
    civil, health, money = lists
    kept = make_subject((civil, "B-0001"))
    make_subject((health, "B-0001"), slug="candidate", state="candidate")
    make_subject((health, "B-0001"), slug="refused", state="refused")
    make_subject((money, "B-0001"), slug="merged", merged_into=kept)
    assert list(Subject.objects.shown()) == [kept]


@pytest.mark.parametrize("size", [1, 4])
def test_the_number_of_queries_is_fixed(size, django_assert_num_queries):
    for place in range(size):
        draft = make_draft(make_department(f"d{place}", f"{place}局"))
        add_matter(draft, parties=[f"区{other}局" for other in range(size)])
        add_matter(draft, parties=["区0局"])
        publish(draft)
        make_subject((draft.department, "B-0001"), slug=f"s{place}")
    with django_assert_num_queries(9):
        readings = read_subjects(Subject.objects.shown())
        assert [len(one.rows) for one in readings] == [size] * size
