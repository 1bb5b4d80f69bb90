from datetime import date

import pytest

from departments.reading.contents import (
    codes_in_force,
    entries_named,
    lists_in_force,
    overviews,
    sections,
    totals,
)
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    add_heading,
    fill,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)

pytestmark = pytest.mark.django_db


def test_lists_in_force_leave_out_drafts_and_what_is_scheduled():
    make_edition(make_department("minzheng", "民政局"))
    make_edition(make_department("weisheng", "卫生局"), effective_from=FAR_FUTURE)
    make_draft(make_department("sifa", "司法局"))
    assert [edition.department.slug for edition in lists_in_force()] == ["minzheng"]


def test_lists_stand_in_the_order_of_districts_and_departments():
    other = make_district("430407", "衡阳市石鼓区")
    make_edition(make_department("b", "乙局", order=2))
    make_edition(make_department("a", "甲局", order=1))
    make_edition(make_department("c", "丙局", district=other))
    assert [edition.department.slug for edition in lists_in_force()] == ["c", "a", "b"]


def test_counts_by_section_and_in_total():
    make_edition(make_department("minzheng", "民政局"), entries=2)
    make_edition(make_department("weisheng", "卫生局"), entries=3)
    listed = overviews(lists_in_force())
    assert [[one.count for one in overview.counts] for overview in listed] == [[2] * 4, [3] * 4]
    assert [(one.name, one.count) for one in totals(listed)] == [
        ("部门职责", 5),
        ("职责边界", 5),
        ("监管制度", 5),
        ("公共服务", 5),
    ]


def test_sections_stand_in_printed_order_with_titles_by_place():
    edition = make_edition(entries=1)
    assert [section.title for section in sections(edition)] == [
        "一、部门职责",
        "二、与相关部门的职责边界",
        "三、事中事后监管制度",
        "四、公共服务事项",
    ]


def test_an_empty_section_says_what_the_document_says():
    draft = make_draft()
    add_duty(draft)
    add_heading(draft, "boundaries", "二、与相关部门的职责边界", marker="无", position=1)
    add_heading(draft, "supervision", "三、事中事后监管制度", position=2)
    absences = {section.key: section.absence for section in sections(publish(draft))}
    assert absences["boundaries"] == "公布的清单在这一部分只写有“无”。"
    assert absences["supervision"] == "公布的清单有这一部分的标题，没有内容。"
    assert absences["services"] == "公布的清单没有这一部分。"


def test_entries_are_found_by_department_and_code_in_the_edition_of_the_day():
    civil = make_department("minzheng", "民政局")
    health = make_department("weisheng", "卫生局")
    for text, day in (("旧职责", FIRST_DAY), ("新职责", SECOND_DAY)):
        draft = make_draft(civil)
        add_duty(draft, text, code="D-0001")
        publish(draft, day)
    make_edition(health, entries=2)
    names = [(civil.pk, "D-0001"), (health.pk, "B-0002"), (civil.pk, "D-0002")]
    assert codes_in_force() >= {*names[:2]}
    assert names[2] not in codes_in_force()
    found = entries_named(names)
    assert {name: entry.heading for name, entry in found.items()} == {
        names[0]: "新职责",
        names[1]: "第 2 类养老服务",
    }
    assert entries_named(names[:1], date(2024, 6, 1))[names[0]].heading == "旧职责"
    assert entries_named([]) == {}


def test_a_section_that_not_every_list_has_stands_where_a_list_prints_its_heading():
    draft = fill(make_draft())
    assert [section.key for section in sections(draft)][-1] == "services"
    add_heading(draft, section="powers", text="五、权责事项", marker="无")
    last = sections(draft)[-1]
    assert (last.key, last.absence) == ("powers", "公布的清单在这一部分只写有“无”。")
